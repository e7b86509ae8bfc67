/** The day in large letters, one row a change. */
import { html, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { below, heading } from '../parts/column.ts';
import { margin } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import type { SlideContext } from '../template.ts';
import type { TimetableChange } from './schema.ts';

const label = { vi: 'Đổi thời khóa biểu', en: 'Timetable change' };
const areas = { wide: { width: 144, height: 87 }, tall: { width: 72, height: 158 } };

export function view(data: TimetableChange, context: SlideContext): TemplateResult {
  const date = momentOf(data.date, context.locale);
  const kind = heading(label[context.locale], areas, context);
  const day = date
    ? heading(`${date.weekday}, ${date.dayAndMonth}`, areas, context, 'strong')
    : null;
  const room = below(below(areas, kind), day ?? { wide: 0, tall: 0 });
  const changes = [...data.changes, ...(data.note ? [data.note] : [])];
  return html`<article class="slide on-paper timetable">
    ${margin}
    <header>${kind.view} ${day?.view}</header>
    ${rows(changes, 10, room, context)}
  </article>`;
}
