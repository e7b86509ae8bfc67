import { describe, expect, test } from 'vitest';
import { type ClockSources, createClock } from './clock.ts';
import { both, boundsOf, carried } from './estimate.ts';

/** A machine whose two clocks the test turns by hand. */
function machine(wall: number) {
  const time = { monotonic: 1000, wall };
  const pass = (ms: number) => {
    time.monotonic += ms;
    time.wall += ms;
  };
  const sources = (more: Partial<ClockSources> = {}): ClockSources => ({
    monotonic: () => time.monotonic,
    wall: () => time.wall,
    wallKept: false,
    lastTrusted: 0,
    lastHeard: null,
    ...more,
  });
  return { time, pass, sources };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('what an exchange tells', () => {
  test('the server looked at its clock between question and answer', () => {
    const { at, low, high } = boundsOf(1000, 5_000_020, 1040)!;
    expect(at).toBe(1040);
    expect(low).toBeCloseTo(5_000_020 - 1040, 0);
    // It tells whole milliseconds.
    expect(high).toBeCloseTo(5_000_021 - 1000, 0);
  });

  test('an answer before its question, or one that took too long, tells nothing', () => {
    expect(boundsOf(1000, 5_000_000, 999)).toBeNull();
    expect(boundsOf(1000, 5_000_000, 12_000)).toBeNull();
    expect(boundsOf(Number.NaN, 5_000_000, 12_000)).toBeNull();
  });

  test('the quickest way there and the quickest way back are taken from different exchanges', () => {
    const there = boundsOf(0, 1_000_005, 100)!;
    const back = boundsOf(200, 1_000_295, 300)!;
    const known = both(back, carried(there, 300, { low: 0, high: 0 }))!;
    expect(known.low).toBeCloseTo(999_995, 0);
    expect(known.high).toBeCloseTo(1_000_006, 0);
  });

  test('what contradicts itself is nothing', () => {
    expect(both({ at: 0, low: 0, high: 1 }, { at: 0, low: 2, high: 3 })).toBeNull();
  });
});

describe('the player’s clock', () => {
  test('follows the server and is not disturbed when the machine’s own clock jumps', () => {
    const { time, pass, sources } = machine(1_700_000_000_000);
    const clock = createClock(sources());
    const sent = time.monotonic;
    pass(20);
    clock.learn(sent, 1_800_000_000_000, time.monotonic);
    expect(clock.now()).toBe(1_800_000_000_010);
    expect(clock.uncertainty()).toBe(11);
    expect(clock.trust()).toBe('synchronised');
    time.wall -= 365 * DAY;
    pass(5000);
    expect(clock.now()).toBe(1_800_000_005_010);
  });

  test('a small correction is spread out and never turns time back', () => {
    const { time, pass, sources } = machine(0);
    const clock = createClock(sources());
    clock.learn(time.monotonic, 1_000_000, time.monotonic + 100);
    pass(50_000);
    const before = clock.now();
    const truth = before - 40;
    clock.learn(time.monotonic, truth, time.monotonic);
    let last = clock.now();
    expect(last).toBeGreaterThanOrEqual(before);
    for (let i = 0; i < 500; i++) {
      pass(10);
      expect(clock.now()).toBeGreaterThanOrEqual(last);
      expect(Math.abs(clock.now() - truth - (i + 1) * 10)).toBeLessThanOrEqual(
        clock.uncertainty()!,
      );
      last = clock.now();
    }
    expect(Math.abs(last - truth - 5000)).toBeLessThanOrEqual(1);
  });

  test('one exchange that contradicts all others changes nothing; a second one like it does, at once', () => {
    const { time, pass, sources } = machine(0);
    const clock = createClock(sources());
    const ask = (serverTime: number) => clock.learn(time.monotonic, serverTime, time.monotonic);
    expect(ask(1_000_000)).toBe(false);
    expect(ask(5_000_000)).toBe(true);
    expect(ask(1_000_000)).toBe(false);
    expect(clock.now()).toBe(1_000_000);
    expect(ask(2_000_000)).toBe(true);
    pass(250);
    expect(ask(2_000_250)).toBe(false);
    expect(clock.now()).toBe(2_000_250);
    // Back as well: the server is what everybody goes by.
    expect(ask(1_000_000)).toBe(true);
    expect(ask(1_000_000)).toBe(false);
    expect(clock.now()).toBe(1_000_000);
  });

  test('says how far the machine’s own clock is off', () => {
    const { time, sources } = machine(500_000);
    const clock = createClock(sources());
    clock.learn(time.monotonic, 800_000, time.monotonic);
    expect(Math.abs(clock.offset() - 300_000)).toBeLessThanOrEqual(1);
  });
});

describe('after a boot without a network', () => {
  const last = 1_700_000_000_000;

  test.each([
    ['in 1970', 0],
    ['hours behind', last - 5 * HOUR],
    ['just right, but nobody vouches for it', last + HOUR],
    ['years ahead', last + 2000 * DAY],
  ])('with a clock that stands %s it is some time after the last that was known', (_, wall) => {
    const { time, pass, sources } = machine(wall);
    const clock = createClock(sources({ lastTrusted: last, lastHeard: { at: last, offset: 0 } }));
    expect(clock.now()).toBe(last);
    expect(clock.uncertainty()).toBeNull();
    expect(clock.trust()).toBe('unsure');
    expect(clock.span()).toEqual({ earliest: last, latest: Number.POSITIVE_INFINITY });
    pass(HOUR);
    expect(clock.now()).toBeGreaterThan(last + HOUR - 2000);
    expect(clock.now()).toBeLessThanOrEqual(last + HOUR);
    // Somebody sets it: that tells nothing either.
    const before = clock.now();
    time.wall += 300 * DAY;
    expect(clock.now()).toBe(before);
  });

  test('several of them never live the same time again', () => {
    let floor = last;
    let latest = floor;
    for (let boot = 0; boot < 20; boot++) {
      const { pass, sources } = machine(boot * 1000);
      const clock = createClock(sources({ lastTrusted: floor }));
      for (let i = 0; i < 30; i++) {
        expect(clock.now()).toBeGreaterThanOrEqual(latest);
        latest = clock.now();
        pass(7000);
      }
      // What is noted is the earliest that it can be.
      floor = clock.span().earliest;
    }
    expect(latest).toBeGreaterThan(last + 20 * 29 * 7000 * 0.999);
  });

  test('a clock that the kiosk vouches for is believed, as far as it may have gone wrong', () => {
    const { pass, sources } = machine(last + 10 * DAY);
    const lastHeard = { at: last - DAY, offset: -700 };
    const clock = createClock(sources({ lastTrusted: last, wallKept: true, lastHeard }));
    expect(clock.trust()).toBe('kept');
    expect(clock.now()).toBe(last + 10 * DAY);
    // 2 s, what it was off by, and 200 ppm of eleven days
    expect(clock.uncertainty()).toBe(2000 + 700 + 11 * DAY * 200e-6);
    pass(DAY);
    expect(clock.now()).toBe(last + 11 * DAY);
    expect(clock.uncertainty()).toBe(2000 + 700 + 12 * DAY * 200e-6);
    const { earliest, latest } = clock.span();
    expect((earliest + latest) / 2).toBe(clock.now());
  });

  test('but not when it stands before what is known, and not when nothing is known', () => {
    const { sources } = machine(last - HOUR);
    const lastHeard = { at: last, offset: 0 };
    const before = createClock(sources({ lastTrusted: last, wallKept: true, lastHeard }));
    expect(before.trust()).toBe('unsure');
    expect(before.now()).toBe(last);
    expect(createClock(sources({ wallKept: true })).trust()).toBe('unsure');
  });

  test('a kept clock a little off is brought to the server’s time without a hop', () => {
    const { time, pass, sources } = machine(last + DAY);
    const lastHeard = { at: last, offset: 0 };
    const clock = createClock(sources({ lastTrusted: last, wallKept: true, lastHeard }));
    clock.learn(time.monotonic, last + DAY + 30, time.monotonic);
    expect(clock.now()).toBe(last + DAY);
    expect(clock.trust()).toBe('synchronised');
    expect(clock.uncertainty()).toBeGreaterThanOrEqual(30);
    pass(40_000);
    expect(clock.now()).toBe(last + DAY + 40_030);
  });

  test('the server’s time is taken at once when there was none', () => {
    const { time, sources } = machine(0);
    const clock = createClock(sources({ lastTrusted: last }));
    clock.learn(time.monotonic, last + 100, time.monotonic);
    expect(clock.now()).toBe(last + 100);
  });
});
