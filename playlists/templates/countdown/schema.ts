/** Time left until an examination or an event. */
import { z } from 'zod';
import { field, hint, line, MomentText, optionalLine } from '../fields.ts';

export const Countdown = z.object({
  title: line(48),
  until: MomentText,
  note: optionalLine(64).optional(),
  after: optionalLine(32).optional(),
});
export type Countdown = z.infer<typeof Countdown>;

export const fields = [
  field('title', 'line', 'Sự kiện', 'Event', { maxLength: 48 }),
  field('until', 'dateTime', 'Đếm ngược đến', 'Counts down to'),
  field('note', 'text', 'Lời nhắn', 'Message', { maxLength: 64, optional: true }),
  field('after', 'line', 'Khi đã đến giờ', 'Once it has come', {
    maxLength: 32,
    optional: true,
    ...hint('Ví dụ: Chúc các em thi tốt!', 'For example: Good luck to all!'),
  }),
] as const;
