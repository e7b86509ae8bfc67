import { describe, expect, test } from 'vitest';
import type { Unit } from '#shared/api/resources.ts';
import type { Period, Timetable } from '#shared/domain/timetable.ts';
import { periodTimes } from './period-times.ts';

const unit = (id: string, path: string[], more: Partial<Unit> = {}): Unit => ({
  id,
  parentId: path.at(-2) ?? null,
  kind: 'school',
  name: id,
  levels: ['primary'],
  tags: [],
  zone: null,
  path,
  closedAt: null,
  ...more,
});
const units = [
  unit('office', ['office'], { kind: 'office', levels: [] }),
  unit('a', ['office', 'a']),
  unit('b', ['office', 'b']),
  unit('c', ['office', 'c']),
  unit('d', ['office', 'd'], { levels: ['lowerSecondary'] }),
  unit('hall', ['office', 'a', 'hall'], { kind: 'zone', levels: [] }),
];
const recess = (start: string, end: string, label = ''): Period => ({
  period: 'recess',
  label,
  session: 'morning',
  start,
  end,
});
const day = (levels: Unit['levels'], ...periods: Period[]): Timetable => ({
  templates: [{ name: 'Ngày', levels, days: [1, 2, 3, 4, 5], periods }],
  exceptions: [],
});
const everybody = { units: [], levels: [], tags: [] };

describe('what a period means at the schools of an audience', () => {
  const timetables = {
    office: day(['primary'], recess('09:00', '09:30')),
    c: day(['primary'], recess('09:15', '09:45', 'giải lao'), recess('15:00', '15:20')),
  };

  test('schools with the same times are counted together, most first; each school once', () => {
    const found = periodTimes({ units, timetables }, everybody, 'office').get('recess');
    expect(found?.groups).toEqual([
      { ranges: [{ start: '09:00', end: '09:30' }], schools: 2 },
      {
        ranges: [
          { start: '09:15', end: '09:45' },
          { start: '15:00', end: '15:20' },
        ],
        schools: 1,
      },
    ]);
    expect(found?.label).toBe('giải lao');
  });

  test('only schools that are meant count [P4]', () => {
    const audience = { ...everybody, units: ['c'] };
    const found = periodTimes({ units, timetables }, audience, 'office').get('recess');
    expect(found?.groups.map(({ schools }) => schools)).toEqual([1]);
    const secondary = { ...everybody, levels: ['lowerSecondary' as const] };
    expect(periodTimes({ units, timetables }, secondary, 'office').size).toBe(0);
  });

  test('what is above and out of sight holds all the same', () => {
    const mine = units.filter(({ id }) => id === 'a');
    const found = periodTimes({ units: mine, timetables }, everybody, 'a').get('recess');
    expect(found?.groups).toEqual([{ ranges: [{ start: '09:00', end: '09:30' }], schools: 1 }]);
  });
});
