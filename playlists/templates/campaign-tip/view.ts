/** The lead fills the slide's width; the campaign's motif stands under the words like a stage. */
import { html, type TemplateResult } from 'lit';
import { crossing, friends, leaves, ring, waves } from '../parts/motifs.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { PaletteName } from '../tokens.ts';
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

const lead = {
  wide: { width: 128, height: 34, largest: 27 },
  tall: { width: 84, height: 46, largest: 24 },
};
const tip = {
  wide: { width: 126, height: 25, largest: 10 },
  tall: { width: 84, height: 46, largest: 11.5 },
};
const detail = {
  wide: { width: 92, height: 17, largest: 6.5 },
  tall: { width: 84, height: 18, largest: 7 },
};

export function view(data: CampaignTip, context: SlideContext): TemplateResult {
  const dress = dresses[data.campaign];
  return html`<article class="slide on-${dress.palette} tip ${data.campaign}">
    ${dress.motif}
    <p class="label enter">${dress.label[context.locale]}</p>
    <div class="words">
      ${set(data.lead, lead, { as: 'strong lead', turn: 1 })}
      ${set(data.tip, tip, { as: 'rule', turn: 2 })}
      ${set(data.detail, detail, { as: 'soft detail', turn: 3 })}
    </div>
  </article>`;
}
