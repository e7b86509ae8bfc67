/**
 * Texts below one another in one area: as large as they may be, never smaller than the eye needs.
 * What does not fit at the smallest size goes to a further page of the same slide.
 */
import { leading, lines } from './fit.ts';

/** A text, and the size in u beyond which it would look loud, in landscape and in portrait. */
export type Piece = {
  readonly text: string;
  readonly wide: number;
  readonly tall: number;
  /** says who or for whom: nothing that a page would be turned for */
  readonly aside?: boolean;
};
export type Area = { readonly width: number; readonly height: number };
export type Areas = { readonly wide: Area; readonly tall: Area };
export type Sized<P extends Piece> = {
  readonly piece: P;
  readonly wide: number;
  readonly tall: number;
};

/** Room between two texts, in u. */
export const COLUMN_GAP = 2.4;

function heightOf(texts: readonly string[], sizes: readonly number[], width: number): number {
  const set = texts.reduce(
    (sum, text, n) => sum + lines(text, sizes[n]!, width) * leading(text) * sizes[n]!,
    0,
  );
  return set + Math.max(0, texts.length - 1) * COLUMN_GAP;
}

const STEP = 0.97;
const LAST = 0.02;

/** All shrink together, each down to the smallest; below that only what would not fit otherwise. */
function sizesIn(
  texts: readonly string[],
  largest: readonly number[],
  { width, height }: Area,
  smallest: number,
): number[] {
  const at = (share: number, floor: number) =>
    largest.map((size) => Math.max(Math.max(size, smallest) * share, floor));
  const fits = (sizes: readonly number[]) => heightOf(texts, sizes, width) <= height;
  for (let share = 1; share > LAST; share *= STEP) {
    const sizes = at(share, smallest);
    if (fits(sizes)) return sizes.map(down);
    if (sizes.every((size) => size === smallest)) break;
  }
  let size = smallest;
  while (size > LAST && !fits(texts.map(() => size))) size *= STEP;
  return texts.map(() => down(size));
}

const down = (size: number) => Math.floor(size * 100) / 100;

function hasRoom(pieces: readonly Piece[], { width, height }: Area, smallest: number): boolean {
  const texts = pieces.map(({ text }) => text);
  return (
    heightOf(
      texts,
      texts.map(() => smallest),
      width,
    ) <= height
  );
}

/** Pages in order; on each the texts with their sizes. Landscape and portrait have the same pages. */
export function columnOf<P extends Piece>(
  pieces: readonly P[],
  areas: Areas,
  smallest: number,
): readonly (readonly Sized<P>[])[] {
  const possible = (page: readonly P[]) =>
    hasRoom(page, areas.wide, smallest) && hasRoom(page, areas.tall, smallest);
  const pages: P[][] = [];
  for (const piece of pieces) {
    const last = pages.at(-1);
    const more = [...(last ?? []), piece];
    if (last && possible(more)) last.push(piece);
    else pages.push([piece]);
  }
  return keptCompany(pages, possible).map((page) => {
    const texts = page.map(({ text }) => text);
    const sizes = (way: 'wide' | 'tall') =>
      sizesIn(
        texts,
        page.map((piece) => piece[way]),
        areas[way],
        smallest,
      );
    const wide = sizes('wide');
    const tall = sizes('tall');
    return page.map((piece, n) => ({ piece, wide: wide[n]!, tall: tall[n]! }));
  });
}

/** An aside alone on the last page is joined by the text before it, if both fit there. */
function keptCompany<P extends Piece>(
  pages: P[][],
  possible: (page: readonly P[]) => boolean,
): readonly P[][] {
  const last = pages.at(-1);
  const before = pages.at(-2);
  if (!last?.every(({ aside }) => aside) || !before || before.length < 2) return pages;
  const together = [before.at(-1)!, ...last];
  return possible(together) ? [...pages.slice(0, -2), before.slice(0, -1), together] : pages;
}
