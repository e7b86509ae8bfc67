/**
 * A MediaSource with one SourceBuffer, attached to a `<video>`: the one time line on which all clips
 * are laid. What is done to the buffer is done one thing after the other, since it can do only one.
 */

/** What a clip is told to be when its manifest names no codecs: the house profile. */
const HOUSE_TYPE = 'video/mp4; codecs="avc1.640028, mp4a.40.2"';

export interface Source {
  /** seconds up to which anything was ever appended */
  appendedTo: number;
  /** Whether there is a picture at `time`, seconds. */
  holds(time: number): boolean;
  /** Where the stretch around `time` ends, seconds; null: nothing is there. */
  heldUntil(time: number): number | null;
  /** From here on what is appended is of this type, shifted by `offset`, cut to `[from, to)`. */
  setUp(type: string, offset: number, from: number, to: number): void;
  append(bytes: ArrayBuffer): Promise<void>;
  remove(from: number, to: number): Promise<void>;
  /** Lets go of what was played, down to `until`, when it is worth the work. */
  letGo(until: number): Promise<void>;
  /** Nothing more comes for now: the decoder gives out the last pictures it keeps. */
  end(): void;
  /** Calls back whenever something was appended or removed; ends with `signal`. */
  onChange(look: () => void, signal: AbortSignal): void;
}

/** Played pictures are let go in steps of this many seconds. */
const LET_GO_S = 10;
/** Ends of buffered stretches are not exact. */
const NEAR_S = 0.1;

/** Rejects when the browser can't play the type. */
export async function openSource(element: HTMLVideoElement, named: string): Promise<Source> {
  const first = typeOf(named);
  if (!MediaSource.isTypeSupported(first)) throw new Error(`this browser can't play ${first}`);
  const source = new MediaSource();
  const address = URL.createObjectURL(source);
  const opened = new Promise<void>((resolve) => {
    source.addEventListener('sourceopen', () => resolve(), { once: true });
  });
  element.src = address;
  await opened;
  URL.revokeObjectURL(address);
  const buffer = source.addSourceBuffer(first);
  source.duration = Number.POSITIVE_INFINITY;
  let type = first;
  const heldUntil = (time: number): number | null => {
    const { buffered } = buffer;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) - NEAR_S <= time && time < buffered.end(i) + NEAR_S) {
        return buffered.end(i);
      }
    }
    return null;
  };
  return {
    appendedTo: 0,
    heldUntil,
    holds(time) {
      const end = heldUntil(time);
      return end !== null && time < end;
    },
    setUp(next, offset, from, to) {
      const wanted = typeOf(next);
      if (wanted !== type) {
        buffer.changeType(wanted);
        type = wanted;
      }
      buffer.appendWindowStart = 0;
      buffer.appendWindowEnd = to;
      buffer.appendWindowStart = from;
      buffer.timestampOffset = offset;
    },
    append: (bytes) => settled(buffer, () => buffer.appendBuffer(bytes)),
    remove: (from, to) => settled(buffer, () => buffer.remove(from, to)),
    async letGo(until) {
      const { buffered } = buffer;
      if (buffered.length === 0 || until - buffered.start(0) < LET_GO_S) return;
      await settled(buffer, () => buffer.remove(0, until));
    },
    end() {
      if (source.readyState === 'open') source.endOfStream();
    },
    onChange: (look, signal) => buffer.addEventListener('updateend', look, { signal }),
  };
}

function typeOf(named: string): string {
  return named.includes('codecs') ? named : HOUSE_TYPE;
}

/** Starts something on the buffer and resolves when the buffer has done it. */
function settled(buffer: SourceBuffer, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const { signal } = stop;
    const settle = (error?: Error) => {
      stop.abort();
      if (error) reject(error);
      else resolve();
    };
    buffer.addEventListener('updateend', () => settle(), { signal });
    buffer.addEventListener('error', () => settle(new Error('the clip can’t be decoded')), {
      signal,
    });
    buffer.addEventListener('abort', () => settle(new Error('interrupted')), { signal });
    try {
      start();
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
