/**
 * Loudness by EBU R128: the first pass measures, the second applies one constant gain. Pure.
 *
 * The measurement is ffmpeg's `ebur128`, the same algorithm that `loudnorm` measures with, at a fifth
 * of its time (loudnorm first resamples all of the sound to 192 kHz). The gain is a plain `volume`,
 * which is what loudnorm's linear mode does; where it would push peaks over the limit loudnorm would
 * silently change to its dynamic mode, which pumps, so a true-peak limiter stands there instead.
 */
import { house } from './house.ts';

export type Loudness = {
  /** integrated, LUFS; null when there is nothing above the gate */
  readonly lufs: number | null;
  /** dBTP; null for digital silence */
  readonly truePeakDb: number | null;
};

export type Levelling =
  | { readonly kind: 'asItIs' }
  | { readonly kind: 'gain'; readonly db: number; readonly limited: boolean };

/** AAC rounds peaks up by as much as this: the limiter works that far below the limit. */
const CODEC_OVERSHOOT_DB = 1;

/** Reads the summary that `ebur128=peak=true` prints at the end; null when there is none. */
export function parseLoudness(lines: readonly string[]): Loudness | null {
  const summary = lines.slice(lines.findLastIndex((line) => line.includes('Summary:')));
  const integrated = summary.map((l) => /^\s*I:\s+(\S+) LUFS/.exec(l)?.[1]).find(Boolean);
  const peak = summary.map((l) => /^\s*Peak:\s+(\S+) dBFS/.exec(l)?.[1]).find(Boolean);
  if (integrated === undefined) return null;
  const lufs = Number(integrated);
  const truePeakDb = Number(peak);
  return {
    // -70 is the absolute gate of BS.1770: nothing was above it
    lufs: Number.isFinite(lufs) && lufs > -70 ? lufs : null,
    truePeakDb: Number.isFinite(truePeakDb) ? truePeakDb : null,
  };
}

export function level({ lufs, truePeakDb }: Loudness): Levelling {
  if (lufs === null || lufs < house.audio.silenceLufs) return { kind: 'asItIs' };
  const peak = truePeakDb ?? 0;
  const off = house.audio.lufs - lufs;
  const tolerated = Math.abs(off) <= house.audio.toleranceLu;
  if (tolerated && peak <= house.audio.truePeakDb) return { kind: 'asItIs' };
  const db = Math.min(off, house.audio.mostGainDb);
  return {
    kind: 'gain',
    db: Math.round(db * 100) / 100,
    limited: peak + db > house.audio.truePeakDb - CODEC_OVERSHOOT_DB,
  };
}

/** Peaks between samples show only at four times the rate, so the limiter works there. */
export function levellingFilters(levelling: Levelling): string[] {
  if (levelling.kind === 'asItIs') return [];
  const ceiling = 10 ** ((house.audio.truePeakDb - CODEC_OVERSHOOT_DB) / 20);
  return [
    `volume=${levelling.db}dB`,
    ...(levelling.limited
      ? [
          `aresample=${house.audio.sampleRate * 4}`,
          `alimiter=level=disabled:attack=2:release=80:limit=${ceiling.toFixed(4)}`,
          `aresample=${house.audio.sampleRate}`,
        ]
      : []),
  ];
}
