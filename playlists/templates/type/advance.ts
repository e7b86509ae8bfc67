/**
 * How wide text is in Be Vietnam Pro ExtraBold, without a browser: advance widths in em, rounded up
 * to steps of 0.04. ExtraBold is the widest weight that slides use, so the widths hold for the others
 * too. Marks stand above or below their letter and take no width, so Vietnamese needs no table of
 * its own. `test/browser/templates` compares this table with the font as Chromium sets it.
 */

const groups: readonly (readonly [number, string])[] = [
  [0.24, " \u00a0'’"],
  [0.28, '‘'],
  [0.32, 'Iijl`'],
  [0.36, ':·'],
  [0.4, '!,.;'],
  [0.44, '"frt'],
  [0.48, '()1|“”°'],
  [0.52, 'J[]{}~'],
  [0.56, '*\\sz/'],
  [0.6, '7vê<>•'],
  [0.64, 'cekuxy^?-hn'],
  [0.68, '2SFgbdpqaoZ+8'],
  [0.72, 'E03569LPTđ4–'],
  [0.76, 'BRHKVYUN=_'],
  [0.8, 'ACDXĐ&G#$'],
  [0.84, 'OQ'],
  [0.88, '%'],
  [0.92, 'Mmw—…'],
];

const advances = new Map<string, number>(
  groups.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);

/** what the table does not know: ideographs and W are about as wide as they are high */
const WIDEST = 1.08;
/** the horn of ơ and ư is a mark, yet it widens its letter */
const HORN = '\u031b';
const HORN_WIDTH = 0.03;

/** Width of `text` on one line, in em; an upper bound. */
export function advance(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFD')) {
    if (letter === HORN) width += HORN_WIDTH;
    else if (!/\p{M}/u.test(letter)) width += advances.get(letter) ?? WIDEST;
  }
  return width;
}
