/** A notice from the school or the office: what, to whom, from whom. */
import { z } from 'zod';
import { field, hint, line, optionalLine } from '../fields.ts';

export const Announcement = z.object({
  title: line(60),
  body: optionalLine(110).optional(),
  audience: optionalLine(40).optional(),
  from: optionalLine(44).optional(),
});
export type Announcement = z.infer<typeof Announcement>;

export const fields = [
  field('title', 'line', 'Nội dung chính', 'Main point', {
    maxLength: 60,
    ...hint('Điều người xem cần biết trước tiên', 'What viewers need to know first'),
  }),
  field('body', 'text', 'Chi tiết', 'Details', { maxLength: 110, optional: true }),
  field('audience', 'line', 'Gửi đến', 'For', {
    maxLength: 40,
    optional: true,
    ...hint('Ví dụ: Phụ huynh khối 1', 'For example: parents of grade 1'),
  }),
  field('from', 'line', 'Người thông báo', 'From', { maxLength: 44, optional: true }),
] as const;
