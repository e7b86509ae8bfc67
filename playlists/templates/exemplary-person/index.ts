/** Gương người tốt việc tốt: somebody worth knowing. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { ExemplaryPerson, fields } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const exemplaryPerson: SlideTemplate<ExemplaryPerson> = {
  id: 'exemplary-person',
  name: { vi: 'Gương người tốt, việc tốt', en: 'Exemplary person' },
  purpose: {
    vi: 'Giới thiệu một học sinh, thầy cô hay tập thể và việc tốt đã làm.',
    en: 'Introduces a pupil, a teacher or a group and the good they did.',
  },
  schema: ExemplaryPerson,
  fields,
  sample: {
    name: 'Trần Minh Khang',
    place: 'Lớp 4B, Trường Tiểu học Tân Hiệp',
    deed: 'Nhặt được ví có 3 triệu đồng trên đường đi học, em nhờ cô tổng phụ trách trả lại người mất.',
  },
  media: (data) => (data.photo ? [data.photo] : []),
  dwell: (data) => dwellFor(data.name, data.place, data.deed),
  ticking: false,
  view,
  styles,
};
