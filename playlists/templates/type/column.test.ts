import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLUMN_GAP, columnOf, type Piece } from './column.ts';
import { leading, lines } from './fit.ts';

const areas = { wide: { width: 158, height: 76 }, tall: { width: 86, height: 140 } };
const piece = (text: string, size: number, aside = false): Piece => ({
  ...{ text, wide: size, tall: size, aside },
});
const title = piece('Nghỉ học chiều thứ Sáu', 14);
const body = piece('Phụ huynh đón các em ở cổng số hai lúc mười một giờ.', 9);

const heightOf = (page: ReturnType<typeof columnOf>[number], way: 'wide' | 'tall') =>
  page.reduce(
    (sum, sized) =>
      sum +
      lines(sized.piece.text, sized[way], areas[way].width) *
        leading(sized.piece.text) *
        sized[way],
    (page.length - 1) * COLUMN_GAP,
  );

describe('a column of texts', () => {
  test('that fits is one page, the title at its largest', () => {
    const [page, ...more] = columnOf([title, body], areas, 8);
    expect(more).toEqual([]);
    expect(page![0]!.wide).toBe(14);
  });

  test('that does not fit at the smallest size goes on on a further page', () => {
    const long = piece('Phòng Giáo dục và Đào tạo '.repeat(6).trim(), 9);
    const pages = columnOf([title, long, long], areas, 9);
    expect(pages.map((page) => page.length)).toEqual([1, 1, 1]);
    expect(pages.flat().map(({ wide, tall }) => Math.min(wide, tall))).toEqual([14, 9, 9]);
  });

  test('nobody turns a page for an aside alone', () => {
    const long = piece('Phòng Giáo dục và Đào tạo '.repeat(3).trim(), 9);
    const from = piece('Ban Giám hiệu', 0, true);
    const pages = columnOf([title, long, from], { ...areas, wide: { width: 158, height: 58 } }, 9);
    expect(pages.map((page) => page.map(({ piece }) => piece))).toEqual([[title], [long, from]]);
  });

  test('loses no text, keeps their order, and stays within its area', () => {
    const texts = fc.array(
      fc.record({
        text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 150 }),
        wide: fc.integer({ min: 0, max: 30 }),
        tall: fc.integer({ min: 0, max: 30 }),
        aside: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 5, max: 13 }), (pieces, smallest) => {
        const pages = columnOf(pieces, areas, smallest);
        expect(pages.flat().map(({ piece }) => piece)).toEqual(pieces);
        for (const page of pages) {
          expect(heightOf(page, 'wide')).toBeLessThanOrEqual(areas.wide.height + 1e-9);
          expect(heightOf(page, 'tall')).toBeLessThanOrEqual(areas.tall.height + 1e-9);
          // only a text that alone would not fit is smaller than the smallest
          if (page.length > 1)
            for (const { wide, tall } of page)
              expect(Math.min(wide, tall)).toBeGreaterThanOrEqual(smallest);
        }
      }),
    );
  });
});
