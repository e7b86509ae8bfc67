/**
 * Sets text as large as its box allows, before anything is drawn: the same size in Node, in the
 * console's preview and on the screen, with no measuring, no second layout and no overflow.
 *
 * Lengths are in `u`, the slide's own unit: 1 % of the height of a 16:9 slide, 1 % of the width of a
 * 9:16 one. Every box that a slide can fill is at least 16:9 or 9:16 in u (see `base.styles.ts`), so
 * what fits here fits everywhere.
 */
import { advance } from './advance.ts';

/** Where a text may stand, and the size beyond which it would look loud. */
export type Box = { readonly width: number; readonly height: number; readonly largest: number };

/** Room for one text in the landscape and in the portrait layout. */
export type Room = { readonly wide: Box; readonly tall: Box };

/** Stacked marks on capitals (Ễ Ậ Ỗ) reach 1.17 em above the line, descenders 0.27 em below it. */
const stackedCapital = /[ẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ]/u;

/** Line height, in em, at which no mark of one line touches the line above it. */
export function leading(text: string): number {
  const capitals = text === text.toUpperCase() || stackedCapital.test(text.normalize('NFC'));
  return capitals ? 1.5 : 1.32;
}

/** A line in the browser may round a little wider than the table says. */
const SLACK = 0.98;

/** How many lines `text` takes at `size` in a box of `width`; words too long for a line are broken. */
export function lines(text: string, size: number, width: number): number {
  const room = (width * SLACK) / size;
  const space = advance(' ');
  let count = 1;
  let used = 0;
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const length = advance(word);
    const after = used === 0 ? length : used + space + length;
    if (after <= room) {
      used = after;
      continue;
    }
    if (used > 0) count += 1;
    // a broken word leaves up to one letter's width unused on each line
    const broken = length <= room ? 0 : Math.ceil(length / Math.max(room - 1, 0.5)) - 1;
    count += broken;
    used = broken === 0 ? length : room;
  }
  return count;
}

const STEP = 0.96;
/** a hundredth of a percent of the slide: smaller than any text that a schema lets through needs */
const SMALLEST = 0.01;

/** The largest size, at most `largest`, that `fits`. */
export function shrink(largest: number, fits: (size: number) => boolean): number {
  let size = largest;
  while (size > SMALLEST && !fits(size)) size *= STEP;
  return Math.floor(size * 100) / 100;
}

/** The largest size at which `text` stays within `box`. */
export function fittingSize(text: string, box: Box): number {
  const height = leading(text);
  return shrink(box.largest, (size) => lines(text, size, box.width) * height * size <= box.height);
}
