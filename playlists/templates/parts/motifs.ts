/** The drawings that give each family of slides its face: flat shapes in the palette's own colours. */
import { html, type TemplateResult } from 'lit';

/** Three swells, one behind the other; fills its box, whatever its proportions. */
export const waves: TemplateResult = html`<svg
  class="motif waves"
  viewBox="0 0 240 60"
  preserveAspectRatio="none"
  aria-hidden="true"
>
  <path
    fill="var(--wash)"
    d="M0 20C20 8 40 8 60 20S100 32 120 20 160 8 180 20s40 12 60 0V60H0Z"
  ></path>
  <path
    fill="var(--line)"
    d="M0 38C15 28 30 28 45 36s30 10 50 2 35-12 55-3 30 9 50 1 25-6 40 2V60H0Z"
  ></path>
  <path
    fill="var(--accent)"
    d="M0 53c20-7 40-7 60-1s40 6 60 0 40-6 60 0 40 6 60 0v8H0Z"
  ></path>
</svg>`;

/** A life ring. */
export const ring: TemplateResult = html`<svg
  class="motif ring"
  viewBox="-50 -50 100 100"
  aria-hidden="true"
>
  <circle r="36" fill="none" stroke="#fff" stroke-width="24"></circle>
  <circle
    r="36"
    fill="none"
    stroke="var(--line)"
    stroke-width="24"
    stroke-dasharray="28.27 28.27"
    stroke-dashoffset="14.14"
  ></circle>
  <circle r="48" fill="none" stroke="var(--accent)" stroke-width="2"></circle>
</svg>`;

const friend = (x: number, y: number, colour: string) => html`<svg
  x=${x}
  y=${y}
  width="52"
  height="80"
  viewBox="0 0 52 80"
>
  <circle cx="26" cy="15" r="13" fill=${colour}></circle>
  <path d="M4 80V56a22 22 0 0 1 44 0v24Z" fill=${colour}></path>
</svg>`;

/** Friends shoulder to shoulder. */
export const friends: TemplateResult = html`<svg
  class="motif friends"
  viewBox="0 0 216 80"
  preserveAspectRatio="xMidYMax meet"
  aria-hidden="true"
>
  ${friend(0, 8, 'var(--line)')} ${friend(82, 6, 'var(--line)')} ${friend(164, 10, 'var(--line)')}
  ${friend(41, 0, 'var(--accent)')} ${friend(123, 2, 'var(--accent)')}
</svg>`;

/** A pedestrian crossing. */
export const crossing: TemplateResult = html`<svg
  class="motif crossing"
  viewBox="0 0 240 60"
  preserveAspectRatio="none"
  aria-hidden="true"
>
  <path
    fill="var(--wash)"
    d="M0 0H240V60H0Z"
  ></path>
  <path
    fill="#fff"
    d="M14 0h18L22 60H-2ZM54 0h18L66 60H42ZM94 0h18l-2 60H86ZM134 0h18l2 60h-24ZM174 0h18l6 60h-24ZM214 0h18l10 60h-24Z"
  ></path>
</svg>`;

/** Leaves on a stem. */
export const leaves: TemplateResult = html`<svg
  class="motif leaves"
  viewBox="0 0 100 120"
  aria-hidden="true"
>
  <path
    d="M50 120C50 80 50 60 52 14"
    fill="none"
    stroke="var(--accent)"
    stroke-width="3"
    stroke-linecap="round"
  ></path>
  <path d="M52 16c-3-8 0-13 3-16 5 6 5 12-3 16Z" fill="var(--accent)"></path>
  <path d="M51 54C30 56 16 44 12 24c22 0 38 10 39 30Z" fill="var(--line)"></path>
  <path d="M51 46c20 0 33-12 36-32-22 2-36 13-36 32Z" fill="var(--accent)"></path>
  <path d="M50 98C26 102 8 90 2 68c26-2 46 8 48 30Z" fill="var(--accent)"></path>
  <path d="M50 86c22 2 40-10 46-32-26 0-46 12-46 32Z" fill="var(--line)"></path>
</svg>`;

/** A lotus in bloom. */
export const lotus: TemplateResult = html`<svg
  class="motif lotus"
  viewBox="0 0 120 84"
  aria-hidden="true"
>
  <path d="M60 82C34 84 10 68 0 40c22-2 46 12 60 42Z" fill="var(--wash)"></path>
  <path d="M60 82c26 2 50-14 60-42-22-2-46 12-60 42Z" fill="var(--wash)"></path>
  <path d="M60 82C36 74 20 50 22 18c22 10 38 34 38 64Z" fill="var(--line)"></path>
  <path d="M60 82c24-8 40-32 38-64-22 10-38 34-38 64Z" fill="var(--line)"></path>
  <path d="M60 82C42 64 42 24 60 0c18 24 18 64 0 82Z" fill="var(--accent)"></path>
</svg>`;

/**
 * The margin of a Vietnamese exercise book: ô ly squares left of a double rule. The squares are a
 * background of `base` units, so they stay square in every box.
 */
export const margin: TemplateResult = html`<span class="motif margin" aria-hidden="true"></span>`;
