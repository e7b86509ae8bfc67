/**
 * Whether a slide can be read from where people stand, told while it is written: by the sizes in which
 * it is set there, by the pages that it needs, and by its words.
 */

import { usualViewing, type Viewing } from '#shared/protocol/messages.ts';
import { drawable } from './drawable.ts';
import type { Bilingual, Setting, SlideTemplate } from './template.ts';
import { legibleFrom, type Pixels, smallestType } from './type/viewing.ts';

/** What one look at a screen takes in. A Vietnamese word is about one and a half written syllables. */
export const MOST_WORDS = 25;
const SYLLABLES_A_WORD = 1.4;
/** An address of more letters makes a code whose modules a phone can't tell apart from where one stands. */
const LONG_ADDRESS = 80;

export type Concern = 'small' | 'pages' | 'words' | 'code';

export type Legibility = {
  /** in order of weight; empty: it reads well */
  readonly concerns: readonly Concern[];
  readonly words: number;
  readonly pages: number;
  /** from how far all of it can be read, m */
  readonly legibleFromM: number;
};

export function wordsOf(texts: readonly string[]): number {
  const syllables = texts.join(' ').split(/\s+/).filter(Boolean);
  const vietnamese = syllables.some((word) => /[\u0300-\u0323\u0111]/u.test(word.normalize('NFD')));
  return Math.round(syllables.length / (vietnamese ? SYLLABLES_A_WORD : 1));
}

/** `viewing` null: a usual screen; `box`: the picture's shape, landscape 16:9 unless told. */
export function legibility(
  template: SlideTemplate,
  data: Readonly<Record<string, unknown>>,
  viewing: Viewing | null = null,
  box: Pixels = { width: 1920, height: 1080 },
): Legibility {
  const way = box.width > box.height ? 'wide' : 'tall';
  const settings: Setting[] = [];
  const drawn = drawable(template, data);
  template.view(drawn, {
    mediaUrl: () => '',
    zone: 'UTC',
    locale: 'vi',
    now: 0,
    smallest: smallestType(viewing, box),
    measured: (setting) => settings.push(setting),
  });
  const written = template.fields
    .filter(({ input }) => input === 'line' || input === 'text' || input === 'lines')
    .flatMap(({ name }) => drawn[name] ?? [])
    .filter((it): it is string => typeof it === 'string');
  const address = template.fields.find(({ input }) => input === 'url');
  const words = wordsOf(written);
  const pages = Math.max(1, ...settings.map((setting) => setting.pages));
  const sizes = settings.map((setting) => setting[way]);
  const legibleFromM = sizes.length > 0 ? legibleFrom(Math.min(...sizes), viewing, box) : 0;
  const { distanceM } = viewing ?? usualViewing;
  const concerns: Concern[] = [];
  // sizes are rounded down to a hundredth of a u
  if (sizes.length > 0 && legibleFromM < distanceM * 0.995) concerns.push('small');
  if (pages > 1) concerns.push('pages');
  if (words > MOST_WORDS) concerns.push('words');
  if (address && String(drawn[address.name] ?? '').length > LONG_ADDRESS) concerns.push('code');
  return { concerns, words, pages, legibleFromM };
}

/** What an editor is told. */
export function concernText(
  concern: Concern,
  { words, pages, legibleFromM }: Legibility,
  viewing: Viewing | null = null,
): Bilingual {
  const { distanceM } = viewing ?? usualViewing;
  const near = Math.floor(legibleFromM * 10) / 10;
  switch (concern) {
    case 'small':
      return {
        vi: `Chữ sẽ nhỏ hơn mức đọc được từ ${decimal(distanceM)} m; chỉ đọc rõ trong khoảng ${decimal(near)} m. Hãy viết ngắn lại.`,
        en: `The type will be too small to read from ${distanceM} m; it can be read from ${near} m at most. Please shorten it.`,
      };
    case 'pages':
      return {
        vi: `Để đọc được từ ${decimal(distanceM)} m, nội dung được chia thành ${pages} trang lần lượt hiện ra.`,
        en: `To be read from ${distanceM} m it is shown as ${pages} pages, one after another.`,
      };
    case 'words':
      return {
        vi: `Trang chiếu có khoảng ${words} từ; người đi ngang chỉ kịp đọc khoảng ${MOST_WORDS} từ.`,
        en: `The slide has about ${words} words; who passes by reads about ${MOST_WORDS}.`,
      };
    case 'code':
      return {
        vi: `Đường dẫn dài làm mã QR dày và khó quét. Hãy dùng đường dẫn dưới ${LONG_ADDRESS} ký tự.`,
        en: `A long link makes a dense QR code that scans badly. Please keep it under ${LONG_ADDRESS} characters.`,
      };
  }
}

const decimal = (n: number) => String(n).replace('.', ',');
