/** A kitchen's board: one row a dish, or a day. */
import { html, type TemplateResult } from 'lit';
import { below, heading } from '../parts/column.ts';
import { leaves } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import type { SlideContext } from '../template.ts';
import type { Menu } from './schema.ts';

const label = { vi: 'Thực đơn bán trú', en: 'Boarding lunch' };
const areas = { wide: { width: 158, height: 87 }, tall: { width: 86, height: 158 } };
/** beside the sprig in the corner */
const besideSprig = { wide: { width: 132, height: 24 }, tall: { width: 66, height: 50 } };

export function view(data: Menu, context: SlideContext): TemplateResult {
  const kind = heading(label[context.locale], besideSprig, context);
  const title = data.title ? heading(data.title, besideSprig, context, 'strong') : null;
  const room = below(below(areas, kind), title ?? { wide: 0, tall: 0 });
  const dishes = [...data.dishes, ...(data.note ? [data.note] : [])];
  return html`<article class="slide on-leaf menu">
    ${leaves}
    <header>${kind.view} ${title?.view}</header>
    ${rows(dishes, 10, room, context)}
  </article>`;
}
