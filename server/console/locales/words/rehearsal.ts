/** Words of the rehearsal (dry run): what publishing would do. */
import type { Same } from '../same.ts';

export const vi = {
  title: (name: string) => `Thử trước khi phát “${name}”`,
  working: 'Đang thử trên chương trình của từng màn hình…',
  publishing: 'Đang cho lên sóng…',
  again: 'Thử lại',
  screens: 'Màn hình',
  changed: (changed: number, schools: number) =>
    `${changed} màn hình ở ${schools} trường sẽ đổi chương trình.`,
  reached: (reached: number) => `Lịch này dành cho ${reached} màn hình.`,
  unchanged: 'Không màn hình nào đổi chương trình.',
  nobody: 'Chưa có màn hình nào khớp với nơi phát.',
  some: (n: number) => `Xem ${n} màn hình`,
  themes: 'Thời lượng theo chủ đề, từ nay đến hết tuần',
  themesHint: 'Cộng trên các màn hình đổi chương trình.',
  noThemes: 'Thời lượng của các chủ đề không đổi.',
  theme: (name: string, gained: string) => `${name}: ${gained}`,
  minutes: (signed: string) => `${signed} phút`,
  promises: 'Cam kết số lần phát',
  promisesKept: 'Mọi cam kết đều giữ được.',
  promise: {
    day: (asked: number, planned: number) =>
      `cam kết ${asked} lần mỗi ngày, chỉ xếp được ${planned}`,
    week: (asked: number, planned: number) =>
      `cam kết ${asked} lần mỗi tuần, chỉ xếp được ${planned}`,
    hour: (asked: number, planned: number) =>
      `xin ${asked} giây mỗi giờ, chỉ còn chỗ cho ${planned}`,
  },
  promiseOn: (screens: number) => `trên ${screens} màn hình`,
  promiseFrom: (date: string) => `từ ${date}`,
  newly: 'Do thay đổi này',
  already: 'Đã hụt từ trước',
  download: 'Phải tải thêm',
  downloadNothing: 'Không phải tải thêm gì.',
  downloadText: (total: string, most: string, files: number) =>
    `${files} tệp, tổng cộng ${total}; một màn hình nhiều nhất ${most}.`,
  warnings: 'Cần lưu ý',
  publish: 'Cho lên sóng',
  later: 'Để sau',
  published: (screens: number) => `Đã lên sóng tới ${screens} màn hình`,
};

export const en = {
  title: (name: string) => `Dry run of “${name}”`,
  working: 'Trying it on the programme of each screen…',
  publishing: 'Publishing…',
  again: 'Try again',
  screens: 'Screens',
  changed: (changed: number, schools: number) =>
    `${changed} ${changed === 1 ? 'screen' : 'screens'} in ${schools} ${schools === 1 ? 'school' : 'schools'} will change programme.`,
  reached: (reached: number) =>
    `It is meant for ${reached} ${reached === 1 ? 'screen' : 'screens'}.`,
  unchanged: 'No screen changes programme.',
  nobody: 'No screen matches where it airs.',
  some: (n: number) => (n === 1 ? 'See the screen' : `See ${n} screens`),
  themes: 'Airtime by theme, for the rest of this week',
  themesHint: 'Added up over the screens that change.',
  noThemes: 'The airtime of the themes stays as it is.',
  theme: (name: string, gained: string) => `${name}: ${gained}`,
  minutes: (signed: string) => `${signed} min`,
  promises: 'Promises of frequency',
  promisesKept: 'All promises are kept.',
  promise: {
    day: (asked: number, planned: number) => `${asked} a day promised, ${planned} planned`,
    week: (asked: number, planned: number) => `${asked} a week promised, ${planned} planned`,
    hour: (asked: number, planned: number) =>
      `${asked} seconds an hour asked for, room for ${planned}`,
  },
  promiseOn: (screens: number) => `on ${screens} ${screens === 1 ? 'screen' : 'screens'}`,
  promiseFrom: (date: string) => `from ${date}`,
  newly: 'By this change',
  already: 'Short before already',
  download: 'To be downloaded',
  downloadNothing: 'Nothing has to be downloaded.',
  downloadText: (total: string, most: string, files: number) =>
    `${files} ${files === 1 ? 'file' : 'files'}, ${total} in all; ${most} at most for one screen.`,
  warnings: 'Worth knowing',
  publish: 'Publish',
  later: 'Not now',
  published: (screens: number) => `Published to ${screens} ${screens === 1 ? 'screen' : 'screens'}`,
} satisfies Same<typeof vi>;
