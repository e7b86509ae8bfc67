/** The date as a leaf of a tear-off calendar, as it hangs in every Vietnamese house. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { qr } from '../parts/qr.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { EventInvitation } from './schema.ts';

const label = { vi: 'Trân trọng kính mời', en: 'You are invited' };
const month = {
  wide: { width: 42, height: 8, largest: 5.2 },
  tall: { width: 70, height: 8, largest: 5.2 },
};
const weekday = {
  wide: { width: 42, height: 10, largest: 6.5 },
  tall: { width: 34, height: 9, largest: 6.5 },
};
const time = {
  wide: { width: 37, height: 11, largest: 7.5 },
  tall: { width: 34, height: 10, largest: 7 },
};
const title = {
  wide: { width: 102, height: 42, largest: 12.5 },
  tall: { width: 84, height: 38, largest: 12 },
};
const place = {
  wide: { width: 62, height: 28, largest: 6.5 },
  tall: { width: 78, height: 19, largest: 6.5 },
};
const host = {
  wide: { width: 62, height: 14, largest: 4.8 },
  tall: { width: 78, height: 7, largest: 4.8 },
};
const hostAlone = { ...host, wide: { width: 96, height: 7, largest: 4.8 } };
const placeAlone = { ...place, wide: { width: 96, height: 28, largest: 7.5 } };

export function view(data: EventInvitation, context: SlideContext): TemplateResult {
  const { locale } = context;
  const at = momentOf(data.at, locale);
  return html`<article class="slide on-indigo invitation">
    ${
      at
        ? html`<div class="leaf enter">
            <div class="month">${set(at.month, month)}</div>
            <p class="day">${at.day}</p>
            <div class="weekday">${set(at.weekday, weekday)}</div>
            <div class="time">${set(at.time ?? undefined, time)}</div>
          </div>`
        : nothing
    }
    <div class="words">
      <p class="label enter" style="--turn:1">${label[locale]}</p>
      <div class="title">${set(data.title, title, { as: 'strong', turn: 2 })}</div>
      <div class="foot enter" style="--turn:3">
        <div class="where">
          ${set(data.place, data.address ? place : placeAlone)}
          ${set(data.host, data.address ? host : hostAlone, { as: 'small' })}
        </div>
        ${data.address ? html`<figure class="code">${qr(data.address)}</figure>` : nothing}
      </div>
    </div>
  </article>`;
}
