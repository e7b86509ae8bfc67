/**
 * What a publisher should know about a schedule though nothing keeps it from airing: stable codes
 * with their wording in both languages. Parameters are numbers, dates as `2026-11-20` and names of
 * periods.
 */
import type { KnownPeriod } from '../domain/periods.ts';
import type { Locale, ProblemParams } from './problems.ts';

type Wording = { readonly vi: string; readonly en: string };

export const warningTexts = {
  audienceEmpty: {
    vi: 'Chưa có màn hình nào thuộc nơi phát này.',
    en: 'No screen is in this audience yet.',
  },
  periodNowhere: {
    vi: 'Không trường nào trong nơi phát có giờ “{period}” trong thời khóa biểu, nên lịch sẽ không phát vào giờ này.',
    en: 'No school of the audience has “{period}” in its timetable, so nothing airs then.',
  },
  periodMissing: {
    vi: '{without} trong {schools} trường không có giờ “{period}” trong thời khóa biểu.',
    en: '{without} of {schools} schools have no “{period}” in their timetables.',
  },
  untilFurtherNotice: {
    vi: 'Lịch không có ngày kết thúc: sẽ phát cho đến khi có người gỡ xuống.',
    en: 'There is no last date: it airs until somebody takes it off the air.',
  },
  allPast: {
    vi: 'Mọi ngày phát đều đã qua (ngày cuối: {until}).',
    en: 'All its dates are past (the last: {until}).',
  },
  noDays: {
    vi: 'Trong 12 tháng tới không có ngày nào phù hợp với lịch này.',
    en: 'No day of the coming 12 months is one of its days.',
  },
  noTimes: {
    vi: 'Có ngày phát nhưng không có giờ phát nào tại nơi phát trong 4 tuần tới.',
    en: 'It has days but no times anywhere in the audience in the coming 4 weeks.',
  },
  shareOver: {
    vi: 'Xin {asked} giây mỗi giờ, nhưng có nơi chỉ còn {free} giây. Mọi lịch chia thời lượng sẽ bị giảm theo tỉ lệ.',
    en: '{asked} seconds an hour are asked for, but only {free} are free somewhere. All shares get less in proportion.',
  },
  frequencyUnmetDay: {
    vi: 'Cam kết {asked} lần mỗi ngày, nhưng ngày {date} có nơi chỉ đủ chỗ cho {planned} lần.',
    en: '{asked} times a day are promised, but on {date} there is room for {planned} somewhere.',
  },
  frequencyUnmetWeek: {
    vi: 'Cam kết {asked} lần mỗi tuần, nhưng tuần từ ngày {date} có nơi chỉ đủ chỗ cho {planned} lần.',
    en: '{asked} times a week are promised, but in the week of {date} there is room for {planned} somewhere.',
  },
} as const satisfies Record<string, Wording>;

export type WarningCode = keyof typeof warningTexts;

const periodTexts: { readonly [P in KnownPeriod]: Wording } = {
  arrival: { vi: 'đón học sinh', en: 'arrival' },
  assembly: { vi: 'chào cờ', en: 'flag assembly' },
  lesson: { vi: 'tiết học', en: 'lessons' },
  recess: { vi: 'ra chơi', en: 'recess' },
  exercise: { vi: 'thể dục giữa giờ', en: 'mid-morning exercise' },
  lunch: { vi: 'ăn trưa', en: 'lunch' },
  nap: { vi: 'nghỉ trưa', en: 'midday rest' },
  dismissal: { vi: 'tan trường', en: 'dismissal' },
};

function isWarningCode(code: string): code is WarningCode {
  return Object.hasOwn(warningTexts, code);
}

/** The wording of one warning: `period` by its name where it is one that ships, dates as people write them. */
export function warningWording(code: string, locale: Locale, params: ProblemParams = {}): string {
  if (!isWarningCode(code)) return code;
  return warningTexts[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (name === 'period' && Object.hasOwn(periodTexts, value)) {
      return periodTexts[value as KnownPeriod][locale];
    }
    return readableDate(String(value), locale);
  });
}

/** `2026-11-20` as 20/11/2026 or 20 Nov 2026; anything else as it is. */
function readableDate(text: string, locale: Locale): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const [year, month, day] = text.split('-').map(Number);
  if (locale === 'vi') return `${day}/${month}/${year}`;
  const date = new Date(Date.UTC(year!, month! - 1, day));
  return date.toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
}
