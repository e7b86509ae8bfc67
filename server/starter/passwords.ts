/**
 * First passwords, to be read from a screen and typed on a phone: five words without marks and three
 * digits, `sen-tre-cau-mua-doi-472`, 40 random bits. Whoever gets one changes it at leisure; argon2id
 * and the limit on sign-in make guessing hopeless until then.
 */
import type { RandomBytes } from '#server/access/secrets.ts';

/** 64 words, so that six bits of a byte choose one evenly */
const words = [
  ...['sen', 'tre', 'mai', 'cau', 'dua', 'mit', 'oi', 'na', 'xoai', 'chuoi', 'le', 'cam', 'nhan'],
  ...[
    'lua',
    'ngo',
    'khoai',
    'rau',
    'bi',
    'gao',
    'song',
    'suoi',
    'nui',
    'rung',
    'bien',
    'doi',
    'ao',
  ],
  ...[
    'mua',
    'nang',
    'gio',
    'may',
    'trang',
    'sao',
    'suong',
    'bao',
    'trau',
    'ga',
    'vit',
    'ong',
    'kien',
  ],
  ...['ve', 'canh', 'ca', 'tom', 'cua', 'rua', 'voi', 'nai', 'tho', 'but', 'sach', 'vo', 'bang'],
  ...['phan', 'non', 'thuyen', 'dieu', 'trong', 'khen', 'den', 'vong', 'tranh', 'xuan'],
  ...['thu', 'que'],
];

export function memorablePassword(randomBytes: RandomBytes): string {
  const chosen = [...randomBytes(5)].map((byte) => words[byte % words.length]!);
  return `${chosen.join('-')}-${digits(randomBytes)}`;
}

/** three digits, each as likely as any other */
function digits(randomBytes: RandomBytes): string {
  for (;;) {
    const [high, low] = randomBytes(2) as unknown as [number, number];
    const value = high * 256 + low;
    // 65 000 is the largest multiple of 1000 below 65 536: what lies above would favour some
    if (value < 65_000) return String(value % 1000).padStart(3, '0');
  }
}
