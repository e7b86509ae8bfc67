import { expect, test } from 'vitest';
import { blocksOf, dayShown, minutesAWeek } from './week.ts';

test('a range past midnight shows its rest on the day after, Sunday’s on Monday', () => {
  expect(blocksOf({ days: [7], hours: [{ start: '22:00', end: '01:30' }] })).toEqual([
    { day: 7, start: 1320, end: 1440 },
    { day: 1, start: 0, end: 90 },
  ]);
});

test('a range to midnight stays on its day', () => {
  expect(blocksOf({ days: [2], hours: [{ start: '22:00', end: '24:00' }] })).toEqual([
    { day: 2, start: 1320, end: 1440 },
  ]);
});

test('minutes on air are counted once where ranges overlap', () => {
  const hours = [
    { start: '07:00', end: '08:00' },
    { start: '07:30', end: '08:30' },
    { start: '07:10', end: '07:20' },
  ];
  expect(minutesAWeek({ days: [1, 3], hours })).toBe(180);
});

test('the picture shows a school’s hours, and more when the schedule asks for it', () => {
  expect(dayShown([])).toEqual({ start: 360, end: 1080 });
  expect(dayShown([{ day: 1, start: 330, end: 1105 }])).toEqual({ start: 300, end: 1140 });
});
