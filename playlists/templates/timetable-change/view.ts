/** The day in large letters, one row a change. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { margin } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import type { SlideContext } from '../template.ts';
import { typeset } from '../type/fit.ts';
import type { TimetableChange } from './schema.ts';

const label = { vi: 'Đổi thời khóa biểu', en: 'Timetable change' };
const day = { wide: { width: 142, height: 18 }, tall: { width: 72, height: 30 }, largest: 12 };
const changes = { wide: { width: 142, height: 46 }, tall: { width: 72, height: 86 }, largest: 8.5 };

export function view(data: TimetableChange, context: SlideContext): TemplateResult {
  const date = momentOf(data.date, context.locale);
  const heading = date ? `${date.weekday}, ${date.date}` : '';
  return html`<article class="slide paper timetable">
    ${margin}
    <header>
      <p class="label enter">${label[context.locale]}</p>
      <p class="fitted strong enter" style=${typeset(heading, day)}>${heading}</p>
    </header>
    ${rows(data.changes, changes)}
    <p class="small">${data.note || nothing}</p>
  </article>`;
}
