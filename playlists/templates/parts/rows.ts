/**
 * Lines such as "Thứ Hai: Cơm, thịt kho" as rows: what stands before the first colon names the row,
 * beside the text in landscape, above it in portrait. All rows have one size, the largest at which
 * together they fit.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { advance } from '../type/advance.ts';
import { type Box, leading, lines, type Room, shrink } from '../type/fit.ts';

export type Row = { readonly name: string | null; readonly text: string };

export function rowOf(line: string): Row {
  // "7:30" is a time, not a name: a name ends with a colon and a space
  const found = /^(.{1,20}?):\s+(.+)$/su.exec(line);
  return found ? { name: found[1]!, text: found[2]! } : { name: null, text: line };
}

/** Padding above and below each row, and between its columns, in em of the row: as in the styles. */
const PADDING = 0.16;
const GAP = 0.9;

export function sizeOfRows(rows: readonly Row[], box: Box, beside: boolean): number {
  const names = rows.map(({ name }) => name ?? '');
  const nameWidth = Math.max(0, ...names.map(advance));
  const height = Math.max(1, ...rows.map(({ name, text }) => leading(`${name ?? ''} ${text}`)));
  return shrink(box.largest, (size) => {
    const column = beside && nameWidth > 0 ? (nameWidth + GAP) * size : 0;
    if (column > box.width * 0.4) return false;
    const count = rows.reduce(
      (sum, { name, text }) =>
        sum +
        lines(text, size, box.width - column) +
        (beside || name === null ? 0 : lines(name, size, box.width)),
      0,
    );
    return (count * height + rows.length * 2 * PADDING) * size <= box.height;
  });
}

/** `room` is for all the rows together. */
export function rows(texts: readonly string[], room: Room): TemplateResult {
  const parsed = texts.map(rowOf);
  const named = parsed.some(({ name }) => name !== null);
  const wide = sizeOfRows(parsed, room.wide, true);
  const tall = sizeOfRows(parsed, room.tall, false);
  const height = Math.max(1, ...texts.map(leading));
  return html`<ul
    class="rows ${named ? 'named' : ''}"
    style="--wide:${wide};--tall:${tall};--leading:${height}"
  >
    ${parsed.map(
      ({ name, text }, turn) => html`<li class="enter" style="--turn:${turn + 1}">
        ${named ? html`<b>${name}</b>` : nothing}<span>${text}</span>
      </li>`,
    )}
  </ul>`;
}
