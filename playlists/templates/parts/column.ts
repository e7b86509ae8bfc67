/** The words of a slide below one another, over as many pages as they need to be read. */
import { html, type TemplateResult } from 'lit';
import type { SlideContext } from '../template.ts';
import { type Areas, columnOf, type Piece, type Sized } from '../type/column.ts';
import { leading, lines } from '../type/fit.ts';
import { usualSmallest } from '../type/viewing.ts';
import { pages } from './pages.ts';
import { keepTogether } from './set.ts';

export type Text = Piece & { readonly as: string };

/** What stands above the words on every page: its height is taken from their area. */
export type Heading = {
  readonly view: TemplateResult;
  readonly wide: number;
  readonly tall: number;
};

const GAP = 2.4;

export const smallestOf = ({ smallest }: SlideContext): number => smallest ?? usualSmallest;

/** Who speaks, or what it is about: the smallest type, told by its colour. */
export function heading(text: string, areas: Areas, context: SlideContext, as = 'label'): Heading {
  const size = smallestOf(context);
  const high = (width: number) => lines(text, size, width) * leading(text) * size + GAP;
  context.measured?.({ wide: size, tall: size, pages: 1 });
  return {
    view: html`<p class="fitted ${as} enter" style="--wide:${size};--tall:${size};--leading:${leading(text)}">${keepTogether(text)}</p>`,
    wide: high(areas.wide.width),
    tall: high(areas.tall.width),
  };
}

/** The areas without what stands above. */
export function below(
  { wide, tall }: Areas,
  { wide: w, tall: t }: Pick<Heading, 'wide' | 'tall'>,
): Areas {
  return {
    wide: { width: wide.width, height: wide.height - w },
    tall: { width: tall.width, height: tall.height - t },
  };
}

/** `as`: classes; `size`: the largest in landscape, and in portrait where it is another. */
export function text(
  text: string | undefined,
  as: string,
  wide: number,
  tall: number = wide,
): readonly Text[] {
  return text ? [{ text, as, wide, tall }] : [];
}

/** Who says it, or for whom it is: as small as may be. */
export function aside(text: string | undefined, as = ''): readonly Text[] {
  return text ? [{ text, as: `small ${as}`, wide: 0, tall: 0, aside: true }] : [];
}

export function column(
  texts: readonly Text[],
  areas: Areas,
  context: SlideContext,
): TemplateResult {
  const set = columnOf(texts, areas, smallestOf(context));
  for (const { wide, tall } of set.flat()) context.measured?.({ wide, tall, pages: set.length });
  return pages(set.map((page, n) => html`${page.map((sized, turn) => one(sized, n, turn))}`));
}

function one({ piece, wide, tall }: Sized<Text>, page: number, turn: number): TemplateResult {
  const entrance = page === 0 ? `;--turn:${turn + 1}` : '';
  return html`<p
    class="fitted ${piece.as} ${page === 0 ? 'enter' : ''}"
    style="--wide:${wide};--tall:${tall};--leading:${leading(piece.text)}${entrance}"
  >${keepTogether(piece.text)}</p>`;
}
