import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf, rangeOf } from './media-range.ts';

describe('a Range header', () => {
  test.each([
    [null, null],
    ['bytes=0-', { start: 0, end: 1000 }],
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=500-5000', { start: 500, end: 1000 }],
    ['bytes=999-', { start: 999, end: 1000 }],
    ['bytes=-1', { start: 999, end: 1000 }],
    ['bytes=-5000', { start: 0, end: 1000 }],
    [' BYTES=1-2 ', { start: 1, end: 3 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['items=0-1', null],
    ['bytes=x-1', null],
    ['bytes=99999999999999999-', null],
  ])('%s', (header, expected) => {
    expect(rangeOf(header, 1000)).toEqual(expected);
  });
});

test('the parts of a range are its bytes, each once and in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.nat(60),
      fc.nat(60),
      (lengths, a, b) => {
        const bytes = Array.from({ length: lengths.reduce((x, y) => x + y) }, (_, i) => i);
        const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((x, y) => x + y, 0));
        const parts = partsOf({ start: a, end: b }, lengths);
        const read = parts.flatMap(({ index, start, end }) =>
          bytes.slice(starts[index], starts[index]! + lengths[index]!).slice(start, end),
        );
        expect(read).toEqual(bytes.slice(a, Math.max(a, b)));
      },
    ),
  );
});
