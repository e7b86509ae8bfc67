import { describe, expect, test } from 'vitest';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { type Delta, type Grasped, moved } from './move.ts';

const weekdays: When = {
  ...plainWhen,
  days: [1, 2, 3, 4, 5],
  hours: [
    { start: '07:00', end: '07:30' },
    { start: '15:00', end: '15:20' },
  ],
  from: '2026-09-07',
  until: '2027-05-31',
};
/** Wednesday, 25 November 2026 */
const wednesday: Grasped = {
  source: { kind: 'hours', index: 0 },
  date: '2026-11-25',
  starts: '07:00',
};
const by = (change: Partial<Delta>): Delta => ({ edge: 'whole', minutes: 0, days: 0, ...change });
const hoursAfter = (when: When, block: Grasped, delta: Delta) => {
  const answer = moved(when, block, delta);
  return answer.ok ? answer.hours : answer.why;
};

describe('a block moved up and down', () => {
  test('takes its hours along on every day of the schedule, and leaves the other hours', () => {
    expect(moved(weekdays, wednesday, by({ minutes: 45 }))).toEqual({
      ok: true,
      when: {
        ...weekdays,
        hours: [
          { start: '07:45', end: '08:15' },
          { start: '15:00', end: '15:20' },
        ],
      },
      hours: { start: '07:45', end: '08:15' },
      days: [1, 2, 3, 4, 5],
      changed: 'hours',
    });
  });

  test('stays within its day', () => {
    expect(hoursAfter(weekdays, wednesday, by({ minutes: -600 }))).toEqual({
      start: '00:00',
      end: '00:30',
    });
    expect(hoursAfter(weekdays, wednesday, by({ minutes: 1300 }))).toEqual({
      start: '23:30',
      end: '24:00',
    });
  });

  test('a block past midnight keeps its length, and starts on its own day', () => {
    const night = { ...weekdays, hours: [{ start: '22:00', end: '01:30' }] };
    const block = { ...wednesday, starts: '22:00' };
    expect(hoursAfter(night, block, by({ minutes: 60 }))).toEqual({ start: '23:00', end: '02:30' });
    expect(hoursAfter(night, block, by({ minutes: -90 }))).toEqual({
      start: '20:30',
      end: '24:00',
    });
    expect(hoursAfter(night, block, by({ minutes: 600 }))).toEqual({
      start: '23:55',
      end: '03:25',
    });
  });

  test('does not move onto other hours of the same schedule', () => {
    expect(hoursAfter(weekdays, wednesday, by({ minutes: 8 * 60 }))).toBe('overlaps');
  });

  test('one that fills the day has nowhere to go, but its ends can be drawn in', () => {
    const always = { ...weekdays, hours: [{ start: '00:00', end: '24:00' }] };
    const block = { ...wednesday, starts: '00:00' };
    expect(hoursAfter(always, block, by({ minutes: 60 }))).toBe('allDay');
    expect(hoursAfter(always, block, by({ edge: 'end', minutes: -120 }))).toEqual({
      start: '00:00',
      end: '22:00',
    });
  });
});

describe('an edge of a block', () => {
  test('moves alone, and never over the other one', () => {
    expect(hoursAfter(weekdays, wednesday, by({ edge: 'end', minutes: 15 }))).toEqual({
      start: '07:00',
      end: '07:45',
    });
    expect(hoursAfter(weekdays, wednesday, by({ edge: 'start', minutes: 90 }))).toEqual({
      start: '07:25',
      end: '07:30',
    });
    expect(hoursAfter(weekdays, wednesday, by({ edge: 'end', minutes: -90 }))).toEqual({
      start: '07:00',
      end: '07:05',
    });
  });

  test('ends at midnight at the latest, unless it ran past it already', () => {
    const evening = { ...weekdays, hours: [{ start: '23:00', end: '23:50' }] };
    const block = { ...wednesday, starts: '23:00' };
    expect(hoursAfter(evening, block, by({ edge: 'end', minutes: 60 }))).toEqual({
      start: '23:00',
      end: '24:00',
    });
  });

  test('where nothing changes, nothing is saved', () => {
    expect(hoursAfter(weekdays, wednesday, by({ minutes: 0 }))).toBe('nothing');
    const first = { ...weekdays, hours: [{ start: '00:00', end: '00:30' }] };
    expect(hoursAfter(first, { ...wednesday, starts: '00:00' }, by({ minutes: -30 }))).toBe(
      'nothing',
    );
  });
});

describe('a block moved to another day', () => {
  test('of a weekly schedule takes the place of its weekday', () => {
    const answer = moved(weekdays, wednesday, by({ days: 3 }));
    expect(answer).toMatchObject({
      ok: true,
      when: { days: [1, 2, 4, 5, 6], hours: weekdays.hours },
      days: [1, 2, 4, 5, 6],
      changed: 'day',
    });
    expect(moved(weekdays, wednesday, by({ days: 4, minutes: 30 }))).toMatchObject({
      when: { days: [1, 2, 4, 5, 7], hours: [{ start: '07:30', end: '08:00' }, {}] },
      changed: 'both',
    });
  });

  test('not where it airs already, and not outside of its dates', () => {
    expect(hoursAfter(weekdays, wednesday, by({ days: 1 }))).toBe('taken');
    expect(hoursAfter({ ...weekdays, until: '2026-11-27' }, wednesday, by({ days: 3 }))).toBe(
      'dates',
    );
    expect(hoursAfter({ ...weekdays, from: '2026-11-25' }, wednesday, by({ days: -3 }))).toBe(
      'dates',
    );
  });

  test('one date alone moves as a date', () => {
    const once: When = { ...weekdays, days: [3], from: '2026-11-25', until: '2026-11-25' };
    expect(moved(once, wednesday, by({ days: 2 }))).toMatchObject({
      when: { days: [3, 5], from: '2026-11-27', until: '2026-11-27' },
    });
  });

  test('a date that was added moves alone', () => {
    const sunday = { ...wednesday, date: '2026-11-29' };
    const when = { ...weekdays, also: ['2026-11-29', '2026-12-20'] };
    expect(moved(when, sunday, by({ days: -1 }))).toMatchObject({
      when: { days: [1, 2, 3, 4, 5], also: ['2026-11-28', '2026-12-20'] },
    });
  });

  test('what does not come back by the week stays on its day', () => {
    const rule: When = { ...weekdays, repeat: { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=4WE' } };
    expect(hoursAfter(rule, wednesday, by({ days: 1 }))).toBe('notWeekly');
    expect(moved(rule, wednesday, by({ minutes: 5 }))).toMatchObject({ ok: true, days: [] });
    const makeUp = { ...wednesday, date: '2026-11-28' };
    expect(hoursAfter(weekdays, makeUp, by({ days: 1 }))).toBe('makeUp');
  });
});

describe('a block that cannot be grasped', () => {
  test('follows the school’s periods', () => {
    const recess: Grasped = { ...wednesday, source: { kind: 'period', period: 'recess' } };
    expect(hoursAfter(weekdays, recess, by({ minutes: 5 }))).toBe('period');
  });

  test('is of an earlier version: the draft has other hours', () => {
    expect(hoursAfter(weekdays, { ...wednesday, starts: '06:45' }, by({ minutes: 5 }))).toBe(
      'edited',
    );
    const gone: Grasped = { ...wednesday, source: { kind: 'hours', index: 7 } };
    expect(hoursAfter(weekdays, gone, by({ minutes: 5 }))).toBe('edited');
  });
});
