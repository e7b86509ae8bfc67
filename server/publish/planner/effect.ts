/**
 * What changes when programmes become others: screens, airtime by theme, promises, downloads. Pure.
 * Screens with the same two programmes come as one group.
 */
import type { Rehearsal } from '#shared/api/rehearsal.ts';
import { airtime } from '#shared/frame/airtime.ts';
import type { Composition } from '../compile.ts';
import type { Interval } from '../interval.ts';
import type { Shortfall } from '../laid.ts';
import { promisesOf } from './promises.ts';

/** What of a programme is compared; the programmes of a province would fill the memory. */
export type Digest = {
  /** equal for equal programmes */
  readonly id: string;
  /** ms on air by theme, in the rest of this week */
  readonly themes: ReadonlyMap<string, number>;
  /** bytes of each file, by hash */
  readonly media: ReadonlyMap<string, number>;
  /** those that are still to come */
  readonly shortfalls: readonly Shortfall[];
};

/** Themes of an item, by its id. */
export type Themes = ReadonlyMap<string, readonly string[]>;

export function digestOf(
  { manifest, shortfalls }: Composition,
  id: string,
  themes: Themes,
  week: Interval,
): Digest {
  const sums = new Map<string, number>();
  for (const [item, { ms }] of airtime(manifest, week.start, week.end)) {
    // an item of several themes counts for each of them
    for (const theme of themes.get(item) ?? []) sums.set(theme, (sums.get(theme) ?? 0) + ms);
  }
  const media = Object.entries(manifest.media).map(([hash, { bytes }]) => [hash, bytes] as const);
  return { id, themes: sums, media: new Map(media), shortfalls };
}

export type ScreenThere = {
  readonly id: string;
  readonly name: string;
  readonly unitName: string;
  /** the school that it stands in */
  readonly school: string | null;
};

export type Group = {
  readonly screens: readonly ScreenThere[];
  /** in the audience of the schedule as it would be */
  readonly reached: boolean;
  readonly before: Digest;
  readonly after: Digest;
};

/** How many of the screens that change are named. */
const SOME = 50;

export function effectOf(groups: readonly Group[]): Omit<Rehearsal, 'warnings'> {
  const changing = groups.filter(({ before, after }) => before.id !== after.id);
  const screens = changing.flatMap((group) => group.screens);
  const schools = new Set(screens.flatMap(({ school }) => (school === null ? [] : [school])));
  return {
    screens: {
      reached: count(groups.filter(({ reached }) => reached)),
      changed: screens.length,
      schools: schools.size,
      some: screens
        .toSorted(
          (a, b) =>
            a.unitName.localeCompare(b.unitName, 'vi') || a.name.localeCompare(b.name, 'vi'),
        )
        .slice(0, SOME)
        .map(({ id, name, unitName }) => ({ id, name, unitName })),
    },
    themes: themesOf(changing),
    promises: promisesOf(
      groups.map(({ screens, before, after }) => ({
        ...{ screens: screens.length, before: before.shortfalls, after: after.shortfalls },
      })),
    ),
    bytes: bytesOf(changing),
  };
}

function count(groups: readonly Group[]): number {
  return groups.reduce((sum, { screens }) => sum + screens.length, 0);
}

function themesOf(changing: readonly Group[]): Rehearsal['themes'] {
  const sums = { before: new Map<string, number>(), after: new Map<string, number>() };
  for (const group of changing) {
    for (const side of ['before', 'after'] as const) {
      for (const [theme, ms] of group[side].themes) {
        sums[side].set(theme, (sums[side].get(theme) ?? 0) + ms * group.screens.length);
      }
    }
  }
  return [...new Set([...sums.before.keys(), ...sums.after.keys()])]
    .map((theme) => ({
      theme,
      now: sums.before.get(theme) ?? 0,
      // biome-ignore lint/suspicious/noThenProperty: the word of the contract; nobody awaits a theme
      then: sums.after.get(theme) ?? 0,
    }))
    .filter((theme) => theme.now !== theme.then)
    .sort((a, b) => Math.abs(b.then - b.now) - Math.abs(a.then - a.now));
}

/** What has to be fetched that the programme of today doesn't name. */
function bytesOf(changing: readonly Group[]): Rehearsal['bytes'] {
  const held = new Set(changing.flatMap(({ before }) => [...before.media.keys()]));
  const files = new Set<string>();
  let [total, most] = [0, 0];
  for (const { screens, before, after } of changing) {
    let bytes = 0;
    for (const [sha256, size] of after.media) {
      if (before.media.has(sha256)) continue;
      bytes += size;
      if (!held.has(sha256)) files.add(sha256);
    }
    total += bytes * screens.length;
    most = Math.max(most, bytes);
  }
  return { total, most, files: files.size };
}
