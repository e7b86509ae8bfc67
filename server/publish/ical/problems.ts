/** What can be wrong with an event of a calendar file, and how it is told. */
import type { RuleProblem } from '../windows/rule.ts';

export type ImportProblem =
  | RuleProblem
  | 'unreadableEvent'
  | 'noStart'
  | 'noEnd'
  | 'endsBeforeStart'
  | 'spansDays'
  | 'unknownTimeZone'
  | 'otherTimeZone'
  | 'severalRules'
  | 'otherTimes'
  | 'thisAndFuture'
  | 'beyondReason';

type Wording = { readonly vi: string; readonly en: string };

/** Rules that are refused are worded as in a form: `shared/api/field-problems.ts`. */
export const importWordings: Readonly<Record<Exclude<ImportProblem, RuleProblem>, Wording>> = {
  unreadableEvent: {
    vi: 'Không đọc được sự kiện này.',
    en: 'This event can’t be read.',
  },
  noStart: { vi: 'Sự kiện không có giờ bắt đầu.', en: 'The event has no start.' },
  noEnd: {
    vi: 'Sự kiện không có giờ kết thúc: đã lấy 30 phút.',
    en: 'The event has no end: 30 minutes were taken.',
  },
  endsBeforeStart: {
    vi: 'Sự kiện kết thúc trước khi bắt đầu.',
    en: 'The event ends before it starts.',
  },
  spansDays: {
    vi: 'Sự kiện lặp lại kéo dài quá một ngày.',
    en: 'The event comes back and lasts longer than a day.',
  },
  unknownTimeZone: {
    vi: 'Không có múi giờ ghi trong tệp: đã lấy giờ của đơn vị.',
    en: 'The time zone in the file is unknown: the unit’s own was taken.',
  },
  otherTimeZone: {
    vi: 'Sự kiện theo múi giờ khác: hãy kiểm tra lại ngày và giờ.',
    en: 'The event is in another time zone: check its days and times.',
  },
  severalRules: {
    vi: 'Sự kiện có nhiều quy tắc lặp: chỉ lấy quy tắc đầu.',
    en: 'The event has several recurrence rules: only the first was taken.',
  },
  otherTimes: {
    vi: 'Có ngày thêm vào giờ khác: đã bỏ qua.',
    en: 'Some added dates are at other times: they were left out.',
  },
  thisAndFuture: {
    vi: 'Sự kiện được đổi từ một ngày trở đi: hãy kiểm tra lại.',
    en: 'The event was changed from a date on: check it.',
  },
  beyondReason: {
    vi: 'Ngày giờ của sự kiện vượt quá giới hạn.',
    en: 'The dates or times of the event are beyond what is allowed.',
  },
};
