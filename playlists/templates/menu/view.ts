/** A kitchen's board: one row a dish, or a day. */
import { html, type TemplateResult } from 'lit';
import { leaves } from '../parts/motifs.ts';
import { rows } from '../parts/rows.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { Menu } from './schema.ts';

const label = { vi: 'Thực đơn bán trú', en: 'Boarding lunch' };
const title = {
  wide: { width: 128, height: 13, largest: 9 },
  tall: { width: 66, height: 28, largest: 10 },
};
const dishes = {
  wide: { width: 158, height: 54, largest: 8.5 },
  tall: { width: 84, height: 106, largest: 8.5 },
};

const note = {
  wide: { width: 158, height: 8, largest: 5 },
  tall: { width: 84, height: 15, largest: 5 },
};

export function view(data: Menu, context: SlideContext): TemplateResult {
  return html`<article class="slide on-leaf menu">
    ${leaves}
    <header>
      <p class="label enter">${label[context.locale]}</p>
      ${set(data.title, title, { as: 'strong', turn: 0 })}
    </header>
    ${rows(data.dishes, dishes)}
    ${set(data.note, note, { as: 'small' })}
  </article>`;
}
