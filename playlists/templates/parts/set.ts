/** One text of a slide, set as large as its room allows. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SlideContext } from '../template.ts';
import { type Box, fittingSize, leading, type Room } from '../type/fit.ts';
import { usualSmallest } from '../type/viewing.ts';

export type Setting = {
  /** classes besides `fitted` */
  readonly as?: string;
  /** it enters as the n-th; absent: it is there from the start */
  readonly turn?: number;
};

/** Nothing at all for an empty text, so that an optional field leaves no gap. */
export function set(
  text: string | undefined,
  { wide, tall }: Room,
  context: Pick<SlideContext, 'smallest' | 'measured'>,
  { as = '', turn }: Setting = {},
): TemplateResult | typeof nothing {
  if (!text) return nothing;
  const entrance = turn === undefined ? '' : `;--turn:${turn}`;
  const smallest = context.smallest ?? usualSmallest;
  const size = (box: Box) =>
    fittingSize(text, { ...box, largest: Math.max(box.largest, smallest) });
  const sizes = { wide: size(wide), tall: size(tall) };
  context.measured?.({ ...sizes, pages: 1 });
  return html`<p
    class="fitted ${as} ${turn === undefined ? '' : 'enter'}"
    style="--wide:${sizes.wide};--tall:${sizes.tall};--leading:${leading(text)}${entrance}"
  >${keepTogether(text)}</p>`;
}

/** "2017-2018" and "GD-ĐT" stay on one line: a word joiner stands on both sides of the hyphen. */
export function keepTogether(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])[-–](?=[\p{L}\p{N}])/gu, '\u2060$&\u2060');
}
