import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DOWN_MS,
  DUCK_DB,
  type Ducking,
  duckDb,
  ducked,
  HOLD_MS,
  isSettled,
  open,
  UP_MS,
} from './ducking.ts';

/** Looks every 20 ms from `from` to `to`, with the answers of `voice`. */
function run(state: Ducking, from: number, to: number, voice: (t: number) => boolean) {
  const depths: number[] = [];
  let at = { ...state, at: from };
  for (let t = from; t <= to; t += 20) {
    at = ducked(at, t, voice(t));
    depths.push(at.depth);
  }
  return { state: at, depths };
}

describe('ducking', () => {
  test('is down 300 ms after the voice began, by 18 dB', () => {
    const { state, depths } = run(open, 1000, 1000 + DOWN_MS, () => true);
    expect(state.depth).toBeCloseTo(1, 9);
    expect(duckDb(state)).toBeCloseTo(DUCK_DB, 9);
    // evenly, no step larger than 1.3 dB
    for (const [i, depth] of depths.entries()) {
      expect(Math.abs(depth - (depths[i - 1] ?? 0)) * -DUCK_DB).toBeLessThan(1.3);
    }
  });

  test('comes back 800 ms after a hold, counted from the last sound of the voice', () => {
    const spoken = run(open, 0, 5000, () => true).state;
    const held = run(spoken, 5020, 5000 + HOLD_MS - 20, () => false).state;
    expect(held.depth).toBe(1);
    const half = run(held, 5000 + HOLD_MS, 5000 + HOLD_MS + UP_MS / 2, () => false).state;
    expect(half.depth).toBeCloseTo(0.5, 1);
    const back = run(half, half.at + 20, 5000 + HOLD_MS + UP_MS + 40, () => false).state;
    expect(back.depth).toBe(0);
    expect(isSettled(back)).toBe(true);
  });

  test('announcements one after the other do not pump', () => {
    const gaps = (t: number) => t % 4000 < 3000; // three seconds of speech, one of silence
    const { depths } = run(open, 0, 20_000, gaps);
    expect(Math.min(...depths.slice(DOWN_MS / 20 + 1))).toBe(1);
  });

  test('a look that comes late finds everything where it belongs', () => {
    const spoken = run(open, 0, 5000, () => true).state;
    expect(ducked(spoken, 60_000, false).depth).toBe(0);
    expect(ducked(spoken, 5500, true).depth).toBe(1);
  });

  test('goes down evenly after hours in which nobody looked', () => {
    expect(ducked(open, 60_000, true).depth).toBe(0);
    expect(ducked(ducked(open, 60_000, true), 60_150, true).depth).toBeCloseTo(0.5, 9);
  });

  test('never stays down: whatever was heard, silence brings everything back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.boolean()), { maxLength: 40 }),
        (looks) => {
          let state = open;
          for (const [passed, voice] of looks) state = ducked(state, state.at + passed, voice);
          expect(state.depth).toBeGreaterThanOrEqual(0);
          expect(state.depth).toBeLessThanOrEqual(1);
          const quiet = run(state, state.at, state.at + HOLD_MS + UP_MS + 40, () => false).state;
          expect(isSettled(quiet)).toBe(true);
        },
      ),
    );
  });
});
