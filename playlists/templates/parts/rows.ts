/**
 * Lines such as "Thứ Hai: Cơm, thịt kho" as rows: what stands before the first colon names the row,
 * beside the text where there is room, above it otherwise. All rows have one size, and as many pages
 * as they need to be read.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SlideContext } from '../template.ts';
import { advance } from '../type/advance.ts';
import type { Area, Areas } from '../type/column.ts';
import { leading, lines, shrink } from '../type/fit.ts';
import { smallestOf } from './column.ts';
import { MOST_PAGES, pages } from './pages.ts';

export type Row = { readonly name: string | null; readonly text: string };

export function rowOf(line: string): Row {
  // "7:30" is a time, not a name: a name ends with a colon and a space
  const found = /^(.{1,20}?):\s+(.+)$/su.exec(line);
  return found ? { name: found[1]!, text: found[2]! } : { name: null, text: line };
}

/** Padding above and below each row, and between its columns, in em of the row: as in the styles. */
const PADDING = 0.14;
const GAP = 0.8;
/** The share of the width that names may take from the texts beside them. */
const NAMES = 0.36;

function namesWidth(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(({ name }) => advance(name ?? '')));
}

/** Whether names leave their texts enough room beside them. */
function roomBeside(rows: readonly Row[], size: number, width: number): boolean {
  return (namesWidth(rows) + GAP) * size <= width * NAMES;
}

function fits(rows: readonly Row[], { width, height }: Area, size: number, beside: boolean) {
  const names = namesWidth(rows);
  const column = beside && names > 0 ? (names + GAP) * size : 0;
  if (beside && !roomBeside(rows, size, width)) return false;
  const high = rows.reduce((sum, { name, text }) => {
    const above = beside || name === null ? 0 : lines(name, size, width);
    return sum + (lines(text, size, width - column) + above) * leading(`${name ?? ''} ${text}`);
  }, 0);
  return (high + rows.length * 2 * PADDING) * size <= height;
}

/** The largest size, at most `largest`, at which the rows fit together. */
export function sizeOfRows(
  rows: readonly Row[],
  area: Area,
  largest: number,
  beside: boolean,
): number {
  return shrink(largest, (size) => fits(rows, area, size, beside));
}

/** Even pages, as few as let every row be read. */
function pagesOf(all: readonly Row[], possible: (page: readonly Row[]) => boolean): Row[][] {
  for (let count = 1; ; count += 1) {
    const each = Math.ceil(all.length / count);
    const cut = Array.from({ length: Math.ceil(all.length / each) }, (_, n) =>
      all.slice(n * each, (n + 1) * each),
    );
    if (each <= 1 || count >= MOST_PAGES || cut.every(possible)) return cut;
  }
}

/** `largest`: of type, in u; `areas` are for all the rows of a page together. */
export function rows(
  texts: readonly string[],
  largest: number,
  areas: Areas,
  context: SlideContext,
): TemplateResult {
  const all = texts.map(rowOf);
  const smallest = smallestOf(context);
  const most = Math.max(largest, smallest);
  const named = all.some(({ name }) => name !== null);
  const beside = named && roomBeside(all, smallest, areas.wide.width);
  const parts = pagesOf(
    all,
    (page) => fits(page, areas.wide, smallest, beside) && fits(page, areas.tall, smallest, false),
  );
  const wide = Math.min(...parts.map((page) => sizeOfRows(page, areas.wide, most, beside)));
  const tall = Math.min(...parts.map((page) => sizeOfRows(page, areas.tall, most, false)));
  context.measured?.({ wide, tall, pages: parts.length });
  const height = Math.max(1, ...texts.map(leading));
  return pages(
    parts.map(
      (page, n) => html`<ul
        class="rows ${named ? 'named' : ''} ${beside ? 'beside' : ''}"
        style="--wide:${wide};--tall:${tall};--leading:${height}"
      >
        ${page.map(
          (
            { name, text },
            turn,
          ) => html`<li class=${n === 0 ? 'enter' : ''} style="--turn:${turn + 1}">
            ${name === null ? nothing : html`<b>${name}</b>`}<span>${text}</span>
          </li>`,
        )}
      </ul>`,
    ),
  );
}
