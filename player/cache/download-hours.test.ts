import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DownloadHours, isOpen, lookAgainAt, newsLateBy } from './download-hours.ts';

const night: DownloadHours = {
  windows: [{ start: '22:00', end: '05:00' }],
  jitterMs: 0,
  zone: 'Asia/Ho_Chi_Minh',
  screen: 'screen-1',
};
const at = (text: string) => Date.parse(text);
const HOUR = 3_600_000;

describe('[C4] the hours in which media are fetched', () => {
  test('are the building’s, past midnight too', () => {
    const open = (text: string) => isOpen(night, at(`${text}+07:00`));
    expect(open('2026-11-23T21:59:59')).toBe(false);
    expect(open('2026-11-23T22:00:00')).toBe(true);
    expect(open('2026-11-24T00:00:00')).toBe(true);
    expect(open('2026-11-24T04:59:59')).toBe(true);
    expect(open('2026-11-24T05:00:00')).toBe(false);
    expect(open('2026-11-24T12:00:00')).toBe(false);
  });

  test('are all hours when none are set; 24:00 is the end of the day', () => {
    expect(isOpen({ ...night, windows: [] }, 0)).toBe(true);
    const day = { ...night, windows: [{ start: '00:00', end: '24:00' }] };
    expect(isOpen(day, at('2026-11-23T13:00Z'))).toBe(true);
    const evening = { ...night, windows: [{ start: '20:00', end: '24:00' }] };
    expect(isOpen(evening, at('2026-11-23T23:59:59+07:00'))).toBe(true);
    expect(isOpen(evening, at('2026-11-24T00:00:00+07:00'))).toBe(false);
  });

  test('follow the wall clock over changed clocks', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
    const early = { ...night, zone: 'Europe/Berlin', windows: [{ start: '02:30', end: '03:30' }] };
    expect(isOpen(early, at('2026-03-29T01:59:00+01:00'))).toBe(false);
    expect(isOpen(early, at('2026-03-29T03:00:00+02:00'))).toBe(true);
    expect(isOpen(early, at('2026-03-29T03:30:00+02:00'))).toBe(false);
    expect(isOpen(early, at('2026-10-25T02:30:00+02:00'))).toBe(true);
    expect(isOpen(early, at('2026-10-25T02:00:00+01:00'))).toBe(false);
    expect(isOpen(early, at('2026-10-25T03:29:00+01:00'))).toBe(true);
  });

  test('are looked at again no later than they change', () => {
    const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York');
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.integer({ min: 1, max: 120 }),
        (zone, t, jitter) => {
          const hours = { ...night, zone, jitterMs: jitter * 60_000 };
          const next = lookAgainAt(hours, t);
          expect(next).toBeGreaterThan(t);
          // Clocks are changed on a full quarter of an hour.
          const until = Math.min(next, t - (t % 900_000) + 900_000);
          for (let i = 1; i < 8; i++) {
            const between = Math.floor(t + ((until - 1 - t) * i) / 8);
            expect(isOpen(hours, between)).toBe(isOpen(hours, t));
          }
        },
      ),
    );
  });
});

describe('[C4] screens of one school', () => {
  const screens = Array.from({ length: 400 }, (_, i) => `0198c0de-${i}`);
  /** minutes after 22:00 at which a screen begins */
  const begins = (screen: string, jitterMs: number) => {
    const start = at('2026-11-23T22:00:00+07:00');
    let minute = 0;
    while (!isOpen({ ...night, jitterMs, screen }, start + minute * 60_000)) minute += 1;
    return minute;
  };

  test('begin one after the other, each at its own time every day', () => {
    const minutes = screens.map((screen) => begins(screen, HOUR));
    expect(minutes).toEqual(screens.map((screen) => begins(screen, HOUR)));
    const quarters = [0, 1, 2, 3].map(
      (quarter) => minutes.filter((minute) => Math.floor(minute / 15.01) === quarter).length,
    );
    for (const count of quarters) expect(count).toBeGreaterThan(60);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
  });

  test('have at least half of the window to fetch in, however great the jitter', () => {
    for (const screen of screens.slice(0, 40)) {
      expect(begins(screen, 24 * HOUR)).toBeLessThanOrEqual(210);
    }
  });

  test('ask at different times for what they heard of together', () => {
    const late = screens.map((screen) => newsLateBy({ ...night, jitterMs: HOUR, screen }));
    expect(new Set(late).size).toBeGreaterThan(390);
    expect(Math.max(...late)).toBeLessThan(HOUR);
    expect(newsLateBy(night)).toBe(0);
  });
});
