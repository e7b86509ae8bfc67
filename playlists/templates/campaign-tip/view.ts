/** The lead fills the slide's width; the campaign's motif stands under the words like a stage. */
import { html, nothing, type TemplateResult } from 'lit';
import { crossing, friends, leaves, ring, waves } from '../parts/motifs.ts';
import type { SlideContext } from '../template.ts';
import type { PaletteName } from '../tokens.ts';
import { typeset } from '../type/fit.ts';
import type { CampaignTip, campaigns } from './schema.ts';

type Dress = {
  readonly palette: PaletteName;
  readonly motif: TemplateResult;
  readonly label: { readonly vi: string; readonly en: string };
};

const dresses: Record<(typeof campaigns)[number], Dress> = {
  water: {
    palette: 'water',
    motif: html`${ring}${waves}`,
    label: { vi: 'Phòng chống đuối nước', en: 'Drowning prevention' },
  },
  friendship: {
    palette: 'clay',
    motif: friends,
    label: { vi: 'Vì trường học thân thiện', en: 'For a friendly school' },
  },
  safety: {
    palette: 'asphalt',
    motif: crossing,
    label: { vi: 'Trường học an toàn', en: 'Safe school' },
  },
  health: {
    palette: 'leaf',
    motif: leaves,
    label: { vi: 'Sống khỏe mỗi ngày', en: 'Healthy every day' },
  },
};

const lead = { wide: { width: 128, height: 34 }, tall: { width: 84, height: 50 }, largest: 27 };
const tip = { wide: { width: 128, height: 24 }, tall: { width: 84, height: 48 }, largest: 10 };
const detail = { wide: { width: 100, height: 17 }, tall: { width: 84, height: 28 }, largest: 6.5 };

export function view(data: CampaignTip, context: SlideContext): TemplateResult {
  const dress = dresses[data.campaign];
  return html`<article class="slide ${dress.palette} tip ${data.campaign}">
    ${dress.motif}
    <p class="label enter">${dress.label[context.locale]}</p>
    <div class="words">
      <p class="lead fitted strong enter" style="--turn:1;${typeset(data.lead, lead)}">${data.lead}</p>
      <p class="fitted rule enter" style="--turn:2;${typeset(data.tip, tip)}">${data.tip}</p>
      ${
        data.detail
          ? html`<p class="detail fitted enter" style="--turn:3;${typeset(data.detail, detail)}">${data.detail}</p>`
          : nothing
      }
    </div>
  </article>`;
}
