/** Words of the sites whose pages screens may show. */
import type { Same } from '../same.ts';

export const vi = {
  lead: 'Trang của nơi khác chỉ lên màn hình khi được cho phép ở đây, cho mọi đơn vị cùng lúc.',
  sites: 'Trang web được phép',
  hint: 'Ghi địa chỉ gốc, ví dụ https://thoitiet.example. Bỏ một trang thì trang đó rời mọi màn hình ngay.',
  onlyAbove: (unit: string) => `Chỉ ${unit} được sửa danh sách này.`,
  none: 'Chưa cho phép trang nào',
  add: 'Thêm trang',
  site: (n: number) => `Trang ${n}`,
  remove: (origin: string) => `Bỏ ${origin}`,
};

export const en = {
  lead: 'Pages of other sites reach a screen only if they are allowed here, for all units at once.',
  sites: 'Allowed sites',
  hint: 'Write the origin, such as https://weather.example. A site that is taken out leaves every screen at once.',
  onlyAbove: (unit: string) => `Only ${unit} may change this list.`,
  none: 'No site is allowed yet',
  add: 'Add a site',
  site: (n: number) => `Site ${n}`,
  remove: (origin: string) => `Take out ${origin}`,
} satisfies Same<typeof vi>;
