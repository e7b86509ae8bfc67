/** Thực đơn bán trú: lunch of a day or a week. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { fields, Menu } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const menu: SlideTemplate<Menu> = {
  id: 'menu',
  name: { vi: 'Thực đơn bán trú', en: 'Menu' },
  purpose: {
    vi: 'Bữa ăn bán trú của ngày hoặc của tuần.',
    en: 'The school lunch of a day or a week.',
  },
  schema: Menu,
  fields,
  sample: {
    title: 'Tuần 12: 23/11 đến 27/11',
    dishes: [
      'Thứ Hai: Cơm, thịt kho trứng, canh cải ngọt',
      'Thứ Ba: Cơm, cá basa sốt cà, canh bí đỏ',
      'Thứ Tư: Bún thịt nướng, canh rau dền',
      'Thứ Năm: Cơm, gà kho gừng, canh mồng tơi',
      'Thứ Sáu: Cơm, đậu hũ nhồi thịt, canh khoai mỡ',
    ],
    note: 'Tráng miệng: trái cây theo mùa, sữa học đường',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.title, ...data.dishes, data.note),
  ticking: false,
  view,
  styles,
};
