/** Bản tin: one piece of news. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { fields, News } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const news: SlideTemplate<News> = {
  id: 'news',
  name: { vi: 'Bản tin', en: 'News' },
  purpose: {
    vi: 'Một tin ngắn: chuyện gì, ở đâu, ai đưa tin.',
    en: 'One short piece of news: what, where, who says so.',
  },
  schema: News,
  fields,
  sample: {
    headline: 'Tân Hiệp khánh thành thư viện xanh giữa sân trường',
    body: 'Hơn 1.200 đầu sách do phụ huynh và cựu học sinh góp tặng.',
    source: 'Trường Tiểu học Tân Hiệp',
  },
  media: (data) => (data.photo ? [data.photo] : []),
  dwell: (data) => dwellFor(data.headline, data.body, data.source),
  ticking: false,
  view,
  styles,
};
