/**
 * What can be wrong with one field of a request: stable codes with their wording in both languages,
 * and the translation of a schema's complaints into them. The server answers with them, the console
 * shows the same words before anything is sent.
 */
import type { z } from 'zod';
import type { Locale, ProblemParams } from './problems.ts';

type Wording = { readonly vi: string; readonly en: string };

export const fieldProblems = {
  required: { vi: 'Cần điền mục này.', en: 'This is needed.' },
  wrongType: { vi: 'Giá trị không đúng kiểu.', en: 'This is the wrong kind of value.' },
  wrongFormat: { vi: 'Cách viết chưa đúng.', en: 'This is not written the right way.' },
  notEmail: { vi: 'Đây không phải là một địa chỉ e-mail.', en: 'This is no e-mail address.' },
  notUrl: {
    vi: 'Đây không phải là một địa chỉ web. Địa chỉ bắt đầu bằng https://.',
    en: 'This is no web address. It begins with https://.',
  },
  unprintable: {
    vi: 'Có ký tự không hiện được. Hãy xóa chỗ đó rồi gõ lại.',
    en: 'There is a character that can’t be shown. Delete it and type again.',
  },
  notDate: { vi: 'Ngày này không có trong lịch.', en: 'There is no such date.' },
  notOneOf: { vi: 'Hãy chọn một trong các giá trị có sẵn.', en: 'Choose one of the given values.' },
  tooShort: { vi: 'Cần ít nhất {minimum} ký tự.', en: 'At least {minimum} characters are needed.' },
  tooLong: { vi: 'Tối đa {maximum} ký tự.', en: 'At most {maximum} characters.' },
  tooFew: { vi: 'Cần chọn ít nhất {minimum} mục.', en: 'At least {minimum} are needed.' },
  tooMany: { vi: 'Tối đa {maximum} mục.', en: 'At most {maximum}.' },
  tooSmall: { vi: 'Nhỏ nhất là {minimum}.', en: 'At least {minimum}.' },
  tooLarge: { vi: 'Lớn nhất là {maximum}.', en: 'At most {maximum}.' },
  unknownField: { vi: 'Không có mục này.', en: 'There is no such field.' },
  unknownZone: { vi: 'Không có múi giờ này.', en: 'There is no such time zone.' },
  hoursStart: { vi: 'Giờ bắt đầu muộn nhất là 23:59.', en: 'The start is 23:59 at the latest.' },
  hoursEmpty: {
    vi: 'Giờ kết thúc trùng với giờ bắt đầu.',
    en: 'The end is the same as the start.',
  },
  datesReversed: {
    vi: 'Ngày kết thúc đứng trước ngày bắt đầu.',
    en: 'The last date is before the first.',
  },
  yearBeyond: {
    vi: 'Năm phải từ 2000 đến 2199. Hãy kiểm tra lại ngày.',
    en: 'The year must be between 2000 and 2199. Check the date.',
  },
  noTimes: {
    vi: 'Hãy chọn ít nhất một khung giờ hoặc một tiết trong ngày.',
    en: 'Choose at least one time or one period of the day.',
  },
  dateTwice: { vi: 'Ngày này đã có trong danh sách.', en: 'This date is in the list already.' },
  dateOutside: {
    vi: 'Ngày thêm này nằm ngoài thời hạn của lịch nên sẽ không phát.',
    en: 'This added date is outside the dates of the schedule and would never air.',
  },
  ruleUnreadable: {
    vi: 'Không hiểu được quy tắc lặp này. Ví dụ đúng: FREQ=MONTHLY;BYDAY=1MO.',
    en: 'This recurrence rule can’t be understood. A right one: FREQ=MONTHLY;BYDAY=1MO.',
  },
  ruleTooFine: {
    vi: 'Quy tắc chỉ chọn ngày, không chọn giờ. Hãy đặt giờ ở mục khung giờ.',
    en: 'A rule chooses days, not times. Set the times where hours are set.',
  },
  ruleHasStart: {
    vi: 'Hãy bỏ DTSTART: quy tắc được tính từ ngày bắt đầu của lịch.',
    en: 'Leave out DTSTART: the rule counts from the first date of the schedule.',
  },
  ruleTooLong: {
    vi: 'Quy tắc quá dài hoặc có số quá lớn.',
    en: 'The rule is too long, or has too large a number.',
  },
  ruleEndsEarly: {
    vi: 'Quy tắc kết thúc (UNTIL) trước ngày bắt đầu của lịch.',
    en: 'The rule ends (UNTIL) before the first date of the schedule.',
  },
  ruleNever: {
    vi: 'Không có ngày nào đúng quy tắc này trong mười hai năm tới.',
    en: 'No date of the next twelve years follows this rule.',
  },
  secondsNeeded: {
    vi: 'Hãy cho biết mỗi giờ phát bao nhiêu giây.',
    en: 'Say how many seconds of each hour it airs.',
  },
  secondsNotHere: {
    vi: 'Số giây mỗi giờ chỉ dùng với kiểu phát theo tỉ lệ.',
    en: 'Seconds of each hour are for weighted schedules only.',
  },
  promiseEmpty: {
    vi: 'Hãy đặt ít nhất một điều: số lần tối thiểu, số lần tối đa mỗi giờ hoặc khoảng cách.',
    en: 'Set at least one: how often at least, how often an hour at most, or how far apart.',
  },
  frequencyNotHere: {
    vi: 'Số lần phát chỉ đặt được khi danh sách phát xoay vòng, theo thứ tự hoặc xáo trộn.',
    en: 'How often it airs can be set only when it loops, in order or shuffled.',
  },
  sharesOver: {
    vi: 'Hai phần cộng lại quá 100 %.',
    en: 'Both parts together are more than 100 %.',
  },
  sharesUnder: {
    vi: 'Hai phần cộng lại chưa đủ 100 %.',
    en: 'Both parts together are less than 100 %.',
  },
  sharesFromAbove: {
    vi: 'Tỉ lệ giữa Phòng và trường do đơn vị quản lý trường quyết định.',
    en: 'How office and school share the screens is for the unit above the school to decide.',
  },
  notOrigin: {
    vi: 'Hãy ghi địa chỉ gốc của trang, bắt đầu bằng https:// và không có phần sau tên miền.',
    en: 'Write the site’s origin: https:// and the host, nothing behind it.',
  },
  originsFromAbove: {
    vi: 'Chỉ đơn vị cao nhất được cho phép trang web.',
    en: 'Only the unit at the top may allow web pages.',
  },
  originNotAllowed: {
    vi: 'Trang web này chưa được đơn vị cao nhất cho phép.',
    en: 'The unit at the top has not allowed this site.',
  },
  periodReversed: {
    vi: 'Giờ kết thúc phải sau giờ bắt đầu.',
    en: 'The end must be after the start.',
  },
  periodTwice: {
    vi: 'Tiết này trùng giờ với một tiết cùng tên ở trên.',
    en: 'This overlaps a period of the same name above.',
  },
  termsOverlap: {
    vi: 'Học kỳ này chưa tách khỏi “{name}”: phải bắt đầu sau khi học kỳ đó kết thúc.',
    en: 'This term is not apart from “{name}”: it must begin after that one ends.',
  },
  decidedTwice: {
    vi: 'Trùng ngày với “{name}”. Mỗi ngày chỉ được quyết định một lần.',
    en: 'It falls on the same days as “{name}”. A day can be decided only once.',
  },
  wrongPassword: { vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' },
  ownPassword: {
    vi: 'Hãy đổi mật khẩu của chính bạn ở trang Tài khoản, bằng mật khẩu hiện tại.',
    en: 'Change your own password on the account page, with the current one.',
  },
  unknownAsset: {
    vi: 'Không tìm thấy nội dung này trong thư viện.',
    en: 'This is not in the library.',
  },
  assetNotApproved: {
    vi: 'Nội dung này chưa được duyệt. Hãy duyệt hoặc bỏ ra rồi phát.',
    en: 'This has not been approved. Approve it or take it out, then publish.',
  },
  assetFailed: {
    vi: 'Tệp này xử lý không thành công nên không phát được. Hãy bỏ ra hoặc gửi lại tệp.',
    en: 'This file could not be processed and can’t air. Take it out or upload it again.',
  },
  unknownPlaylist: { vi: 'Không tìm thấy danh sách phát này.', en: 'There is no such playlist.' },
  unknownTemplate: { vi: 'Không có mẫu trang này.', en: 'There is no such slide template.' },
  unknownTheme: { vi: 'Không có chủ đề này.', en: 'There is no such theme.' },
  outsideUnit: {
    vi: 'Đơn vị này không thuộc đơn vị của lịch phát.',
    en: 'This unit is not below the unit of the schedule.',
  },
  rangeTooLong: {
    vi: 'Khoảng thời gian dài quá {maximum} ngày.',
    en: 'Longer than {maximum} days.',
  },
  rangeReversed: {
    vi: 'Thời điểm cuối đứng trước thời điểm đầu.',
    en: 'The end is before the start.',
  },
} as const satisfies Record<string, Wording>;

export type FieldCode = keyof typeof fieldProblems;

export type WrongField = {
  readonly path: string;
  readonly code: string;
  readonly params: ProblemParams;
};

function isFieldCode(code: string): code is FieldCode {
  return Object.hasOwn(fieldProblems, code);
}

/** The wording of one wrong field; a code that the table does not hold is worded as `wrongFormat`. */
export function fieldWording(code: string, locale: Locale, params: ProblemParams = {}): string {
  const entry = fieldProblems[isFieldCode(code) ? code : 'wrongFormat'];
  return entry[locale].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  );
}

/**
 * What a schema found wrong with `input`, one entry a field. `prefix` is where the input itself sits
 * in the request, e.g. `items.3.slide.data`.
 */
export function wrongFields(
  error: z.core.$ZodError,
  input: unknown,
  prefix: readonly PropertyKey[] = [],
): WrongField[] {
  const seen = new Map<string, WrongField>();
  for (const found of error.issues.flatMap((issue) => leaves(issue, input, []))) {
    const path = [...prefix, ...found.path].map(String).join('.');
    // a field is told its first trouble only: the rest usually follows from it
    if (!seen.has(path)) seen.set(path, { path, code: found.code, params: found.params });
  }
  return [...seen.values()];
}

type Found = {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly params: ProblemParams;
};

function leaves(issue: z.core.$ZodIssue, input: unknown, above: readonly PropertyKey[]): Found[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = closest(issue.errors, valueAt(input, path));
    if (branch) return branch.flatMap((inner) => leaves(inner, input, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], code: 'unknownField', params: {} }));
  }
  return [{ path, ...described(issue, valueAt(input, path)) }];
}

/** The alternative that the input was most likely meant to be: least is missing, most of it matched. */
function closest(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  value: unknown,
): readonly z.core.$ZodIssue[] | undefined {
  const missing = (issue: z.core.$ZodIssue) => valueAt(value, issue.path) === undefined;
  const depth = (branch: readonly z.core.$ZodIssue[]) =>
    Math.max(...branch.map((issue) => issue.path.length));
  return branches
    .filter((branch) => branch.length > 0)
    .toSorted(
      (a, b) =>
        a.filter(missing).filter((i) => i.path.length === 1).length -
          b.filter(missing).filter((i) => i.path.length === 1).length || depth(b) - depth(a),
    )[0];
}

function described(
  issue: z.core.$ZodIssue,
  value: unknown,
): { readonly code: string; readonly params: ProblemParams } {
  switch (issue.code) {
    case 'invalid_type':
      return plain(value === undefined || value === null ? 'required' : 'wrongType');
    case 'too_small': {
      const minimum = Number(issue.minimum);
      if (issue.origin === 'string') {
        return minimum <= 1 ? plain('required') : { code: 'tooShort', params: { minimum } };
      }
      const many = issue.origin === 'array' || issue.origin === 'set';
      return { code: many ? 'tooFew' : 'tooSmall', params: { minimum } };
    }
    case 'too_big': {
      const maximum = Number(issue.maximum);
      if (issue.origin === 'string') return { code: 'tooLong', params: { maximum } };
      const many = issue.origin === 'array' || issue.origin === 'set';
      return { code: many ? 'tooMany' : 'tooLarge', params: { maximum } };
    }
    case 'invalid_format':
      if (value === '') return plain('required');
      return plain(formats[issue.format] ?? 'wrongFormat');
    case 'invalid_value':
      return plain(value === undefined ? 'required' : 'notOneOf');
    case 'invalid_union':
      return plain(value === undefined ? 'required' : 'notOneOf');
    case 'custom':
      return plain(isFieldCode(issue.message) ? issue.message : 'wrongFormat');
    default:
      return plain(value === undefined ? 'required' : 'wrongFormat');
  }
}

const formats: Readonly<Record<string, FieldCode>> = {
  email: 'notEmail',
  url: 'notUrl',
  date: 'notDate',
  datetime: 'notDate',
};

function plain(code: FieldCode) {
  return { code, params: {} };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
