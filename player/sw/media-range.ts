/** Byte ranges (RFC 9110 section 14) of a file that lies in pieces. Pure; ends are exclusive. */

export type Range = { readonly start: number; readonly end: number };

/**
 * What a `Range` header asks of `size` bytes; null: the whole. A malformed one, another unit and
 * several ranges at once are answered with the whole, as section 14.2 allows.
 *
 * @example rangeOf('bytes=-500', 10_000) // { start: 9500, end: 10_000 }
 */
export function rangeOf(header: string | null, size: number): Range | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return null;
  if (first === '') {
    const suffix = Math.min(Number(last), size);
    return suffix === 0 ? 'unsatisfiable' : { start: size - suffix, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/** Bytes `[start, end)` of piece `index`. */
export type Part = Range & { readonly index: number };

/** The parts of pieces that make up the range, in order; `lengths`: of all pieces. */
export function partsOf({ start, end }: Range, lengths: readonly number[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const [index, length] of lengths.entries()) {
    const part = { index, start: Math.max(0, start - at), end: Math.min(length, end - at) };
    if (part.start < part.end) parts.push(part);
    at += length;
  }
  return parts;
}
