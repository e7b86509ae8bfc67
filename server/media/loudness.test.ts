import { describe, expect, test } from 'vitest';
import { level, levellingFilters, parseLoudness } from './loudness.ts';

const summary = (integrated: string, peak: string) => [
  'Input #0, mov,mp4, from …',
  '    I:         -3.0 LUFS',
  '[Parsed_ebur128_2 @ 0x55] Summary:',
  '',
  '  Integrated loudness:',
  `    I:         ${integrated} LUFS`,
  '    Threshold: -33.0 LUFS',
  '',
  '  True peak:',
  `    Peak:      ${peak} dBFS`,
];

describe('loudness', () => {
  test('the summary is read, and nothing before it', () => {
    expect(parseLoudness(summary('-23.0', '-4.5'))).toEqual({ lufs: -23, truePeakDb: -4.5 });
    expect(parseLoudness(['nothing of the kind'])).toBeNull();
  });

  test('what never rose above the gate has no loudness', () => {
    expect(parseLoudness(summary('-70.0', '-inf'))).toEqual({ lufs: null, truePeakDb: null });
  });

  test('within one LU and below the peak limit nothing is done', () => {
    expect(level({ lufs: -18.9, truePeakDb: -1.2 })).toEqual({ kind: 'asItIs' });
    expect(level({ lufs: -17.1, truePeakDb: -6 })).toEqual({ kind: 'asItIs' });
  });

  test('peaks over the limit are brought down even when the loudness is right', () => {
    expect(level({ lufs: -18, truePeakDb: 0.4 })).toEqual({ kind: 'gain', db: 0, limited: true });
  });

  test('quiet speech is lifted by one constant gain; no limiter where there is room', () => {
    expect(level({ lufs: -30, truePeakDb: -20 })).toEqual({
      kind: 'gain',
      db: 12,
      limited: false,
    });
    expect(levellingFilters({ kind: 'gain', db: 12, limited: false })).toEqual(['volume=12dB']);
  });

  test('where the gain would push peaks over, a limiter at four times the rate stands behind it', () => {
    const levelling = level({ lufs: -30, truePeakDb: -6 });
    expect(levelling).toEqual({ kind: 'gain', db: 12, limited: true });
    expect(levellingFilters(levelling)).toEqual([
      'volume=12dB',
      'aresample=192000',
      expect.stringMatching(/^alimiter=.*limit=0\.7943$/),
      'aresample=48000',
    ]);
  });

  test('silence and room noise are left alone; the rest is never lifted beyond bounds', () => {
    expect(level({ lufs: null, truePeakDb: null })).toEqual({ kind: 'asItIs' });
    expect(level({ lufs: -60, truePeakDb: -40 })).toEqual({ kind: 'asItIs' });
    expect(level({ lufs: -50, truePeakDb: -40 })).toMatchObject({ db: 24 });
  });
});
