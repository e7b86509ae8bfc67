/**
 * What people are shown as holding at a unit is what the engine works with: random layers of
 * settings, read one by one by the engine, say the same as the one value that they are merged to.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merged } from '#server/publish/policy.ts';
import { dateText, dayNumber, weekday } from '#server/publish/school-time/days.ts';
import { factsBy } from '#server/publish/school-time/facts.ts';
import { periodsBy } from '#server/publish/school-time/periods.ts';
import type { AirPolicy } from '#shared/domain/air-policy.ts';
import type { Calendar, DecidedDays, Term, YearlyDay } from '#shared/domain/calendar.ts';
import {
  inheritedCalendar,
  inheritedPolicy,
  inheritedTimetable,
} from '#shared/domain/inherited.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import { type Level, levels } from '#shared/domain/units.ts';

const FIRST = dayNumber('2026-12-01');
const DAYS = 60;

const anyRange = fc
  .tuple(fc.nat(DAYS), fc.nat(14))
  .map(([at, length]) => ({ from: dateText(FIRST + at), until: dateText(FIRST + at + length) }));
const anyWeekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
const anyLevels = fc.subarray([...levels]);
const name = fc.constantFrom('A', 'B', 'C');

const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  weekdays: fc.option(anyWeekdays),
  terms: fc.option(
    fc
      .array(anyRange, { maxLength: 1 })
      .map((ranges) => ranges.map((range): Term => ({ name: 'HK', ...range }))),
  ),
  yearly: fc.array(
    fc.record<YearlyDay>({
      name,
      on: fc.record({
        calendar: fc.constant('solar' as const),
        month: fc.constantFrom(12, 1),
        day: fc.integer({ min: 1, max: 31 }),
      }),
      off: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  decided: fc.array(
    fc
      .tuple(name, anyRange, fc.constantFrom('off', 'exam', 'school'), fc.option(fc.constant(3)))
      .map(
        ([called, range, is, as]): DecidedDays => ({
          ...{ name: called, ...range },
          kind: is === 'school' ? { is, as } : { is: is as 'off' | 'exam' },
        }),
      ),
    { maxLength: 3 },
  ),
});

const anyPeriods = fc.array(
  fc
    .tuple(fc.constantFrom('recess', 'lesson'), fc.integer({ min: 7, max: 15 }))
    .map(([period, hour]) => ({
      ...{ period, label: '', session: 'morning' as const },
      ...{
        start: `${String(hour).padStart(2, '0')}:00`,
        end: `${String(hour).padStart(2, '0')}:45`,
      },
    })),
  { maxLength: 3 },
);
const anyTimetable: fc.Arbitrary<Timetable> = fc.record({
  templates: fc.array(
    fc.record({ name, levels: anyLevels, days: anyWeekdays, periods: anyPeriods }),
    { maxLength: 2 },
  ),
  exceptions: fc.array(
    fc.record({
      date: fc.nat(3).map((at) => dateText(FIRST + at)),
      name,
      levels: anyLevels,
      periods: anyPeriods,
    }),
    { maxLength: 4 },
  ),
});

test('[P13] a merged calendar makes of each date what its layers make of it', () => {
  fc.assert(
    fc.property(fc.array(anyCalendar, { maxLength: 3 }), (layers) => {
      const [byLayers, byOne] = [factsBy(layers), factsBy([inheritedCalendar(layers)])];
      for (let day = FIRST; day < FIRST + DAYS; day++) {
        expect(byOne(day), dateText(day)).toEqual(byLayers(day));
      }
    }),
    { numRuns: 60 },
  );
});

test('[P15] a merged timetable holds on each day the periods that its layers hold', () => {
  const own: readonly Level[][] = [[], ['primary'], ['primary', 'lowerSecondary']];
  fc.assert(
    fc.property(
      fc.array(anyTimetable, { maxLength: 3 }),
      fc.constantFrom(...own),
      anyLevels,
      (layers, school, asked) => {
        const byLayers = periodsBy(layers, school);
        const byOne = periodsBy([inheritedTimetable(layers)], school);
        for (let day = FIRST; day < FIRST + 14; day++) {
          const as = weekday(day);
          expect(byOne(day, as, asked), dateText(day)).toEqual(byLayers(day, as, asked));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('a merged air policy is the one that the engine keeps', () => {
  const rules = { quiet: [], volumes: [], volume: 40 };
  const hours = [{ days: [1], hours: [{ start: '06:00', end: '18:00' }] }];
  const anyPolicy: fc.Arbitrary<AirPolicy> = fc.record({
    airtime: fc.constantFrom(null, { office: 60, school: 40 }, { office: 10, school: 90 }),
    sound: fc.constantFrom(null, rules, { ...rules, volume: 80 }),
    screens: fc.constantFrom(null, [], hours),
    speakers: fc.constantFrom(null, [], hours),
  });
  fc.assert(
    fc.property(fc.array(anyPolicy, { maxLength: 4 }), (layers) => {
      expect(inheritedPolicy(layers)).toEqual(merged(layers));
    }),
  );
});
