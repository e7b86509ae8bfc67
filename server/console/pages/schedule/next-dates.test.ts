import { describe, expect, test } from 'vitest';
import type { Unit } from '#shared/api/resources.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { nextDates } from './next-dates.ts';

const office: Unit = {
  id: 'office',
  parentId: null,
  kind: 'office',
  name: 'Phòng',
  levels: [],
  tags: [],
  zone: null,
  path: ['province', 'office'],
  closedAt: null,
};
const known = {
  units: [office],
  calendars: {
    province: {
      weekdays: [1, 2, 3, 4, 5],
      terms: null,
      yearly: [],
      decided: [
        {
          name: 'Nghỉ',
          from: '2026-11-23',
          until: '2026-11-24',
          kind: { is: 'off' as const },
        },
      ],
    },
  },
};
const when = (change: Partial<When>): When => ({
  ...plainWhen,
  from: '2026-11-01',
  until: null,
  ...change,
});
const next = (change: Partial<When>, most = 3) =>
  nextDates(when(change), known, 'office', '2026-11-23', most);

describe('the next dates of a schedule that is being written', () => {
  test('go by the calendar above its unit [P13]', () => {
    expect(next({ among: 'school' })).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
    expect(next({ repeat: { kind: 'firstSchoolDay' } })).toEqual([
      '2026-11-25',
      '2026-11-30',
      '2026-12-07',
    ]);
  });

  test('what comes once a year is looked for years ahead [P12]', () => {
    expect(next({ repeat: { kind: 'lunar', month: 1, day: 1 } })).toEqual([
      '2027-02-06',
      '2028-01-26',
      '2029-02-13',
    ]);
  });

  test('a form that does not say yet has none; one that never holds has an empty list', () => {
    expect(next({ from: '' })).toBeNull();
    expect(next({ until: '' })).toBeNull();
    expect(next({ repeat: { kind: 'rule', rrule: 'FREQ=HOURLY' } })).toBeNull();
    expect(next({ until: '2026-11-22' })).toEqual([]);
  });
});
