/**
 * The words of the console in the language of whoever looks. A page is rendered without a pause
 * (render.ts refuses promises), so the language set right before rendering holds for that page and
 * no other request can slip in between; in a browser it is set once.
 *
 * One file a section under `words/`, both languages side by side; a key that one of them lacks does
 * not type-check. `vi.ts` and `en.ts` put the sections together.
 */
import type { Locale } from '#shared/api/problems.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

export type Words = typeof vi;

const lists: Readonly<Record<Locale, Words>> = { vi, en };

let current: Locale = 'vi';

/** Chooses the language of everything that is drawn from here on. */
export function speak(locale: Locale): void {
  current = locale;
}

export function locale(): Locale {
  return current;
}

export function words(): Words {
  return lists[current];
}

/** For loaders, which do pause and so must name the language. */
export function wordsIn(which: Locale): Words {
  return lists[which];
}
