/** Words of the hours in which screens fetch what they show. */
import type { Same } from '../same.ts';

export const vi = {
  lead: 'Lúc nào màn hình được tải phim ảnh, để đường mạng của trường còn cho việc dạy học.',
  windows: 'Giờ tải về',
  windowsHint:
    'Ngoài những giờ này màn hình không tải phim ảnh mới; chương trình đã tải vẫn phát bình thường.',
  always: 'Tải về bất cứ lúc nào',
  within: (hours: string) => `Tải về trong khung ${hours}`,
  nth: (n: number) => `Khung giờ ${n}`,
  addWindow: 'Thêm giờ tải về',
  jitter: 'Bắt đầu so le',
  jitterHint: 'Mỗi màn hình chờ một khoảng ngẫu nhiên tới chừng này, để không cùng tải một lúc.',
  jitterOf: (minutes: number) =>
    minutes === 0 ? 'Bắt đầu ngay' : `Mỗi màn hình chờ tới ${minutes} phút`,
  minutes: 'phút',
  atATime: 'Số phần tải cùng lúc',
  atATimeHint: 'Ít hơn thì nhẹ đường mạng, nhiều hơn thì xong sớm.',
  atATimeOf: (pieces: number) => `${pieces} phần cùng lúc`,
  pieces: 'phần',
};

export const en = {
  lead: 'When screens may fetch media, so that the school’s line is there for teaching.',
  windows: 'Hours of fetching',
  windowsHint:
    'Outside of these hours screens fetch no new media; what they hold plays on as always.',
  always: 'Fetched at any time',
  within: (hours: string) => `Fetched within ${hours}`,
  nth: (n: number) => `Hours ${n}`,
  addWindow: 'Add hours',
  jitter: 'Beginning apart',
  jitterHint: 'Each screen waits for a random time of at most this, so that not all fetch at once.',
  jitterOf: (minutes: number) =>
    minutes === 0
      ? 'They begin at once'
      : minutes === 1
        ? 'Each screen waits for up to a minute'
        : `Each screen waits for up to ${minutes} minutes`,
  minutes: 'minutes',
  atATime: 'Pieces at once',
  atATimeHint: 'Fewer spare the line, more are through sooner.',
  atATimeOf: (pieces: number) => (pieces === 1 ? '1 piece at once' : `${pieces} pieces at once`),
  pieces: 'pieces',
} satisfies Same<typeof vi>;
