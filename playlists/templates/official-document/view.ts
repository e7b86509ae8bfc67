/** The heading of a Vietnamese document: agency, number and date, then what it says. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { aside, column, text } from '../parts/column.ts';
import { qr } from '../parts/qr.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { OfficialDocument } from './schema.ts';

const words = {
  number: { vi: 'Số', en: 'No.' },
  on: { vi: 'ngày', en: 'of' },
  scan: { vi: 'Toàn văn', en: 'Full text' },
};
const coded = { wide: { width: 106, height: 86 }, tall: { width: 86, height: 98 } };
const alone = { wide: { width: 158, height: 86 }, tall: { width: 86, height: 156 } };
const scan = {
  wide: { width: 44, height: 16, largest: 8 },
  tall: { width: 44, height: 16, largest: 8 },
};

export function view(data: OfficialDocument, context: SlideContext): TemplateResult {
  const { locale } = context;
  const issued = data.issued ? momentOf(data.issued, locale) : null;
  const dated = issued ? ` ${words.on[locale]} ${issued.date}` : '';
  const texts = [
    ...text(data.agency, 'agency strong', 11),
    ...text(data.number && `${words.number[locale]} ${data.number}${dated}`, 'small', 9),
    ...text(data.summary, 'strong summary', 12, 11),
    ...aside(data.note),
  ];
  return html`<article class="slide on-paper document ${data.address ? 'coded' : ''}">
    ${column(texts, data.address ? coded : alone, context)}
    ${
      data.address
        ? html`<figure class="read enter" style="--turn:2">
            <div class="code">${qr(data.address)}</div>
            <figcaption>${set(words.scan[locale], scan, context, { as: 'small' })}</figcaption>
          </figure>`
        : nothing
    }
  </article>`;
}
