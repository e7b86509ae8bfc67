import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance } from './advance.ts';
import { type Box, fittingSize, leading, lines, shrink } from './fit.ts';

const box: Box = { width: 140, height: 46, largest: 14 };

describe('text set to fit', () => {
  test('a short text has the largest size, a long one a smaller', () => {
    expect(fittingSize('Nghỉ học', box)).toBe(14);
    const long = fittingSize('Tân Hiệp khánh thành thư viện xanh giữa sân trường '.repeat(3), box);
    expect(long).toBeLessThan(14);
    expect(long).toBeGreaterThan(5);
  });

  test('no text at all is no trouble', () => {
    expect(lines('', 10, 100)).toBe(1);
    expect(fittingSize('', box)).toBe(14);
  });

  test('whatever the text, its lines stay within the box', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.record({
          width: fc.integer({ min: 20, max: 160 }),
          height: fc.integer({ min: 6, max: 100 }),
          largest: fc.integer({ min: 4, max: 40 }),
        }),
        (text, room) => {
          const size = fittingSize(text, room);
          expect(size).toBeGreaterThan(0);
          expect(size).toBeLessThanOrEqual(room.largest);
          expect(lines(text, size, room.width) * leading(text) * size).toBeLessThanOrEqual(
            room.height + 1e-9,
          );
        },
      ),
    );
  });

  test('a larger size never takes fewer lines', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (text, size) => {
          expect(lines(text, size * 1.1, 100)).toBeGreaterThanOrEqual(lines(text, size, 100));
        },
      ),
    );
  });

  test('words break where spaces are; only a word wider than the line is broken itself', () => {
    const width = advance('một hai') * 10 * 1.05;
    expect(lines('một hai', 10, width)).toBe(1);
    expect(lines('một hai ba', 10, width)).toBe(2);
    expect(lines('mộthaibabốnnămsáubảytámchín', 10, width)).toBeGreaterThan(3);
  });

  test('capitals with stacked marks get lines half as high again as their size', () => {
    expect(leading('NGHỈ LỄ')).toBe(1.5);
    expect(leading('Ấp 7 mở lớp')).toBe(1.5);
    expect(leading('A\u0302\u0301p 7 mở lớp')).toBe(1.5);
    expect(leading('Thư viện xanh')).toBe(1.32);
  });

  test('a box that nothing fits ends the search all the same', () => {
    expect(shrink(10, () => false)).toBeLessThan(0.02);
  });

  test('sizes are rounded down, so that rounding never makes a text too large', () => {
    expect(shrink(10, (size) => size <= 9.999)).toBeLessThanOrEqual(9.6);
    expect(shrink(7.777, () => true)).toBe(7.77);
  });
});

describe('widths of letters', () => {
  test('marks take no width, the horn a little', () => {
    expect(advance('ễ')).toBe(advance('e'));
    expect(advance('Ậ')).toBe(advance('A'));
    expect(advance('ơ')).toBeGreaterThan(advance('o'));
    expect(advance('ễ'.normalize('NFD'))).toBe(advance('ễ'));
  });

  test('unknown letters count as wide', () => {
    expect(advance('漢')).toBeGreaterThanOrEqual(1);
    expect(advance('W')).toBeGreaterThan(advance('i'));
  });
});
