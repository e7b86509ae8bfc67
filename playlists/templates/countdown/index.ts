/** Đếm ngược: days, then hours, to an examination or an event. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { Countdown, fields } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const countdown: SlideTemplate<Countdown> = {
  id: 'countdown',
  name: { vi: 'Đếm ngược', en: 'Countdown' },
  purpose: {
    vi: 'Số ngày còn lại đến một kỳ thi hay sự kiện.',
    en: 'How many days are left until an examination or an event.',
  },
  schema: Countdown,
  fields,
  sample: {
    title: 'Kiểm tra cuối học kỳ I',
    until: '2027-01-04T07:00',
    note: 'Ôn bài đều mỗi ngày, ngủ đủ giấc, tự tin làm bài.',
    after: 'Chúc các em làm bài tốt!',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.title, data.note, data.until),
  ticking: true,
  view,
  styles,
};
