/** The day in large letters, one row a change. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { margin } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
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
  return html`<article class="slide on-paper timetable">
    ${margin}
    <header>
      <p class="label enter">${label[context.locale]}</p>
      ${date ? set(`${date.weekday}, ${date.date}`, day, { as: 'strong', turn: 0 }) : nothing}
    </header>
    ${rows(data.changes, changes)}
    ${set(data.note, note, { as: 'small' })}
  </article>`;
}
