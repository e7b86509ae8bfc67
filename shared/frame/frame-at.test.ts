import { describe, expect, test } from 'vitest';
import { manifest, slide, ticker } from '#test/support/manifests.ts';
import { expectedPlays } from './expected-plays.ts';
import { airingFrom, frameAt, nextChange } from './frame-at.ts';

const MINUTE = 60_000;

describe('frameAt', () => {
  const a = slide('a', 10_000);
  const b = slide('b', 20_000);
  const programme = manifest({
    until: 1_000_000,
    loops: [[a, b], [ticker('t', 7000)]],
    main: [
      { start: 100_000, end: 145_000, loop: 0, phase: 0 },
      { start: 200_000, end: 300_000, loop: 0, phase: 15_000 },
    ],
    ticker: [{ start: 110_000, end: 300_000, loop: 1, phase: 0 }],
  });

  test('[F1] shows nothing before, between and after segments', () => {
    for (const t of [0, 99_999, 145_000, 199_999, 300_000, 2_000_000]) {
      expect(frameAt(programme, t).main).toBeNull();
    }
    expect(frameAt(programme, 120_000).audio).toBeNull();
  });

  test('[F2] [F3] joins in the middle of an item at its position', () => {
    expect(frameAt(programme, 115_000).main).toEqual({
      item: b,
      start: 110_000,
      end: 130_000,
      offset: 0,
      cut: false,
    });
  });

  test('[F3] a loop that resumes inside an item says how far inside', () => {
    expect(frameAt(programme, 200_000).main).toEqual({
      item: b,
      start: 200_000,
      end: 215_000,
      offset: 5000,
      cut: false,
    });
  });

  test('[F4] the segment’s end cuts the airing short', () => {
    expect(frameAt(programme, 144_999).main).toMatchObject({ item: b, end: 145_000, cut: true });
  });

  test('[F4] an item that ends exactly with its segment is not cut', () => {
    const whole = manifest({
      until: 30_000,
      loops: [[a, b]],
      main: [{ start: 0, end: 30_000, loop: 0, phase: 0 }],
    });
    expect(frameAt(whole, 29_999).main).toMatchObject({ item: b, end: 30_000, cut: false });
  });

  test('[F5] a 40-minute loop shown in 15-minute windows reaches its last item', () => {
    const loop = Array.from({ length: 8 }, (_, i) => slide(`s${i}`, 5 * MINUTE));
    let phase = 0;
    const windows = [9, 14, 33, 38].map((hour) => {
      const segment = { start: hour * 60 * MINUTE, end: (hour * 60 + 15) * MINUTE, loop: 0, phase };
      phase = (phase + 15 * MINUTE) % (40 * MINUTE);
      return segment;
    });
    const week = manifest({ until: 48 * 60 * MINUTE, loops: [loop], main: windows });
    const shown = [...expectedPlays(week, 0, week.until)].map(({ item }) => item.id);
    expect(shown).toEqual(['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's0', 's1', 's2', 's3']);
  });

  test('[F6] the next change is the nearest one on any track, even the same item’s next turn', () => {
    expect(nextChange(programme, 0)).toBe(100_000);
    expect(nextChange(programme, 100_000)).toBe(110_000);
    expect(nextChange(programme, 110_000)).toBe(117_000);
    expect(nextChange(programme, 145_000)).toBe(152_000);
    expect(nextChange(programme, 300_000)).toBe(Number.POSITIVE_INFINITY);
  });

  test('a track is walked airing by airing, across the gaps', () => {
    expect(airingFrom(programme, 'main', 145_000)).toMatchObject({ start: 200_000, offset: 5000 });
    expect(airingFrom(programme, 'main', 299_999)?.end).toBe(300_000);
    expect(airingFrom(programme, 'main', 300_000)).toBeNull();
  });
});
