import { describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { mostCertain, sampleOf, uncertaintyAt } from './estimate.ts';

/** A machine whose two clocks the test turns by hand. */
function machine(wall: number) {
  const time = { monotonic: 1000, wall };
  const pass = (ms: number) => {
    time.monotonic += ms;
    time.wall += ms;
  };
  const sources = (lastTrusted = 0) => ({
    monotonic: () => time.monotonic,
    wall: () => time.wall,
    lastTrusted,
  });
  return { time, pass, sources };
}

describe('what an exchange tells', () => {
  test('the server is taken to have looked at its clock half way, in doubt by half the round trip', () => {
    expect(sampleOf(1000, 5_000_020, 1040)).toEqual({
      offset: 4_999_000,
      uncertainty: 20,
      at: 1040,
    });
  });

  test('an answer before its question, or one that took too long, tells nothing', () => {
    expect(sampleOf(1000, 5_000_000, 999)).toBeNull();
    expect(sampleOf(1000, 5_000_000, 12_000)).toBeNull();
    expect(sampleOf(Number.NaN, 5_000_000, 12_000)).toBeNull();
  });

  test('the least round trip wins until it has grown old', () => {
    const quick = sampleOf(0, 1_000_000, 4)!;
    const slow = sampleOf(60_000, 1_060_000, 60_100)!;
    expect(mostCertain([quick, slow], 60_100)).toBe(quick);
    const later = 1_000_000;
    const fresh = sampleOf(later, 2_000_000, later + 100)!;
    expect(uncertaintyAt(quick, later)).toBeGreaterThan(50);
    expect(mostCertain([quick, fresh], later + 100)).toBe(fresh);
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
    expect(clock.uncertainty()).toBe(10);
    time.wall -= 365 * 86_400_000;
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
      last = clock.now();
    }
    expect(last).toBe(truth + 5000);
  });

  test('a large correction is made at once', () => {
    const { time, sources } = machine(0);
    const clock = createClock(sources());
    clock.learn(time.monotonic, 1_000_000, time.monotonic);
    clock.learn(time.monotonic, 2_000_000, time.monotonic);
    expect(clock.now()).toBe(2_000_000);
  });

  test('after a boot without a network time comes from the machine, set right or not', () => {
    const { time, pass, sources } = machine(1_700_000_000_000);
    const clock = createClock(sources(1_600_000_000_000));
    expect(clock.now()).toBe(1_700_000_000_000);
    expect(clock.uncertainty()).toBeNull();
    pass(1000);
    time.wall += 86_400_000;
    expect(clock.now()).toBe(1_700_086_401_000);
  });

  test('but it never stands before what the server last said, and it runs on from there', () => {
    const { pass, sources } = machine(0);
    const clock = createClock(sources(1_700_000_000_000));
    expect(clock.now()).toBe(1_700_000_000_000);
    pass(2500);
    expect(clock.now()).toBe(1_700_000_002_500);
  });

  test('says how far the machine’s own clock is off', () => {
    const { time, sources } = machine(500_000);
    const clock = createClock(sources());
    clock.learn(time.monotonic, 800_000, time.monotonic);
    expect(clock.offset()).toBe(300_000);
  });
});
