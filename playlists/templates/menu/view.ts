/** A kitchen's board: one row a dish, or a day. */
import { html, nothing, type TemplateResult } from 'lit';
import { leaves } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import type { SlideContext } from '../template.ts';
import { typeset } from '../type/fit.ts';
import type { Menu } from './schema.ts';

const label = { vi: 'Thực đơn bán trú', en: 'Boarding lunch' };
const title = { wide: { width: 128, height: 15 }, tall: { width: 72, height: 30 }, largest: 10 };
const dishes = { wide: { width: 158, height: 50 }, tall: { width: 84, height: 90 }, largest: 8 };

export function view(data: Menu, context: SlideContext): TemplateResult {
  return html`<article class="slide leaf menu">
    ${leaves}
    <header>
      <p class="label enter">${label[context.locale]}</p>
      <p class="fitted strong enter" style=${typeset(data.title, title)}>${data.title}</p>
    </header>
    ${rows(data.dishes, dishes)}
    <p class="small">${data.note || nothing}</p>
  </article>`;
}
