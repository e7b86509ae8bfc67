/** Chalk on the classroom board: the point in large letters, details below, who says so at the foot. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SlideContext } from '../template.ts';
import { typeset } from '../type/fit.ts';
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
    <p class="label enter">
      <span>${label[context.locale]}</span>
      ${
        data.audience
          ? html`<span class="audience fitted" style=${typeset(data.audience, audience)}>${data.audience}</span>`
          : nothing
      }
    </p>
    <div class="words">
      <p class="fitted strong enter" style="--turn:1;${typeset(data.title, title)}">${data.title}</p>
      ${
        data.body
          ? html`<p class="body fitted enter" style="--turn:2;${typeset(data.body, body)}">${data.body}</p>`
          : nothing
      }
    </div>
    <p class="small fitted from" style=${typeset(data.from ?? '', from)}>${data.from || nothing}</p>
  </article>`;
}
