/**
 * What the packets of a file tell that its header may not: how long it really is, whether its frames
 * are evenly spaced, where its key frames are. Pure: fed one line of ffprobe's at a time.
 */

/** Asks ffprobe for one line a packet: `stream,pts,dts,duration,flags`. */
export const packetArguments = [
  '-show_entries',
  'packet=stream_index,pts,dts,duration,flags',
  '-print_format',
  'csv=print_section=0',
] as const;

/** Two hours at 120 frames a second, with sound; what has more is no clip. */
const MOST_PACKETS = 2_000_000;

export type Rhythm = {
  readonly packets: number;
  /** in ticks of the stream; null when no packet carries a time */
  readonly first: number | null;
  readonly end: number | null;
  readonly firstIsKey: boolean;
  /** longest stretch from one key frame to the next, or to the end, in ticks */
  readonly longestGroup: number;
  /** a frame is shown before the key frame that it follows in the file: groups lean on each other */
  readonly openGroups: boolean;
  /** smallest and largest distance between frames as shown, in ticks; null with fewer than two */
  readonly step: { readonly least: number; readonly most: number } | null;
};

type Tally = {
  shown: number[];
  first: number | null;
  end: number | null;
  packets: number;
  firstIsKey: boolean;
  key: number | null;
  longestGroup: number;
  openGroups: boolean;
};

export class PacketReader {
  readonly #tallies = new Map<number, Tally>();
  #packets = 0;

  /** False: there are too many; stop reading. */
  read(line: string): boolean {
    const [stream, pts, dts, duration, flags] = line.split(',');
    // A packet outside of the edit list (flag D) is decoded and never shown.
    if (flags === undefined || flags.includes('D')) return true;
    const index = Number(stream);
    const tally = this.#tallies.get(index) ?? begin(flags.startsWith('K'));
    this.#tallies.set(index, tally);
    tally.packets += 1;

    const time = number(pts) ?? number(dts);
    if (time !== null) {
      tally.shown.push(time);
      tally.first = Math.min(tally.first ?? time, time);
      tally.end = Math.max(tally.end ?? time, time + (number(duration) ?? 0));
      if (flags.startsWith('K')) {
        if (tally.key !== null) {
          tally.longestGroup = Math.max(tally.longestGroup, time - tally.key);
        }
        tally.key = time;
      } else if (tally.key !== null && time < tally.key) {
        tally.openGroups = true;
      }
    }
    this.#packets += 1;
    return this.#packets <= MOST_PACKETS;
  }

  rhythm(stream: number): Rhythm | null {
    const tally = this.#tallies.get(stream);
    if (tally === undefined) return null;
    const { packets, first, end, firstIsKey, openGroups, key } = tally;
    const lastGroup = key !== null && end !== null ? end - key : 0;
    const longestGroup = Math.max(tally.longestGroup, lastGroup);
    return { packets, first, end, firstIsKey, openGroups, longestGroup, step: stepOf(tally.shown) };
  }
}

function begin(firstIsKey: boolean): Tally {
  return {
    shown: [],
    first: null,
    end: null,
    packets: 0,
    firstIsKey,
    key: null,
    longestGroup: 0,
    openGroups: false,
  };
}

function stepOf(shown: readonly number[]): Rhythm['step'] {
  if (shown.length < 2) return null;
  const ordered = Float64Array.from(shown).sort();
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 1; i < ordered.length; i += 1) {
    const distance = ordered[i]! - ordered[i - 1]!;
    least = Math.min(least, distance);
    most = Math.max(most, distance);
  }
  return { least, most };
}

function number(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? null : value;
}
