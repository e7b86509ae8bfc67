/** Every sentence that the player itself shows, Vietnamese first and English second. */

export type Bilingual = { readonly vi: string; readonly en: string };

export const words = {
  pairTitle: { vi: 'Ghép màn hình với trường', en: 'Pair this screen with a school' },
  pairScan: {
    vi: 'Quét mã QR bằng điện thoại',
    en: 'Scan the QR code with a phone',
  },
  pairType: {
    vi: 'hoặc mở {address} và nhập mã',
    en: 'or open {address} and enter the code',
  },
  pairWaiting: { vi: 'Đang lấy mã…', en: 'Getting a code…' },
  pairAway: {
    vi: 'Chưa liên lạc được với máy chủ. Màn hình sẽ tự thử lại.',
    en: 'The server can’t be reached yet. The screen keeps trying by itself.',
  },
  pairReady: {
    vi: 'Màn hình đang chờ được ghép.',
    en: 'The screen is waiting to be claimed.',
  },
  refused: {
    vi: 'Máy chủ chưa nhận ra màn hình này. Mã ghép:',
    en: 'The server does not know this screen. Pair it with this code.',
  },
  insecureTitle: {
    vi: 'Cần kết nối an toàn',
    en: 'A secure connection is needed',
  },
  insecureBody: {
    vi: 'Trang này được mở bằng địa chỉ http, nên trình duyệt không cho lưu nội dung để phát khi mất mạng.',
    en: 'This page was opened by an http address, so the browser does not let it keep what it plays without a network.',
  },
  insecureDo: {
    vi: 'Hãy mở địa chỉ https của máy chủ, hoặc thêm {origin} vào chính sách OverrideSecurityRestrictionsOnInsecureOrigin của Chromium rồi khởi động lại.',
    en: 'Open the server’s https address, or add {origin} to Chromium’s policy OverrideSecurityRestrictionsOnInsecureOrigin and restart it.',
  },
  startTitle: { vi: 'Chưa khởi động được', en: 'It can’t start yet' },
  startBody: {
    vi: 'Trình duyệt không cho dùng bộ nhớ của trang. Màn hình sẽ tự thử lại.',
    en: 'The browser does not let this page use its storage. The screen tries again by itself.',
  },
  heardVoice: { vi: 'Thông báo', en: 'Announcement' },
  heardClip: { vi: 'Âm thanh của clip', en: 'Sound of a clip' },
  heardMusic: { vi: 'Nhạc', en: 'Music' },
  heardNothing: { vi: 'Loa đang im lặng.', en: 'The speaker is silent.' },
  trimmed: { vi: 'Hiệu chỉnh của loa này', en: 'Trim of this speaker' },
} as const satisfies Record<string, Bilingual>;

/** Fills `{name}` in a sentence. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
}

/** `07:05` in the zone. */
export function timeText(now: number, zone: string): string {
  return new Intl.DateTimeFormat('vi-VN', {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
  }).format(now);
}

/** `Thứ Hai, 23 tháng 11, 2026` or `Monday, 23 November 2026`. */
export function dateText(now: number, zone: string, locale: 'vi' | 'en'): string {
  return new Intl.DateTimeFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone },
  }).format(now);
}

/** The zone if this browser knows it, else Vietnam's. */
export function knownZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'Asia/Ho_Chi_Minh';
  }
}
