import { describe, expect, test } from 'vitest';
import type { Stretch } from '#shared/domain/air-policy.ts';
import type { Level } from '#shared/domain/units.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { period, weekdays } from '#test/support/school-day.ts';
import { dayNumber } from '../school-time/days.ts';
import { createSchoolTimes } from '../school-time/school-time.ts';
import { windowsIn } from './expand.ts';
import { onHours, stretchesOn, timesOn } from './times.ts';

const HOUR = 3_600_000;
const zone = 'Asia/Ho_Chi_Minh';
const value = {
  templates: [
    weekdays(
      'Tiểu học',
      ['primary'],
      [
        period('lesson', '07:15', '07:50'),
        period('recess', '09:00', '09:20'),
        period('recess', '15:00', '15:20'),
      ],
    ),
    weekdays('THCS', ['lowerSecondary'], [period('recess', '09:30', '09:45')]),
  ],
  exceptions: [{ date: '2026-11-25', name: 'Hội thao', levels: [], periods: [] }],
};
const time = createSchoolTimes().at(
  { path: ['school'], levels: ['primary', 'lowerSecondary'], zone },
  new Map([
    [
      'school',
      { timetable: { unitId: 'school', kind: 'timetable', version: 1, value, at: 0, by: null } },
    ],
  ]),
);
const monday = dayNumber('2026-11-23');
const when: When = {
  ...plainWhen,
  hours: [
    { start: '22:00', end: '02:00' },
    { start: '09:10', end: '09:40' },
  ],
  periods: ['recess', 'nap'],
  from: '2026-11-01',
  until: null,
};

describe('the times of a day', () => {
  const told = (day: number, levels: readonly Level[] = []) =>
    timesOn(when, time, day, levels).map(({ start, end, source }) => [
      start / HOUR,
      Math.round((end / HOUR) * 100) / 100,
      source.kind === 'hours' ? source.index : source.period,
    ]);

  test('are its hours and its periods, those past midnight beyond 24 h [P2] [P15]', () => {
    expect(told(monday)).toEqual([
      [9, 9.33, 'recess'],
      [9 + 1 / 6, 9.67, 1],
      [9.5, 9.75, 'recess'],
      [15, 15.33, 'recess'],
      [22, 26, 0],
    ]);
    expect(told(monday, ['primary'])).toHaveLength(4);
  });

  test('are only its hours where no period is held [P15]', () => {
    expect(told(monday - 1).map(([, , source]) => source)).toEqual([1, 0]);
    expect(told(dayNumber('2026-11-25')).map(([, , source]) => source)).toEqual([1, 0]);
  });

  test('are the same array on days that are alike', () => {
    expect(timesOn(when, time, monday, [])).toBe(timesOn(when, time, monday + 1, []));
  });
});

test('windows are whole where they reach out of the span, and say whence they come', () => {
  const midnight = Date.UTC(2026, 10, 23, 17);
  const windows = windowsIn(when, time, [], { start: midnight + HOUR, end: midnight + 9.1 * HOUR });
  expect(windows).toEqual([
    {
      start: midnight - 2 * HOUR,
      end: midnight + 2 * HOUR,
      source: { kind: 'hours', index: 0 },
      day: monday,
    },
    {
      start: midnight + 9 * HOUR,
      end: midnight + 9 * HOUR + HOUR / 3,
      source: { kind: 'period', period: 'recess' },
      day: monday + 1,
    },
  ]);
});

describe('a unit’s policy', () => {
  const stretches: Stretch[] = [
    { period: 'recess' },
    { hours: { start: '20:00', end: '06:00' } },
    { period: 'lesson' },
  ];
  test('has its hours on every day, its periods on days of school', () => {
    expect(stretchesOn(stretches, time, monday).map(({ index }) => index)).toEqual([2, 0, 0, 0, 1]);
    expect(stretchesOn(stretches, time, monday - 1)).toEqual([
      { start: 20 * HOUR, end: 30 * HOUR, index: 1 },
    ]);
  });

  test('has hours of being on by weekday; none at all is always', () => {
    const hours = [
      {
        days: [1, 2],
        hours: [
          { start: '13:00', end: '17:00' },
          { start: '06:30', end: '11:00' },
        ],
      },
      { days: [2], hours: [{ start: '18:00', end: '24:00' }] },
    ];
    const onDay = (weekday: number) =>
      onHours(hours, weekday).map(({ start, end }) => [start / HOUR, end / HOUR]);
    expect(onDay(1)).toEqual([
      [6.5, 11],
      [13, 17],
    ]);
    expect(onDay(2)).toHaveLength(3);
    expect(onDay(3)).toEqual([]);
    expect(onHours([], 7)).toEqual([{ start: 0, end: 24 * HOUR }]);
  });
});
