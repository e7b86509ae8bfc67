/** Lessons that change: on which day, for whom, what instead. */
import { z } from 'zod';
import { DateText, field, hint, lineList, optionalLine } from '../fields.ts';

export const TimetableChange = z.object({
  date: DateText,
  changes: lineList(4, 48),
  note: optionalLine(56).optional(),
});
export type TimetableChange = z.infer<typeof TimetableChange>;

export const fields = [
  field('date', 'date', 'Ngày áp dụng', 'Date'),
  field('changes', 'lines', 'Thay đổi', 'Changes', {
    maxLength: 48,
    maxLines: 4,
    ...hint(
      'Mỗi dòng một thay đổi, ví dụ “Lớp 5A: tiết 3 học Âm nhạc”',
      'One change a line, for example “Class 5A: music in period 3”',
    ),
  }),
  field('note', 'line', 'Ghi chú', 'Note', { maxLength: 56, optional: true }),
] as const;
