/** Văn bản: an official document made public. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { fields, OfficialDocument } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const officialDocument: SlideTemplate<OfficialDocument> = {
  id: 'official-document',
  name: { vi: 'Văn bản', en: 'Official document' },
  purpose: {
    vi: 'Công khai một văn bản: số ký hiệu, trích yếu, mã QR đọc toàn văn.',
    en: 'Makes a document public: number, summary, QR code to the full text.',
  },
  schema: OfficialDocument,
  fields,
  sample: {
    number: '45/KH-PGDĐT',
    summary:
      'Kế hoạch truyền thông về Giáo dục và Đào tạo năm học 2017-2018 và những năm tiếp theo',
    agency: 'Phòng Giáo dục và Đào tạo huyện Phú Giáo',
    issued: '2018-03-22',
    address: 'https://phugiao.example/van-ban/45-kh-pgddt',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.agency, data.number, data.summary, data.note),
  ticking: false,
  view,
  styles,
};
