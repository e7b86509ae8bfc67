/**
 * A code that a camera would read off the screen: which clip, and which of its pictures. It stands in
 * the middle of the screen, at the same place whatever the size of the clip. Two rows of cells: the
 * bits above, their opposites below, so that black, or a mixture of two pictures, is never taken for
 * a code. The last two columns are always white over black and black over white.
 */

export type Size = { readonly width: number; readonly height: number };
export type Box = Size & { readonly x: number; readonly y: number };

/** The screen that the benchmarks look at. */
export const screen: Size = { width: 640, height: 360 };

const CLIP_BITS = 5;
const PICTURE_BITS = 7;
const CHECK_BITS = 2;
const DATA_BITS = CLIP_BITS + PICTURE_BITS + CHECK_BITS;
const columns = DATA_BITS + 2;
const cell: Size = { width: 12, height: 24 };

export const mostPictures = 2 ** PICTURE_BITS;

/** Where the code stands on the screen. */
export const codeBox: Box = {
  x: (screen.width - columns * cell.width) / 2,
  y: (screen.height - 2 * cell.height) / 2,
  width: columns * cell.width,
  height: 2 * cell.height,
};

export type Coded = { readonly clip: number; readonly picture: number };

/** Upper row of cells: true is white. */
function bitsOf({ clip, picture }: Coded): readonly boolean[] {
  const value = (clip << PICTURE_BITS) | picture;
  const all = (value << CHECK_BITS) | check(value);
  const data = Array.from(
    { length: DATA_BITS },
    (_, i) => ((all >> (DATA_BITS - 1 - i)) & 1) === 1,
  );
  return [...data, true, false];
}

/** One bit more or fewer shows. */
function check(value: number): number {
  let ones = 0;
  for (let rest = value; rest > 0; rest >>= 1) ones += rest & 1;
  return ones % 4;
}

/** Boxes of a still picture's code that are white; all else in `codeBox` is black. */
export function whiteBoxes(coded: Coded): readonly Box[] {
  return bitsOf(coded).map((white, column) => cellBox(column, white ? 0 : 1));
}

function cellBox(column: number, row: 0 | 1): Box {
  return { ...cell, x: codeBox.x + column * cell.width, y: codeBox.y + row * cell.height };
}

/**
 * Filters for ffmpeg that draw the code of each picture into a clip of this size, so that it stands
 * in `codeBox` when the clip is fitted into the screen.
 */
export function codeFilters(clip: number, size: Size): string {
  const scale = Math.min(screen.width / size.width, screen.height / size.height);
  const within = (box: Box): Box => ({
    x: Math.round((box.x - screen.width / 2) / scale + size.width / 2),
    y: Math.round((box.y - screen.height / 2) / scale + size.height / 2),
    width: Math.round(box.width / scale),
    height: Math.round(box.height / scale),
  });
  const draw = (box: Box, colour: string, when: string | null) => {
    const { x, y, width, height } = within(box);
    const enable = when === null ? '' : `:enable='${when}'`;
    return `drawbox=${x}:${y}:${width}:${height}:color=${colour}:t=fill${enable}`;
  };
  const bit = (of: string, place: number) => `gt(bitand(${of},${1 << place}),0)`;
  const not = (expression: string) => `not(${expression})`;
  const filters = [draw(codeBox, 'black', null)];
  const cells = (column: number, white: string) => {
    filters.push(draw(cellBox(column, 0), 'white', white));
    filters.push(draw(cellBox(column, 1), 'white', not(white)));
  };
  const always = (white: boolean) => (white ? '1' : '0');
  for (let i = 0; i < CLIP_BITS; i++) {
    cells(i, always(((clip >> (CLIP_BITS - 1 - i)) & 1) === 1));
  }
  for (let i = 0; i < PICTURE_BITS; i++) cells(CLIP_BITS + i, bit('n', PICTURE_BITS - 1 - i));
  const ones = [...Array(PICTURE_BITS).keys()].map((place) => bit('n', place));
  const sum = `mod(${check(clip << PICTURE_BITS)}+${ones.join('+')},4)`;
  for (let i = 0; i < CHECK_BITS; i++) {
    cells(CLIP_BITS + PICTURE_BITS + i, bit(sum, CHECK_BITS - 1 - i));
  }
  cells(DATA_BITS, '1');
  cells(DATA_BITS + 1, '0');
  return filters.join(',');
}

/** What is seen at the place of the code. */
export type Sight =
  | ({ readonly kind: 'code' } & Coded)
  | { readonly kind: 'black' }
  /** no code, or one of two pictures on one another; how bright each cell is, 0 to 255 */
  | { readonly kind: 'other'; readonly cells: readonly number[] };

/** How much brighter white has to be than black. */
const CONTRAST = 60;
const BLACK = 40;

/**
 * Reads the code. `lumaAt(x, y)`: brightness, 0 to 255, at a point given in shares of the code's box.
 * Self-contained, since it also runs in pages: give it to `evaluate` as it is.
 */
export function readCode(lumas: readonly number[]): Sight {
  const upper = lumas.slice(0, columns);
  const lower = lumas.slice(columns);
  if (lumas.every((luma) => luma < BLACK)) return { kind: 'black' };
  let all = 0;
  for (let column = 0; column < columns; column++) {
    const difference = upper[column]! - lower[column]!;
    if (Math.abs(difference) < CONTRAST) return { kind: 'other', cells: lumas };
    if (column < DATA_BITS) all = (all << 1) | (difference > 0 ? 1 : 0);
    else if (difference > 0 !== (column === DATA_BITS)) return { kind: 'other', cells: lumas };
  }
  const value = all >> CHECK_BITS;
  if ((all & (2 ** CHECK_BITS - 1)) !== check(value)) return { kind: 'other', cells: lumas };
  return { kind: 'code', clip: value >> PICTURE_BITS, picture: value & (mostPictures - 1) };
}

/** The middles of the cells in the order in which `readCode` takes them, on the screen. */
export const cellMiddles: readonly { readonly x: number; readonly y: number }[] = (
  [0, 1] as const
).flatMap((row) =>
  Array.from({ length: columns }, (_, column) => {
    const { x, y, width, height } = cellBox(column, row);
    return { x: x + width / 2, y: y + height / 2 };
  }),
);
