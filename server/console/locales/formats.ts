/**
 * How the console writes instants, dates, sizes and lengths. Instants are ms of the Unix epoch; what
 * the wall clock says is always a question of a zone, so every such format is told which.
 */
import type { Locale } from '#shared/api/problems.ts';

const tags: Readonly<Record<Locale, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Formatters are slow to make and there are few: one for each language, zone and shape. */
const made = new Map<string, Intl.DateTimeFormat>();

function dateTimeFormat(
  locale: Locale,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone });
    made.set(key, format);
  }
  return format;
}

/** `07:15` */
export function time(locale: Locale, zone: string, at: number): string {
  return dateTimeFormat(locale, zone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** `07:15:09` */
export function timeWithSeconds(locale: Locale, zone: string, at: number): string {
  return dateTimeFormat(locale, zone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** `23/11/2026` */
export function date(locale: Locale, zone: string, at: number): string {
  return dateTimeFormat(locale, zone, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
}

/** A word that stands in sentences, as the beginning of one or as a label: `ra chơi`, `Ra chơi`. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

/** `Thứ Hai, 23 tháng 11, 2026` */
export function longDate(locale: Locale, zone: string, at: number): string {
  const text = dateTimeFormat(locale, zone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);
  return capital(text);
}

/** `23/11/2026 07:15` */
export function dateAndTime(locale: Locale, zone: string, at: number): string {
  return `${date(locale, zone, at)} ${time(locale, zone, at)}`;
}

/** The calendar date in the zone, `2026-11-23`: what `<input type=date>` and schedules speak. */
export function isoDate(zone: string, at: number): string {
  const parts = dateTimeFormat('en', zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 phút trước`, `in 2 days`; within a minute: `vừa xong`, `just now`. */
export function relative(locale: Locale, at: number, now: number): string {
  const distance = at - now;
  for (const [unit, ms] of steps) {
    if (Math.abs(distance) >= ms) {
      return new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }).format(
        Math.trunc(distance / ms),
        unit,
      );
    }
  }
  return locale === 'vi' ? 'vừa xong' : 'just now';
}

/** `1:05`, `1:02:09` */
export function duration(ms: number): string {
  const total = Math.round(ms / 1000);
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `3,4 MB`: in powers of ten, as the shops and the operating systems of phones count. */
export function bytes(locale: Locale, count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${number(locale, value, unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
}

export function number(locale: Locale, value: number, digits = 0): string {
  return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: digits }).format(value);
}
