/** The date as a leaf of a tear-off calendar, as it hangs in every Vietnamese house. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { aside, below, column, heading, text } from '../parts/column.ts';
import { qr } from '../parts/qr.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { EventInvitation } from './schema.ts';

const label = { vi: 'Trân trọng kính mời', en: 'You are invited' };
const onLeaf = {
  wide: { width: 46, height: 16, largest: 8 },
  tall: { width: 38, height: 16, largest: 8 },
};
const areas = { wide: { width: 104, height: 87 }, tall: { width: 86, height: 92 } };

export function view(data: EventInvitation, context: SlideContext): TemplateResult {
  const { locale } = context;
  const at = momentOf(data.at, locale);
  const head = heading(label[locale], areas, context);
  const words = [
    ...text(data.title, 'strong', 13.5),
    ...text(at?.time ?? undefined, 'strong time', 11),
    ...text(data.place, 'place', 9),
    ...aside(data.host),
  ];
  return html`<article class="slide on-indigo invitation ${data.address ? 'coded' : ''}">
    <div class="side">
      ${
        at
          ? html`<div class="leaf enter">
              <div class="weekday">${set(at.dayName, onLeaf, context)}</div>
              <p class="day">${at.day}</p>
              <div class="month">${set(at.monthName, onLeaf, context)}</div>
            </div>`
          : nothing
      }
      ${data.address ? html`<figure class="code">${qr(data.address)}</figure>` : nothing}
    </div>
    <div class="words">${head.view} ${column(words, below(areas, head), context)}</div>
  </article>`;
}
