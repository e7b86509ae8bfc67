/**
 * What slide templates ask for: zod schemas of their data and the form fields that match them.
 * Text is brought to NFC, so that decomposed input (from a Mac, from some keyboards) is set and
 * counted like any other; line breaks become spaces, because the slide breaks its own lines.
 */
import { z } from 'zod';
import { DateText } from '#shared/domain/when.ts';
import { Sha256 } from '#shared/frame/manifest.ts';
import type { Bilingual, Field } from './template.ts';

/** control characters and the bidirectional overrides that can turn a line around */
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** one line of text, not empty */
export function line(maxLength: number) {
  return optionalLine(maxLength).min(1);
}

/** one line of text or nothing */
export function optionalLine(maxLength: number) {
  return z
    .string()
    .overwrite((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .max(maxLength)
    .refine((text) => !unprintable.test(text), { message: 'unprintable' });
}

/** lines of a list, without the empty ones */
export function lineList(maxLines: number, maxLength: number) {
  return z.array(line(maxLength)).min(1).max(maxLines);
}

/** an address that a QR code may lead to */
const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(200)
  // https://bank.vn@elsewhere.example leads elsewhere
  .refine((address) => !URL.canParse(address) || new URL(address).username === '', {
    message: 'notUrl',
  });

export const optionalWebAddress = z.union([z.literal(''), WebAddress]).optional();

export const optionalPhoto = z.union([z.literal(''), Sha256]).optional();

export { DateText };

/** a wall-clock moment, `2026-11-20T07:30`, in the zone of the screen that shows it */
export const MomentText = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
  .refine((text) => DateText.safeParse(text.slice(0, 10)).success, { message: 'notDate' });

type Input = Field['input'];
type Extra = Omit<Field, 'name' | 'input' | 'label'>;

/** `field('headline', 'line', 'Tiêu đề', 'Headline', { maxLength: 60 })` */
export function field(
  name: string,
  input: Input,
  vi: string,
  en: string,
  extra: Extra = {},
): Field {
  return { name, input, label: { vi, en }, ...extra };
}

export function hint(vi: string, en: string): { hint: Bilingual } {
  return { hint: { vi, en } };
}
