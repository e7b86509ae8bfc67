/** The headline carries the slide; a photo, when there is one, takes a whole side of it. */
import { html, type TemplateResult } from 'lit';
import { margin } from '../parts/motifs.ts';
import { photo } from '../parts/photo.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { News } from './schema.ts';

const label = { vi: 'Bản tin', en: 'News' };

const alone = {
  headline: {
    wide: { width: 142, height: 46, largest: 14 },
    tall: { width: 72, height: 78, largest: 14 },
  },
  body: {
    wide: { width: 142, height: 23, largest: 8 },
    tall: { width: 72, height: 50, largest: 8 },
  },
  source: {
    wide: { width: 142, height: 7, largest: 4.8 },
    tall: { width: 72, height: 14, largest: 4.8 },
  },
};
const besidePhoto = {
  headline: {
    wide: { width: 98, height: 44, largest: 12 },
    tall: { width: 84, height: 47, largest: 12 },
  },
  body: {
    wide: { width: 98, height: 26, largest: 7.4 },
    tall: { width: 84, height: 30, largest: 7.4 },
  },
  source: {
    wide: { width: 98, height: 7, largest: 4.8 },
    tall: { width: 84, height: 7, largest: 4.8 },
  },
};

export function view(data: News, context: SlideContext): TemplateResult {
  const room = data.photo ? besidePhoto : alone;
  return html`<article class="slide on-paper news ${data.photo ? 'illustrated' : ''}">
    ${data.photo ? photo(data.photo, context) : margin}
    <div class="story">
      <p class="label enter">${label[context.locale]}</p>
      <div class="words">
        ${set(data.headline, room.headline, { as: 'strong', turn: 1 })}
        ${set(data.body, room.body, { as: 'soft', turn: 2 })}
      </div>
      ${set(data.source, room.source, { as: 'small' })}
    </div>
  </article>`;
}
