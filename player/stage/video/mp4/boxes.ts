/**
 * The box structure of MP4 (ISO/IEC 14496-12), as far as a player of fragments needs it: finding
 * boxes inside a piece of bytes that holds them whole. Sizes that lead outside end the search.
 */

export type Box = {
  readonly type: string;
  /** where the box begins, and its contents, within the bytes searched */
  readonly start: number;
  readonly body: number;
  readonly end: number;
};

/** The size and type that stand at the beginning of a box. */
export type BoxHeader = {
  readonly type: string;
  /** header included; null: the box runs to the end of the file */
  readonly size: number | null;
  readonly headerSize: number;
};

/** Enough bytes for any box header. */
export const BOX_HEADER_BYTES = 16;

/** Null: not enough bytes, or no box. */
export function boxHeader(view: DataView, at: number): BoxHeader | null {
  if (at + 8 > view.byteLength) return null;
  const size = view.getUint32(at);
  const type = fourCharacters(view, at + 4);
  if (size === 0) return { type, size: null, headerSize: 8 };
  if (size !== 1) return size < 8 ? null : { type, size, headerSize: 8 };
  if (at + 16 > view.byteLength) return null;
  const large = Number(view.getBigUint64(at + 8));
  return large < 16 || !Number.isSafeInteger(large) ? null : { type, size: large, headerSize: 16 };
}

/** The boxes that follow one another in [start, end). */
export function* boxesIn(view: DataView, start: number, end: number): Generator<Box> {
  let at = start;
  while (at < end) {
    const header = boxHeader(view, at);
    if (!header) return;
    const boxEnd = header.size === null ? end : at + header.size;
    if (boxEnd > end) return;
    yield { type: header.type, start: at, body: at + header.headerSize, end: boxEnd };
    at = boxEnd;
  }
}

/** The first box at the end of a path of types, e.g. `mdia`, `mdhd`. */
export function find(view: DataView, start: number, end: number, path: string[]): Box | null {
  const [type, ...rest] = path;
  for (const box of boxesIn(view, start, end)) {
    if (box.type !== type) continue;
    if (rest.length === 0) return box;
    const found = find(view, box.body, box.end, rest);
    if (found) return found;
  }
  return null;
}

export function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}
