/** One piece of news: what happened, one sentence more, who says so. */
import { z } from 'zod';
import { field, hint, line, optionalLine, optionalPhoto } from '../fields.ts';

export const News = z.object({
  headline: line(64),
  body: optionalLine(96).optional(),
  photo: optionalPhoto,
  source: optionalLine(40).optional(),
});
export type News = z.infer<typeof News>;

export const fields = [
  field('headline', 'line', 'Tiêu đề', 'Headline', {
    maxLength: 64,
    ...hint('Một câu trọn ý, khoảng 10 chữ', 'One whole thought, about 10 words'),
  }),
  field('body', 'text', 'Nội dung', 'Body', {
    maxLength: 96,
    optional: true,
    ...hint('Thêm một câu: ai, ở đâu, khi nào', 'One more sentence: who, where, when'),
  }),
  field('photo', 'image', 'Ảnh', 'Photo', { optional: true }),
  field('source', 'line', 'Nguồn', 'Source', {
    maxLength: 40,
    optional: true,
    ...hint('Đơn vị đưa tin', 'Who reports it'),
  }),
] as const;
