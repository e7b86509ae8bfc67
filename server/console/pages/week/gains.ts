/** Airtime that themes gain or lose, as bars to either side of a middle line. Pure. */
import type { Rehearsal } from '#shared/api/rehearsal.ts';

export type Gain = {
  readonly theme: string;
  /** ms; below nothing: lost */
  readonly gained: number;
  /** of the longest bar, 0 to 1 */
  readonly share: number;
};

/** Less than this many ms is no change that anybody would see in minutes. */
const SEEN_MS = 3000;

/** The themes whose airtime changes, the greatest change first. */
export function gainsOf(themes: Rehearsal['themes']): Gain[] {
  const gains = themes
    .map(({ theme, now, then }) => ({ theme, gained: then - now }))
    .filter(({ gained }) => Math.abs(gained) >= SEEN_MS)
    .toSorted((a, b) => Math.abs(b.gained) - Math.abs(a.gained));
  const longest = Math.abs(gains[0]?.gained ?? 1);
  return gains.map((gain) => ({ ...gain, share: Math.abs(gain.gained) / longest }));
}

/** `+12`, `−0,5`: minutes with their sign, by the given writing of numbers */
export function signedMinutes(
  ms: number,
  write: (value: number, digits: number) => string,
): string {
  const minutes = Math.abs(ms) / 60_000;
  return `${ms < 0 ? '−' : '+'}${write(minutes, minutes < 10 ? 1 : 0)}`;
}
