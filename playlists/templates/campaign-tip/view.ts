/** The lead fills the slide's width; the campaign's motif stands under the words like a stage. */
import { html, type TemplateResult } from 'lit';
import { below, column, heading, text } from '../parts/column.ts';
import { crossing, friends, leaves, ring, waves } from '../parts/motifs.ts';
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

/** What the motif leaves: waves and crossing lie along the foot, friends and leaves stand on it. */
const areas = { wide: { width: 158, height: 64 }, tall: { width: 86, height: 114 } };
const besideMotif = { wide: { width: 158, height: 60 }, tall: { width: 86, height: 112 } };

export function view(data: CampaignTip, context: SlideContext): TemplateResult {
  const dress = dresses[data.campaign];
  const stands = data.campaign === 'friendship' || data.campaign === 'health';
  const room = stands ? besideMotif : areas;
  const head = heading(dress.label[context.locale], room, context);
  const words = [
    ...text(data.lead, 'strong lead', 26, 22),
    ...text(data.tip, 'rule', 11.5),
    ...text(data.detail, 'soft', 11),
  ];
  return html`<article class="slide on-${dress.palette} tip ${data.campaign}">
    ${dress.motif} ${head.view} ${column(words, below(room, head), context)}
  </article>`;
}
