import { describe, expect, test } from 'vitest';
import { timeLeft } from './left.ts';

const zone = 'Asia/Ho_Chi_Minh';
/** ms of a wall-clock moment in Vietnam */
const at = (text: string) => Date.parse(`${text}:00+07:00`);

describe('time left', () => {
  test('is counted in days of the calendar until the day itself', () => {
    expect(timeLeft(at('2026-11-22T23:59'), '2027-01-04T07:00', zone)).toEqual({
      kind: 'days',
      days: 43,
    });
    expect(timeLeft(at('2026-11-22T00:00'), '2027-01-04T07:00', zone)).toEqual({
      kind: 'days',
      days: 43,
    });
    expect(timeLeft(at('2027-01-03T23:59'), '2027-01-04T00:30', zone)).toEqual({
      kind: 'days',
      days: 1,
    });
  });

  test('is a clock on the day', () => {
    expect(timeLeft(at('2027-01-04T00:00'), '2027-01-04T07:00', zone)).toEqual({
      ...{ kind: 'hours', hours: 7, minutes: 0, seconds: 0 },
    });
    expect(timeLeft(at('2027-01-04T06:59') + 500, '2027-01-04T07:00', zone)).toEqual({
      ...{ kind: 'hours', hours: 0, minutes: 1, seconds: 0 },
    });
    expect(timeLeft(at('2027-01-04T07:00') - 1, '2027-01-04T07:00', zone)).toEqual({
      ...{ kind: 'hours', hours: 0, minutes: 0, seconds: 1 },
    });
  });

  test('is over at the moment itself and ever after', () => {
    for (const now of ['2027-01-04T07:00', '2030-01-01T00:00'])
      expect(timeLeft(at(now), '2027-01-04T07:00', zone)).toEqual({ kind: 'over' });
  });

  test('goes by the zone of the school, not of the machine', () => {
    const now = Date.parse('2027-01-03T18:00:00Z');
    expect(timeLeft(now, '2027-01-04T07:00', zone).kind).toBe('hours');
    expect(timeLeft(now, '2027-01-04T07:00', 'Europe/London')).toEqual({ kind: 'days', days: 1 });
  });
});
