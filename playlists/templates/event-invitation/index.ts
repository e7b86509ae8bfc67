/** Thư mời: an event, its date and place. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { EventInvitation, fields } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const eventInvitation: SlideTemplate<EventInvitation> = {
  id: 'event-invitation',
  name: { vi: 'Thư mời sự kiện', en: 'Event invitation' },
  purpose: {
    vi: 'Mời dự một sự kiện: ngày giờ, địa điểm, mã QR.',
    en: 'Invites to an event: date, place, QR code.',
  },
  schema: EventInvitation,
  fields,
  sample: {
    title: 'Lễ kỷ niệm Ngày Nhà giáo Việt Nam',
    at: '2026-11-20T07:30',
    place: 'Sân trường Tiểu học Tân Hiệp',
    host: 'Công đoàn nhà trường',
    address: 'https://tanhiep.example/thu-moi/20-11',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.title, data.at, data.place, data.host),
  ticking: false,
  view,
  styles,
};
