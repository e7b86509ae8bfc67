/** Thông báo: a notice. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { Announcement, fields } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const announcement: SlideTemplate<Announcement> = {
  id: 'announcement',
  name: { vi: 'Thông báo', en: 'Announcement' },
  purpose: {
    vi: 'Một thông báo của nhà trường hoặc Phòng GD&ĐT.',
    en: 'A notice from the school or the office.',
  },
  schema: Announcement,
  fields,
  sample: {
    title: 'Họp phụ huynh đầu năm học, 8 giờ Chủ nhật 6/9',
    body: 'Quý phụ huynh họp tại phòng học của lớp. Xe gửi ở sân sau, cổng số 2.',
    audience: 'Phụ huynh toàn trường',
    from: 'Ban Giám hiệu',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.title, data.body, data.audience, data.from),
  ticking: false,
  view,
  styles,
};
