/**
 * Classes of programme, in the order in which they pre-empt one another: ưu tiên (priority) before
 * thông thường (ordinary) before lấp chỗ trống (filler). Khẩn cấp (emergency) is no schedule: it is
 * pushed, not compiled.
 */
import { z } from 'zod';

export const priorities = ['priority', 'ordinary', 'filler'] as const;
export const Priority = z.enum(priorities);
export type Priority = z.infer<typeof Priority>;
