import { expect, test } from 'vitest';
import type { PlannedWindow } from '#server/publish/port.ts';
import { startOf } from '../../day.ts';
import { isoDate, time } from '../../locales/formats.ts';
import { blocksOf, conflictOf } from './blocks.ts';
import { addDays } from './clock-time.ts';
import type { WeekDay } from './load.ts';

const zone = 'Asia/Ho_Chi_Minh';
const days: WeekDay[] = Array.from({ length: 7 }, (_, n) => {
  const date = addDays('2026-11-23', n);
  return {
    ...{ date, start: startOf(zone, date), end: startOf(zone, addDays(date, 1)) },
    ...{ school: true, exam: false, why: 'term', names: [], periods: [] },
  };
});
const at = (day: number, hour: number) => days[day]!.start + hour * 3_600_000;
const planned = (
  start: number,
  end: number,
  change: Partial<PlannedWindow> = {},
): PlannedWindow => ({
  ...{ scheduleId: 's', name: 'Bản tin', unitId: 'u', priority: 'ordinary', mode: 'loop' },
  ...{ state: 'onAir', start, end, source: { kind: 'hours', index: 0 }, meets: [] },
  ...change,
});
const blocks = (...windows: PlannedWindow[]) =>
  blocksOf(
    windows,
    days,
    (t) => time('en', zone, t),
    (t) => isoDate(zone, t),
  ).map(({ key: _, window: __, ...rest }) => rest);

test('a window within a day is one block, by the clock on the wall', () => {
  expect(blocks(planned(at(2, 7.25), at(2, 8)))).toEqual([
    {
      ...{ date: '2026-11-25', start: 435, end: 480, begins: true, finishes: true },
      grasped: { source: { kind: 'hours', index: 0 }, date: '2026-11-25', starts: '07:15' },
    },
  ]);
});

test('a window to midnight ends with its day', () => {
  expect(blocks(planned(at(0, 22), at(1, 0)))).toMatchObject([{ start: 1320, end: 1440 }]);
});

test('a window past midnight has a piece in each day, grasped as one', () => {
  expect(blocks(planned(at(4, 22), at(5, 1.5)))).toMatchObject([
    { date: '2026-11-27', start: 1320, end: 1440, begins: true, finishes: false },
    {
      ...{ date: '2026-11-28', start: 0, end: 90, begins: false, finishes: true },
      grasped: { date: '2026-11-27', starts: '22:00' },
    },
  ]);
});

test('of a window that began before the week only the rest is drawn', () => {
  expect(blocks(planned(at(0, -2), at(0, 1)))).toMatchObject([
    { date: '2026-11-23', start: 0, end: 60, begins: false, grasped: { date: '2026-11-22' } },
  ]);
});

test('the worst of its meetings is told first', () => {
  const meets = (...hows: PlannedWindow['meets'][number]['how'][]) =>
    conflictOf(planned(0, 1, { meets: hows.map((how) => ({ scheduleId: 'x', name: 'X', how })) }));
  expect(meets()).toBeNull();
  expect(meets('shares')).toBe('shares');
  expect(meets('shares', 'outranks')).toBe('outranks');
  expect(meets('outranks', 'yields')).toBe('yields');
});
