/** Đổi thời khóa biểu: lessons that change on one day. */
import { dwellFor } from '../dwell.ts';
import type { SlideTemplate } from '../template.ts';
import { fields, TimetableChange } from './schema.ts';
import { styles } from './styles.ts';
import { view } from './view.ts';

export const timetableChange: SlideTemplate<TimetableChange> = {
  id: 'timetable-change',
  name: { vi: 'Đổi thời khóa biểu', en: 'Timetable change' },
  purpose: {
    vi: 'Báo các tiết học thay đổi trong một ngày.',
    en: 'Tells which lessons change on one day.',
  },
  schema: TimetableChange,
  fields,
  sample: {
    date: '2026-11-24',
    changes: [
      'Lớp 3A: tiết 2 học Mĩ thuật, phòng 12',
      'Lớp 4B: tiết 3 học Tin học, phòng máy',
      'Lớp 5A: chuyển tiết Âm nhạc sang thứ Tư',
    ],
    note: 'Các lớp khác học bình thường',
  },
  media: () => [],
  dwell: (data) => dwellFor(data.date, ...data.changes, data.note),
  ticking: false,
  view,
  styles,
};
