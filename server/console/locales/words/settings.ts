/** Words that the settings of a unit have in common: calendar, timetable, air policy, fetching, web pages. */
import type { Same } from '../same.ts';

export const vi = {
  tabs: 'Thiết lập của đơn vị',
  title: {
    calendar: 'Lịch năm học',
    timetable: 'Giờ trong ngày',
    policy: 'Quy tắc phát',
    downloads: 'Tải về',
    web: 'Trang web',
  },
  week: 'Tuần phát',
  heading: 'Thời gian và quy tắc phát',
  from: (unit: string) => `theo ${unit}`,
  house: 'theo mặc định',
  editHere: 'Sửa cho đơn vị này',
  asAbove: 'Theo cấp trên',
  asAboveOf: (unit: string) => `Như ${unit}`,
  unsaved: 'Có thay đổi chưa lưu',
  discard: 'Bỏ thay đổi',
  saved: 'Đã lưu. Chương trình của các màn hình đổi theo ngay.',
  editedMeanwhile: 'Người khác vừa sửa mục này. Những gì bạn nhập vẫn còn ở đây.',
  versions: (n: number) => `Các lần sửa (${n})`,
  holdsNow: 'đang dùng',
  takeUp: 'Lấy lại bản này',
  readOnly: 'Bạn xem được nhưng không sửa được mục này.',
};

export const en = {
  tabs: 'Settings of the unit',
  title: {
    calendar: 'School calendar',
    timetable: 'School day',
    policy: 'Air rules',
    downloads: 'Fetching',
    web: 'Web pages',
  },
  week: 'Week on air',
  heading: 'Time and air rules',
  from: (unit: string) => `from ${unit}`,
  house: 'by default',
  editHere: 'Set it for this unit',
  asAbove: 'As above',
  asAboveOf: (unit: string) => `As ${unit} has it`,
  unsaved: 'Unsaved changes',
  discard: 'Discard',
  saved: 'Saved. The screens’ programmes follow at once.',
  editedMeanwhile: 'Somebody else has just edited this. What you entered is still here.',
  versions: (n: number) => `Edits (${n})`,
  holdsNow: 'in force',
  takeUp: 'Take this one up again',
  readOnly: 'You can look at this but not change it.',
} satisfies Same<typeof vi>;
