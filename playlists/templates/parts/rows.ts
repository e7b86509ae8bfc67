/**
 * Lines such as "Thứ Hai: Cơm, thịt kho" as rows of two columns: what stands before the first colon
 * names the row. All rows are set at one size, the size of the longest.
 */
import { html, type TemplateResult } from 'lit';
import { type Box, fittingSize } from '../type/fit.ts';

export type Row = { readonly name: string | null; readonly text: string };

export function rowOf(line: string): Row {
  // "7:30" is a time, not a name: a name ends with a colon and a space
  const found = /^(.{1,20}?):\s+(.+)$/su.exec(line);
  return found ? { name: found[1]!, text: found[2]! } : { name: null, text: line };
}

/** `wide` and `tall` are the room of all rows together, without the gaps between them. */
export function rows(
  texts: readonly string[],
  room: { readonly wide: Box; readonly tall: Box; readonly largest: number },
): TemplateResult {
  const parsed = texts.map(rowOf);
  const named = parsed.some(({ name }) => name !== null);
  const size = (box: Box, columns: boolean) => {
    const share = columns && named ? 1 - NAME_SHARE : 1;
    const each = { width: box.width * share, height: box.height / Math.max(texts.length, 1) };
    const names = { ...each, width: box.width * (columns ? NAME_SHARE - 0.02 : 1) };
    // stacked, the name takes a line of its own above the text
    const below = { ...each, height: each.height - (columns || !named ? 0 : each.height / 3) };
    return Math.min(
      room.largest,
      ...parsed.map(({ text }) => fittingSize(text, below, room.largest)),
      ...parsed.map(({ name }) =>
        name && columns ? fittingSize(name, names, room.largest) : room.largest,
      ),
    );
  };
  return html`<ul
    class="rows ${named ? 'named' : ''}"
    style="--wide:${size(room.wide, true)};--tall:${size(room.tall, false)}"
  >
    ${parsed.map(
      ({ name, text }, turn) => html`<li class="enter" style="--turn:${turn + 1}">
        ${named ? html`<b>${name}</b>` : ''}<span>${text}</span>
      </li>`,
    )}
  </ul>`;
}

/** of the row's width, in the landscape layout */
const NAME_SHARE = 0.27;
