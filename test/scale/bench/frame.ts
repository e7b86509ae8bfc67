/**
 * `frameAt` on the manifest of a school's whole 35 days: short windows, many segments, long loops.
 * The baseline looks through segments and items from the front, as one would write it first.
 */
import type { Airing, Frame } from '#shared/frame/frame.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import type { Manifest, Segment } from '#shared/frame/manifest.ts';
import { manifest, slide, ticker, video } from '#test/support/manifests.ts';
import { median, type Report, rounded } from './report.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CALLS = 200_000;
const ROUNDS = 9;

export async function run(report: Report): Promise<void> {
  const programme = fiveWeeks();
  const instants = Float64Array.from({ length: CALLS }, () =>
    Math.floor(Math.random() * programme.until),
  );
  const ours: number[] = [];
  const scans: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(nanosecondsACall(frameAt, programme, instants));
    scans.push(nanosecondsACall(scan, programme, instants));
  }
  const [value, baseline] = [median(ours), median(scans)];
  report({
    bench: 'frame',
    metric: 'frame_at_ns',
    value: rounded(value, 1),
    unit: 'ns',
    baseline: rounded(baseline, 1),
    ratio: rounded(value / baseline, 4),
    n: CALLS * ROUNDS,
  });
}

function nanosecondsACall(
  frame: (manifest: Manifest, t: number) => Frame,
  programme: Manifest,
  instants: Float64Array,
): number {
  // What is computed must be used, or it may be left out.
  let shown = 0;
  const start = process.hrtime.bigint();
  for (const t of instants) shown += frame(programme, t).main?.start ?? 1;
  const took = Number(process.hrtime.bigint() - start);
  if (shown === 0) throw new Error('nothing was shown');
  return took / instants.length;
}

/** Ten windows a day over 35 days on two tracks: loops of 40 items, another one each hour. */
function fiveWeeks(): Manifest {
  const loops = Array.from({ length: 10 }, (_, loop) =>
    Array.from({ length: 40 }, (_, i) =>
      i % 4 === 0 ? video(`v${loop}-${i}`, 47_000) : slide(`s${loop}-${i}`, 11_000),
    ),
  );
  const main: Segment[] = [];
  for (let day = 0; day < 35; day++) {
    for (let window = 0; window < 10; window++) {
      const start = day * DAY + (7 + window) * 60 * MINUTE;
      main.push({ start, end: start + 50 * MINUTE, loop: window, phase: day * 1000 });
    }
  }
  return manifest({
    until: 35 * DAY,
    loops: [...loops, [ticker('line', 33_000)]],
    main,
    ticker: main.map((segment) => ({ ...segment, loop: 10, phase: 0 })),
  });
}

function scan(programme: Manifest, t: number): Frame {
  const { main, ticker, audio, voice } = programme.tracks;
  return {
    main: scanTrack(programme, main, t),
    ticker: scanTrack(programme, ticker, t),
    audio: scanTrack(programme, audio, t),
    voice: scanTrack(programme, voice, t),
  };
}

function scanTrack(programme: Manifest, segments: readonly Segment[], t: number): Airing | null {
  const segment = segments.find(({ start, end }) => start <= t && t < end);
  if (!segment) return null;
  const items = programme.loops[segment.loop]!.turns.map((turn) => programme.items[turn]!);
  const length = items.reduce((sum, { ms }) => sum + ms, 0);
  let left = (t - segment.start + segment.phase) % length;
  const item = items.find(({ ms }) => {
    if (left < ms) return true;
    left -= ms;
    return false;
  })!;
  const start = Math.max(t - left, segment.start);
  const naturalEnd = t - left + item.ms;
  const end = Math.min(naturalEnd, segment.end);
  return { item, start, end, offset: start - (t - left), cut: end < naturalEnd };
}
