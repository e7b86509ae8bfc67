/** Somebody who did good: who, from where, what they did. */
import { z } from 'zod';
import { field, hint, line, optionalLine, optionalPhoto } from '../fields.ts';

export const ExemplaryPerson = z.object({
  name: line(32),
  place: optionalLine(48).optional(),
  deed: line(110),
  photo: optionalPhoto,
});
export type ExemplaryPerson = z.infer<typeof ExemplaryPerson>;

export const fields = [
  field('name', 'line', 'Họ và tên', 'Name', { maxLength: 32 }),
  field('place', 'line', 'Lớp, trường', 'Class and school', { maxLength: 48, optional: true }),
  field('deed', 'text', 'Việc tốt', 'What they did', {
    maxLength: 110,
    ...hint('Kể một việc cụ thể', 'Tell one thing they did'),
  }),
  field('photo', 'image', 'Ảnh', 'Photo', {
    optional: true,
    ...hint(
      'Ảnh trẻ em cần có sự đồng ý của em và phụ huynh',
      'A child’s photo needs the consent of child and parent',
    ),
  }),
] as const;
