/**
 * Folding text for search: what a person types without diacritics, in capitals or in decomposed
 * Unicode finds what another wrote with them. `fold('ĐUỐI NƯỚC') === 'duoi nuoc'`.
 */

/** Lower case, without diacritics, đ as d, every run of white space one space. */
export function fold(text: string): string {
  return (
    text
      // compatibility forms too: phones put full-width letters and no-break spaces into file names
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{Mark}/gu, '')
      // the stroke of đ is part of the letter in Unicode, not a mark that NFKD could take off
      .replaceAll('đ', 'd')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** The distinct folded words of `text`, in order. */
export function foldedWords(text: string): string[] {
  return [...new Set(fold(text).split(' '))].filter((word) => word !== '');
}
