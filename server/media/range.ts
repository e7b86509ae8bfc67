/** Byte ranges, RFC 9110 section 14. Pure. */

export type Ranged =
  | { readonly kind: 'whole' }
  /** inclusive */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * What a `Range` header asks of `size` bytes. A malformed one, another unit and several ranges at
 * once are answered with the whole, as section 14.2 allows.
 *
 * @example rangeOf('bytes=-500', 10_000) // { kind: 'part', start: 9500, end: 9999 }
 */
export function rangeOf(header: string | undefined, size: number): Ranged {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/i.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    return { kind: 'whole' };
  }
  if (first === '') {
    const suffix = Number(last);
    if (suffix === 0) return { kind: 'unsatisfiable' };
    return { kind: 'part', start: Math.max(0, size - suffix), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  return start >= size ? { kind: 'unsatisfiable' } : { kind: 'part', start, end };
}
