/** The heading of a Vietnamese document: agency, number and date on one line, then what it says. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { qr } from '../parts/qr.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { OfficialDocument } from './schema.ts';

const words = {
  number: { vi: 'Số', en: 'No.' },
  on: { vi: 'ngày', en: 'of' },
  scan: { vi: 'Quét mã đọc toàn văn', en: 'Scan for the full text' },
};
const agency = {
  wide: { width: 158, height: 9, largest: 5.6 },
  tall: { width: 84, height: 21, largest: 5.6 },
};
const number = {
  wide: { width: 158, height: 7.5, largest: 4.8 },
  tall: { width: 84, height: 15, largest: 4.8 },
};
const note = {
  wide: { width: 112, height: 8, largest: 5 },
  tall: { width: 84, height: 15, largest: 5 },
};
const summary = {
  wide: { width: 112, height: 52, largest: 10 },
  tall: { width: 84, height: 62, largest: 11.5 },
};
const summaryAlone = { ...summary, wide: { width: 158, height: 52, largest: 11.5 } };

export function view(data: OfficialDocument, context: SlideContext): TemplateResult {
  const { locale } = context;
  const issued = data.issued ? momentOf(data.issued, locale) : null;
  const dated = issued ? ` ${words.on[locale]} ${issued.date}` : '';
  return html`<article class="slide on-paper document ${data.address ? 'coded' : ''}">
    <header class="enter">
      ${set(data.agency.toUpperCase(), agency, { as: 'strong' })}
      ${set(`${words.number[locale]} ${data.number}${dated}`, number, { as: 'small' })}
    </header>
    <div class="words">
      ${set(data.summary, data.address ? summary : summaryAlone, { as: 'strong', turn: 1 })}
      ${set(data.note, note, { as: 'small', turn: 2 })}
    </div>
    ${
      data.address
        ? html`<figure class="read enter" style="--turn:2">
            <div class="code">${qr(data.address)}</div>
            <figcaption>${words.scan[locale]}</figcaption>
          </figure>`
        : nothing
    }
  </article>`;
}
