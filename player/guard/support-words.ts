/** The words of the support card, Vietnamese first. */
import type { Bilingual } from '#player/cards/wording.ts';

export const supportWords = {
  title: { vi: 'Thông tin kỹ thuật', en: 'Technical details' },
  screen: { vi: 'Màn hình', en: 'Screen' },
  id: { vi: 'Mã màn hình', en: 'Screen ID' },
  server: { vi: 'Máy chủ', en: 'Server' },
  link: { vi: 'Kết nối', en: 'Connection' },
  live: { vi: 'Đang kết nối', en: 'Connected' },
  away: { vi: 'Mất kết nối, đang thử lại', en: 'Not connected, trying again' },
  clock: { vi: 'Giờ', en: 'Time' },
  unsure: { vi: 'chưa đồng bộ', en: 'not synchronised' },
  storage: { vi: 'Nội dung đang giữ', en: 'Media held' },
  backlog: { vi: 'Lượt phát chưa gửi', en: 'Plays not sent yet' },
  build: { vi: 'Phiên bản', en: 'Build' },
  problem: { vi: 'Sự cố', en: 'Problem' },
  none: { vi: 'Không có', en: 'None' },
  unpaired: { vi: 'Chưa ghép với trường', en: 'Not paired with a school' },
} as const satisfies Record<string, Bilingual>;
