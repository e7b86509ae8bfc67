import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldedWords } from './fold.ts';

describe('fold', () => {
  test.each([
    ['Đuối nước', 'duoi nuoc'],
    ['ĐUỐI NƯỚC', 'duoi nuoc'],
    ['Đuối nước'.normalize('NFD'), 'duoi nuoc'],
    ['ĐUỐI NƯỚC'.normalize('NFD'), 'duoi nuoc'],
    ['Gương người tốt, việc tốt', 'guong nguoi tot, viec tot'],
    ['  bản\u00a0tin \n tháng\t11 ', 'ban tin thang 11'],
    ['Ｔập ｈuấn', 'tap huan'],
    ['İstanbul', 'istanbul'],
    ['', ''],
  ])('%j is found as %j', (written, found) => {
    expect(fold(written)).toBe(found);
  });

  test('is the same for composed and decomposed text, and changes nothing when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('foldedWords', () => {
  test('names each word once and nothing for blanks', () => {
    expect(foldedWords('Nước  đuối NƯỚC')).toEqual(['nuoc', 'duoi']);
    expect(foldedWords(' \u00a0 ')).toEqual([]);
  });
});
