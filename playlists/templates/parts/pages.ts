/**
 * The pages of a slide: they lie over one another, and each has its share of the slide's time. Only
 * opacity moves. Where the slide stands still (a preview) the first page is to be seen.
 */
import { css, html, type TemplateResult, unsafeCSS } from 'lit';

/** More pages than these nobody would wait for; their type shrinks instead. */
export const MOST_PAGES = 8;

export function pages(leaves: readonly TemplateResult[]): TemplateResult {
  const of = leaves.length;
  if (of <= 1)
    return html`<div class="pages">${leaves.map((leaf) => html`<div class="page">${leaf}</div>`)}</div>`;
  return html`<div class="pages many">
    ${leaves.map(
      (leaf, n) => html`<div class="page turns" style="animation-name:page-${n + 1}-of-${of}">
        ${leaf}${dots(n, of)}
      </div>`,
    )}
  </div>`;
}

/** Which page it is, as shapes: nobody has to read it. */
function dots(current: number, of: number): TemplateResult {
  return html`<span class="dots" aria-hidden="true"
    >${Array.from({ length: of }, (_, n) => html`<i class=${n === current ? 'now' : ''}></i>`)}</span
  >`;
}

/** share of the slide's time in which one page gives way to the next, percent */
const CHANGE = 1.2;

function keyframes(n: number, of: number): string {
  const share = 100 / of;
  const from = n * share;
  const until = from + share;
  const before = n === 0 ? '0%{opacity:1}' : `0%,${from}%{opacity:0}${from + CHANGE}%{opacity:1}`;
  const after =
    n === of - 1
      ? `${until - CHANGE / 4}%{opacity:1}100%{opacity:0}`
      : `${until - CHANGE}%{opacity:1}${until}%,100%{opacity:0}`;
  return `@keyframes page-${n + 1}-of-${of}{${before}${after}}`;
}

const allKeyframes = Array.from({ length: MOST_PAGES - 1 }, (_, k) => k + 2)
  .flatMap((of) => Array.from({ length: of }, (_, n) => keyframes(n, of)))
  .join('\n');

export const pagesStyles = css`
  .pages {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }
  .page {
    grid-area: 1 / 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
    min-width: 0;
    gap: calc(2.4 * var(--u));
  }
  .page.turns + .page.turns {
    opacity: 0;
  }
  :host([turning]) .page.turns {
    animation: 1s linear infinite;
    animation-duration: var(--ms);
    will-change: opacity;
  }
  .dots {
    position: absolute;
    inset-inline-end: calc(3.4 * var(--u));
    inset-block: 0;
    display: grid;
    align-content: center;
    gap: calc(1.6 * var(--u));
  }
  .dots i {
    width: calc(1.5 * var(--u));
    height: calc(1.5 * var(--u));
    border-radius: 50%;
    border: calc(0.35 * var(--u)) solid var(--accent);
    box-sizing: border-box;
  }
  .dots .now {
    background: var(--accent);
  }
  ${unsafeCSS(allKeyframes)}
`;
