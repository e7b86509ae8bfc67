import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeOf } from './range.ts';

describe('byte ranges (RFC 9110 section 14)', () => {
  test.each([
    [undefined, { kind: 'whole' }],
    ['bytes=0-499', { kind: 'part', start: 0, end: 499 }],
    ['bytes=500-', { kind: 'part', start: 500, end: 999 }],
    ['bytes=-200', { kind: 'part', start: 800, end: 999 }],
    ['bytes=-5000', { kind: 'part', start: 0, end: 999 }],
    ['bytes=900-5000', { kind: 'part', start: 900, end: 999 }],
    ['bytes=1000-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=500-400', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['seconds=1-2', { kind: 'whole' }],
    ['bytes=0x10-20', { kind: 'whole' }],
  ])('%s of 1000 bytes', (header, expected) => {
    expect(rangeOf(header, 1000)).toEqual(expected);
  });

  test('whatever is asked, the answer lies within the file', () => {
    const bound = fc.oneof(fc.constant(''), fc.nat(5000).map(String));
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: 1, max: 3000 }), (first, last, size) => {
        const range = rangeOf(`bytes=${first}-${last}`, size);
        if (range.kind !== 'part') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
