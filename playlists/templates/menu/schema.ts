/** The boarding lunch of a day or of a week. */
import { z } from 'zod';
import { field, hint, line, lineList, optionalLine } from '../fields.ts';

export const Menu = z.object({
  title: line(40),
  dishes: lineList(6, 48),
  note: optionalLine(56).optional(),
});
export type Menu = z.infer<typeof Menu>;

export const fields = [
  field('title', 'line', 'Ngày hoặc tuần', 'Day or week', { maxLength: 40 }),
  field('dishes', 'lines', 'Các món', 'Dishes', {
    maxLength: 48,
    maxLines: 6,
    ...hint(
      'Mỗi dòng một món hoặc một ngày, ví dụ “Thứ Hai: Cơm, thịt kho trứng”',
      'One dish or one day a line, for example “Monday: rice, braised pork”',
    ),
  }),
  field('note', 'line', 'Ghi chú', 'Note', { maxLength: 56, optional: true }),
] as const;
