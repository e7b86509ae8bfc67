/** Dates and wall-clock times as slides write them. Pure text to parts: no zone, no clock. */
import type { SlideContext } from './template.ts';

type Locale = SlideContext['locale'];

export type Moment = {
  /** "Thứ Sáu", "Friday" */
  readonly weekday: string;
  readonly day: string;
  /** "Tháng 11", "Nov" */
  readonly monthName: string;
  /** "Thứ Sáu", "Fri" */
  readonly dayName: string;
  /** "20/11", "20 November" */
  readonly dayAndMonth: string;
  /** "20/11/2026", "20 November 2026" */
  readonly date: string;
  /** "7 giờ 30", "7:30"; null when the text names no time */
  readonly time: string | null;
};

/** day before month in English too: no pupil should have to wonder which is which */
const tags = { vi: 'vi', en: 'en-GB' } as const;

const written = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;

/** The parts of `2026-11-20` or `2026-11-20T07:30`; null for what is neither (a form half filled). */
export function momentOf(text: string, locale: Locale): Moment | null {
  const found = written.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute] = found as unknown as string[];
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const name = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tags[locale], { timeZone: 'UTC', ...options }).format(instant);
  return {
    weekday: name({ weekday: 'long' }),
    day: String(Number(day)),
    monthName: locale === 'vi' ? `Tháng ${Number(month)}` : name({ month: 'short' }),
    dayName: name({ weekday: locale === 'vi' ? 'long' : 'short' }),
    dayAndMonth:
      locale === 'vi' ? `${Number(day)}/${Number(month)}` : name({ day: 'numeric', month: 'long' }),
    date:
      locale === 'vi'
        ? `${Number(day)}/${Number(month)}/${year}`
        : name({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: hour === undefined ? null : clockTime(Number(hour), minute!, locale),
  };
}

function clockTime(hour: number, minute: string, locale: Locale): string {
  if (locale === 'en') return `${hour}:${minute}`;
  return minute === '00' ? `${hour} giờ` : `${hour} giờ ${minute}`;
}
