/**
 * Passwords that the console makes for people: four groups of four from letters and digits that can't
 * be mistaken for one another when read from paper, 79 bits of chance.
 */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** `random`: cryptographically random bytes */
export function newPassword(random: (n: number) => Uint8Array): string {
  const signs: string[] = [];
  // bytes at or above the largest multiple are left out, else the first signs came oftener
  const fair = 256 - (256 % SIGNS.length);
  while (signs.length < GROUPS * GROUP) {
    for (const byte of random(GROUPS * GROUP)) {
      if (byte < fair) signs.push(SIGNS[byte % SIGNS.length]!);
    }
  }
  return Array.from({ length: GROUPS }, (_, group) =>
    signs.slice(group * GROUP, (group + 1) * GROUP).join(''),
  ).join('-');
}

export function browserRandom(n: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(n));
}
