/** The headline carries the slide; a photo, when there is one, takes a whole side of it. */
import { html, type TemplateResult } from 'lit';
import { aside, below, column, heading, text } from '../parts/column.ts';
import { margin } from '../parts/motifs.ts';
import { photo } from '../parts/photo.ts';
import type { SlideContext } from '../template.ts';
import type { News } from './schema.ts';

const label = { vi: 'Bản tin', en: 'News' };
const alone = { wide: { width: 144, height: 87 }, tall: { width: 72, height: 158 } };
const besidePhoto = { wide: { width: 104, height: 87 }, tall: { width: 86, height: 96 } };

export function view(data: News, context: SlideContext): TemplateResult {
  const areas = data.photo ? besidePhoto : alone;
  const head = heading(label[context.locale], areas, context);
  const words = [
    ...text(data.headline, 'strong', 15, 14),
    ...text(data.body, 'soft', 9.4),
    ...aside(data.source),
  ];
  return html`<article class="slide on-paper news ${data.photo ? 'illustrated' : ''}">
    ${data.photo ? photo(data.photo, context) : margin}
    <div class="story">${head.view} ${column(words, below(areas, head), context)}</div>
  </article>`;
}
