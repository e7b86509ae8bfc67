/** Words of the sign-in page. */
import type { Same } from '../same.ts';

export const vi = {
  title: 'Đăng nhập',
  lead: 'Bản tin của Phòng, lên màn hình của từng trường.',
  email: 'E-mail',
  password: 'Mật khẩu',
  show: 'Hiện mật khẩu',
  hide: 'Ẩn mật khẩu',
  submit: 'Đăng nhập',
  working: 'Đang đăng nhập…',
  help: 'Quên mật khẩu? Quản trị viên của đơn vị bạn sẽ cấp lại.',
  needsScript: 'Trang này cần JavaScript để đăng nhập.',
  otherLanguage: 'English',
};

export const en = {
  title: 'Sign in',
  lead: 'The office’s bulletins, on every school’s screens.',
  email: 'E-mail',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  submit: 'Sign in',
  working: 'Signing in…',
  help: 'Forgot your password? Your unit’s administrator will give you a new one.',
  needsScript: 'Signing in needs JavaScript.',
  otherLanguage: 'Tiếng Việt',
} satisfies Same<typeof vi>;
