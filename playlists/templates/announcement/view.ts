/** Chalk on the classroom board: the point in large letters, details below, who says so at the foot. */
import { html, type TemplateResult } from 'lit';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { Announcement } from './schema.ts';

const label = { vi: 'Thông báo', en: 'Announcement' };
const title = {
  wide: { width: 158, height: 42, largest: 14 },
  tall: { width: 84, height: 74, largest: 14 },
};
const audience = {
  wide: { width: 90, height: 7.5, largest: 4.8 },
  tall: { width: 84, height: 15, largest: 4.8 },
};
const from = {
  wide: { width: 158, height: 7, largest: 4.8 },
  tall: { width: 84, height: 14, largest: 4.8 },
};
const body = {
  wide: { width: 150, height: 24, largest: 8 },
  tall: { width: 84, height: 52, largest: 8 },
};

export function view(data: Announcement, context: SlideContext): TemplateResult {
  return html`<article class="slide on-board announcement">
    <header class="enter">
      <p class="label">${label[context.locale]}</p>
      ${set(data.audience, audience, { as: 'audience' })}
    </header>
    <div class="words">
      ${set(data.title, title, { as: 'strong', turn: 1 })}
      ${set(data.body, body, { as: 'soft', turn: 2 })}
    </div>
    <div class="rail">${set(data.from, from, { as: 'small' })}</div>
  </article>`;
}
