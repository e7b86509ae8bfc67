/** A portrait in an arch; without a photo the arch holds a lotus, and nothing looks missing. */
import { html, type TemplateResult } from 'lit';
import { aside, below, column, heading, text } from '../parts/column.ts';
import { lotus } from '../parts/motifs.ts';
import { photo } from '../parts/photo.ts';
import type { SlideContext } from '../template.ts';
import type { ExemplaryPerson } from './schema.ts';

const label = { vi: 'Người tốt, việc tốt', en: 'A good deed' };
const areas = { wide: { width: 108, height: 87 }, tall: { width: 86, height: 98 } };

export function view(data: ExemplaryPerson, context: SlideContext): TemplateResult {
  const head = heading(label[context.locale], areas, context);
  const words = [
    ...text(data.name, 'strong', 14),
    ...aside(data.place),
    ...text(data.deed, 'deed', 9.6),
  ];
  return html`<article class="slide on-lotus person">
    <div class="arch enter">${data.photo ? photo(data.photo, context) : lotus}</div>
    <div class="words">${head.view} ${column(words, below(areas, head), context)}</div>
  </article>`;
}
