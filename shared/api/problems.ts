/**
 * Every error a person or a script can meet: a stable code, its HTTP status and its wording in both
 * languages. The wording says what happened and what to do about it. `{name}` is filled from the
 * problem's `params`. Answers are RFC 9457 problem details.
 */
import { z } from 'zod';

type Entry = { readonly status: number; readonly vi: string; readonly en: string };

export const problems = {
  // access
  signInNeeded: {
    status: 401,
    vi: 'Bạn cần đăng nhập để tiếp tục.',
    en: 'Sign in to go on.',
  },
  wrongCredentials: {
    status: 401,
    vi: 'E-mail hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại.',
    en: 'The e-mail or the password is wrong. Check both and try again.',
  },
  tooManyTries: {
    status: 429,
    vi: 'Bạn đã thử quá nhiều lần. Hãy chờ {seconds} giây rồi thử lại.',
    en: 'Too many tries. Wait {seconds} seconds, then try again.',
  },
  notAllowed: {
    status: 403,
    vi: 'Tài khoản của bạn không có quyền làm việc này tại đơn vị này.',
    en: 'Your account may not do this at this unit.',
  },
  sessionNeeded: {
    status: 403,
    vi: 'Việc này cần đăng nhập bằng mật khẩu, không làm được bằng mã truy cập.',
    en: 'This needs a sign-in with the password; an access token may not do it.',
  },
  crossSite: {
    status: 403,
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối.',
    en: 'The request came from another site and was refused.',
  },
  notFound: {
    status: 404,
    vi: 'Không tìm thấy, hoặc bạn không được xem mục này.',
    en: 'Not found, or not yours to see.',
  },
  // requests
  invalid: {
    status: 400,
    vi: 'Có chỗ chưa đúng. Hãy sửa các ô được đánh dấu.',
    en: 'Something is not right. Correct the marked fields.',
  },
  unreadable: {
    status: 400,
    vi: 'Máy chủ không đọc được yêu cầu: JSON sai cú pháp.',
    en: 'The request can’t be read: its JSON is malformed.',
  },
  unsupportedType: {
    status: 415,
    vi: 'Yêu cầu phải gửi dưới dạng application/json.',
    en: 'The request must be sent as application/json.',
  },
  notCalendar: {
    status: 415,
    vi: 'Đây không phải là tệp lịch iCalendar. Hãy chọn tệp có đuôi .ics.',
    en: 'This is no iCalendar file. Choose one that ends in .ics.',
  },
  notCaptions: {
    status: 422,
    vi: 'Không đọc được phụ đề này. Hãy chọn tệp .vtt hoặc .srt của một đoạn phim.',
    en: 'These captions can’t be read. Choose a .vtt or .srt file, for a video.',
  },
  requestTooLarge: {
    status: 413,
    vi: 'Yêu cầu quá lớn. Hãy chia nhỏ rồi gửi lại.',
    en: 'The request is too large. Split it and send it again.',
  },
  editedMeanwhile: {
    status: 409,
    vi: 'Người khác vừa sửa mục này. Hãy tải lại để xem bản mới rồi sửa tiếp.',
    en: 'Somebody else has just changed this. Reload to see the new version, then go on.',
  },
  emailTaken: {
    status: 409,
    vi: 'Đã có tài khoản dùng e-mail này.',
    en: 'An account with this e-mail exists already.',
  },
  stillInUse: {
    status: 409,
    vi: 'Chưa xoá được vì vẫn đang được dùng: {where}.',
    en: 'It can’t be deleted while it is in use: {where}.',
  },
  moveIntoItself: {
    status: 409,
    vi: 'Không thể chuyển một đơn vị vào bên trong chính nó.',
    en: 'A unit can’t be moved below itself.',
  },
  unitClosed: {
    status: 409,
    vi: 'Đơn vị này đã đóng. Hãy chọn một đơn vị đang hoạt động.',
    en: 'This unit is closed. Choose one that is open.',
  },
  lastRole: {
    status: 409,
    vi: 'Đây là vai trò duy nhất của tài khoản. Hãy khoá tài khoản thay vì thu hồi vai trò.',
    en: 'This is the account’s only role. Disable the account instead.',
  },
  lastAdmin: {
    status: 409,
    vi: 'Phải còn ít nhất một quản trị viên ở cấp cao nhất.',
    en: 'At least one administrator must remain at the top.',
  },
  nothingToPublish: {
    status: 409,
    vi: 'Danh sách phát này chưa có mục nào phát được. Hãy thêm nội dung đã được duyệt.',
    en: 'This playlist holds nothing that can air yet. Add approved content.',
  },
  onAir: {
    status: 409,
    vi: 'Lịch này đang phát. Hãy gỡ khỏi sóng trước khi xoá.',
    en: 'This schedule is on air. Take it off the air before you delete it.',
  },
  notReady: {
    status: 409,
    vi: 'Tệp này còn đang được xử lý. Hãy chờ một chút rồi thử lại.',
    en: 'This file is still being processed. Wait a moment and try again.',
  },
  contentChanged: {
    status: 409,
    vi: 'Nội dung đã đổi từ lúc bạn xem. Hãy xem lại trước khi quyết định.',
    en: 'The content has changed since you looked. Look again before you decide.',
  },
  // pairing, RFC 8628 section 3.5
  authorization_pending: {
    status: 400,
    vi: 'Màn hình chưa được ghép với đơn vị nào.',
    en: 'The screen has not been claimed yet.',
  },
  slow_down: { status: 400, vi: 'Hỏi quá nhanh.', en: 'Polling too fast.' },
  expired_token: {
    status: 400,
    vi: 'Mã ghép đã hết hạn. Màn hình sẽ hiện mã mới.',
    en: 'The pairing code has expired. The screen will show a new one.',
  },
  unknownUserCode: {
    status: 404,
    vi: 'Không có màn hình nào đang chờ với mã này. Hãy kiểm tra lại mã trên màn hình.',
    en: 'No screen is waiting with this code. Check the code on the screen.',
  },
  // files
  fileTooLarge: {
    status: 413,
    vi: 'Tệp quá lớn: tối đa {limit}. Hãy cắt ngắn hoặc nén nhỏ hơn rồi gửi lại.',
    en: 'The file is too large: at most {limit}. Shorten or compress it and send it again.',
  },
  fileEmpty: {
    status: 422,
    vi: 'Tệp rỗng. Hãy chọn lại tệp.',
    en: 'The file is empty. Choose it again.',
  },
  fileNoMedia: {
    status: 422,
    vi: 'Tệp này không phải video, âm thanh hay hình ảnh đọc được.',
    en: 'This is no video, sound or picture that can be read.',
  },
  fileTruncated: {
    status: 422,
    vi: 'Tệp bị thiếu phần cuối hoặc bị hỏng. Hãy chép lại từ máy gốc rồi gửi lại.',
    en: 'The file is damaged or its end is missing. Copy it again from where it was made.',
  },
  fileLies: {
    status: 422,
    vi: 'Tệp tên là {claimed} nhưng bên trong là {found}. Hãy gửi tệp gốc, đừng đổi đuôi tệp.',
    en: 'The file is named {claimed} but holds {found}. Send the original, without renaming it.',
  },
  fileTooLong: {
    status: 422,
    vi: 'Clip dài {length}, quá giới hạn {limit}. Hãy cắt ngắn rồi gửi lại.',
    en: 'The clip is {length} long, over the limit of {limit}. Shorten it and send it again.',
  },
  filePictureTooLarge: {
    status: 422,
    vi: 'Hình {size} điểm ảnh, quá giới hạn. Hãy thu nhỏ rồi gửi lại.',
    en: 'The picture of {size} pixels is over the limit. Make it smaller and send it again.',
  },
  fileConversionFailed: {
    status: 422,
    vi: 'Không chuyển đổi được tệp này. Hãy thử xuất lại sang MP4 rồi gửi.',
    en: 'This file could not be converted. Export it to MP4 and send it again.',
  },
  fileConversionTooSlow: {
    status: 422,
    vi: 'Chuyển đổi tệp này mất quá lâu nên đã dừng. Hãy thử một bản ngắn hoặc nhỏ hơn.',
    en: 'Converting took too long and was stopped. Try a shorter or smaller version.',
  },
  fileHeic: {
    status: 422,
    vi: 'Ảnh HEIC/HEIF của điện thoại chưa đọc được ở đây. Hãy lưu hoặc chia sẻ ảnh dạng JPEG rồi gửi lại.',
    en: 'HEIC/HEIF phone photos can’t be read here. Save or share the photo as JPEG and send it again.',
  },
  tooManyUploads: {
    status: 429,
    vi: 'Bạn đang có {limit} tệp gửi dở. Hãy gửi xong hoặc huỷ bớt rồi gửi tiếp.',
    en: 'You have {limit} unfinished uploads. Finish or cancel some, then send more.',
  },
  // server
  storageFull: {
    status: 507,
    vi: 'Máy chủ đã hết chỗ chứa. Hãy báo cho quản trị viên.',
    en: 'The server has run out of space. Tell the administrator.',
  },
  internal: {
    status: 500,
    vi: 'Máy chủ gặp lỗi. Việc vừa rồi chưa được lưu; hãy thử lại.',
    en: 'The server failed. Nothing was saved; try again.',
  },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];
export type ProblemParams = Readonly<Record<string, string | number>>;

/**
 * One wrong field: a JSON path such as `when.hours.0.end`, and a code of `./field-problems.ts`, by
 * which the answer words `message` in the asker's language; whoever refuses may leave it empty.
 */
export const FieldProblem = z.object({
  path: z.string(),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** RFC 9457 problem details. `type` is `/problems/<code>`; `title` is in the asker's language. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z.array(FieldProblem).optional(),
});
export type Problem = z.infer<typeof Problem>;

export type Locale = 'vi' | 'en';

/** The wording of `code` with its params filled in. */
export function wording(code: ProblemCode, locale: Locale, params: ProblemParams = {}): string {
  return problems[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in params ? String(params[name]) : whole,
  );
}

/** Thrown by anything that must refuse a request; answered as a problem by `server/app`. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
  readonly fields: readonly z.infer<typeof FieldProblem>[];
  constructor(
    code: ProblemCode,
    params: ProblemParams = {},
    fields: readonly z.infer<typeof FieldProblem>[] = [],
  ) {
    super(wording(code, 'en', params));
    this.name = 'Refusal';
    this.code = code;
    this.params = params;
    this.fields = fields;
  }
}
