/** Chalk on the classroom board: the point in large letters, details below, who says so at the end. */
import { html, type TemplateResult } from 'lit';
import { aside, below, column, heading, text } from '../parts/column.ts';
import type { SlideContext } from '../template.ts';
import type { Announcement } from './schema.ts';

const label = { vi: 'Thông báo', en: 'Announcement' };
const areas = { wide: { width: 158, height: 82 }, tall: { width: 86, height: 150 } };

export function view(data: Announcement, context: SlideContext): TemplateResult {
  const head = heading(label[context.locale], areas, context);
  const words = [
    ...text(data.title, 'strong', 15, 14),
    ...text(data.body, 'soft', 9.4),
    ...aside(data.audience, 'accent'),
    ...aside(data.from),
  ];
  return html`<article class="slide on-board announcement">
    ${head.view} ${column(words, below(areas, head), context)}
    <div class="rail"></div>
  </article>`;
}
