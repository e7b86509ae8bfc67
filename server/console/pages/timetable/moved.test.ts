import { describe, expect, test } from 'vitest';
import type { Period, Timetable } from '#shared/domain/timetable.ts';
import { followersOf, movedBetween } from './moved.ts';

const period = (name: string, start: string, end: string): Period => ({
  period: name,
  label: '',
  session: 'morning',
  start,
  end,
});
const day = (...periods: Period[]): Timetable => ({
  templates: [{ name: 'Ngày học', levels: [], days: [1, 2, 3, 4, 5], periods }],
  exceptions: [],
});
const office = day(period('recess', '09:00', '09:30'), period('lunch', '10:30', '11:30'));

describe('a school that changes its day', () => {
  test('is told which periods move, and from when to when', () => {
    const own = day(period('recess', '09:15', '09:45'), period('lunch', '10:30', '11:30'));
    expect(movedBetween([office], [office, own], ['primary'])).toEqual([
      {
        period: 'recess',
        label: '',
        before: [{ start: '09:00', end: '09:30' }],
        after: [{ start: '09:15', end: '09:45' }],
      },
    ]);
  });

  test('is told what it gives up and what is new', () => {
    const own = day(period('lunch', '10:30', '11:30'), period('exercise', '09:00', '09:10'));
    expect(
      movedBetween([office], [office, own], []).map(({ period, before, after }) => [
        period,
        before.length,
        after.length,
      ]),
    ).toEqual([
      ['recess', 1, 0],
      ['exercise', 0, 1],
    ]);
  });

  test('a template of its own that says the same moves nothing', () => {
    expect(movedBetween([office], [office, office], ['primary'])).toEqual([]);
  });

  test('schedules that name a period that moved follow it', () => {
    const followers = [
      { scheduleId: 'a', name: 'A', periods: ['recess', 'arrival'] },
      { scheduleId: 'b', name: 'B', periods: ['lunch'] },
    ];
    const own = day(period('recess', '09:15', '09:45'), period('lunch', '10:30', '11:30'));
    const moved = movedBetween([office], [office, own], []);
    expect(followersOf(moved, followers).map(({ name }) => name)).toEqual(['A']);
  });
});
