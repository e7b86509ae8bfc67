/**
 * The code that a waiting screen shows and a person types: eight consonants, `BCDF-GHJK` (RFC 8628,
 * section 6.1: no vowels, so that no words come about; no digits to confuse with letters).
 */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

/** `random`: cryptographically random bytes */
export function newUserCode(random: (n: number) => Uint8Array): string {
  const letters: string[] = [];
  // bytes at or above the largest multiple of 20 are left out, else the first letters came oftener
  const fair = 256 - (256 % LETTERS.length);
  while (letters.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < fair && letters.length < LENGTH) letters.push(LETTERS[byte % LETTERS.length]!);
    }
  }
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** What somebody typed, in the form that is stored; null when it can be no code. */
export function normalUserCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s\-–—.]/g, '');
  const valid = letters.length === LENGTH && [...letters].every((l) => LETTERS.includes(l));
  return valid ? `${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}
