/** The day in large letters, one row a change. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { margin } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import type { SlideContext } from '../template.ts';
import { typeset } from '../type/fit.ts';
import type { TimetableChange } from './schema.ts';

const label = { vi: 'Đổi thời khóa biểu', en: 'Timetable change' };
const day = {
  wide: { width: 142, height: 18, largest: 12 },
  tall: { width: 72, height: 30, largest: 12 },
};
const changes = {
  wide: { width: 142, height: 50, largest: 9.5 },
  tall: { width: 72, height: 92, largest: 9.5 },
};

const note = {
  wide: { width: 142, height: 8, largest: 5 },
  tall: { width: 72, height: 15, largest: 5 },
};

export function view(data: TimetableChange, context: SlideContext): TemplateResult {
  const date = momentOf(data.date, context.locale);
  const heading = date ? `${date.weekday}, ${date.date}` : '';
  return html`<article class="slide on-paper timetable">
    ${margin}
    <header>
      <p class="label enter">${label[context.locale]}</p>
      <p class="fitted strong enter" style=${typeset(heading, day)}>${heading}</p>
    </header>
    ${rows(data.changes, changes)}
    ${
      data.note
        ? html`<p class="small fitted" style=${typeset(data.note, note)}>${data.note}</p>`
        : nothing
    }
  </article>`;
}
