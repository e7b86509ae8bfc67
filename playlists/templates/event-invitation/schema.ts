/** An invitation: what, when, where, and an address to read more. */
import { z } from 'zod';
import { field, hint, line, MomentText, optionalLine, optionalWebAddress } from '../fields.ts';

export const EventInvitation = z.object({
  title: line(60),
  at: MomentText,
  place: line(60),
  host: optionalLine(40).optional(),
  address: optionalWebAddress,
});
export type EventInvitation = z.infer<typeof EventInvitation>;

export const fields = [
  field('title', 'line', 'Tên sự kiện', 'Event', { maxLength: 60 }),
  field('at', 'dateTime', 'Ngày giờ', 'Date and time'),
  field('place', 'line', 'Địa điểm', 'Place', { maxLength: 60 }),
  field('host', 'line', 'Đơn vị tổ chức', 'Host', { maxLength: 40, optional: true }),
  field('address', 'url', 'Đường dẫn (mã QR)', 'Link (QR code)', {
    maxLength: 200,
    optional: true,
    ...hint('Trang đăng ký hoặc giấy mời', 'Where to register or read the invitation'),
  }),
] as const;
