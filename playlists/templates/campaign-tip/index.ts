/** Mẹo an toàn: one rule of a safety campaign. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { CampaignTip, fields } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const campaignTip: SlideTemplate<CampaignTip> = {
  id: 'campaign-tip',
  name: { vi: 'Mẹo an toàn', en: 'Safety tip' },
  purpose: {
    vi: 'Một điều cần nhớ của chiến dịch, nhìn từ xa vẫn đọc được.',
    en: 'One rule of a campaign, legible from afar.',
  },
  schema: CampaignTip,
  fields,
  sample: {
    campaign: 'water',
    lead: 'Mặc áo phao',
    tip: 'Lên đò, lên thuyền: mặc áo phao, cài chắc khóa.',
    detail: 'Ngồi yên, không đùa nghịch đến khi cập bến.',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.lead, data.tip, data.detail),
  ticking: false,
  view,
  styles,
};
