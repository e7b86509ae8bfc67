/** A document that the public may read: number and symbol, what it is about, who issued it. */
import { z } from 'zod';
import { DateText, field, hint, line, optionalLine, optionalWebAddress } from '../fields.ts';

export const OfficialDocument = z.object({
  number: line(32),
  summary: line(130),
  agency: line(50),
  issued: z.union([z.literal(''), DateText]).optional(),
  note: optionalLine(48).optional(),
  address: optionalWebAddress,
});
export type OfficialDocument = z.infer<typeof OfficialDocument>;

export const fields = [
  field('number', 'line', 'Số, ký hiệu', 'Number and symbol', {
    maxLength: 32,
    ...hint('Ví dụ: 45/KH-PGDĐT', 'For example: 45/KH-PGDĐT'),
  }),
  field('summary', 'text', 'Trích yếu', 'What it is about', { maxLength: 130 }),
  field('agency', 'line', 'Cơ quan ban hành', 'Issued by', { maxLength: 50 }),
  field('issued', 'date', 'Ngày ban hành', 'Date', { optional: true }),
  field('note', 'line', 'Ghi chú', 'Note', {
    maxLength: 48,
    optional: true,
    ...hint('Ví dụ: Có hiệu lực từ 1/9/2026', 'For example: in force from 1 September'),
  }),
  field('address', 'url', 'Đường dẫn toàn văn (mã QR)', 'Full text (QR code)', {
    maxLength: 200,
    optional: true,
  }),
] as const;
