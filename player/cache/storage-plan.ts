/**
 * Which media to hold in the room that there is: what the coming days need first. Pure.
 */
import type { Sha256 } from '#shared/frame/manifest.ts';
import { SOON_MS } from './download-hours.ts';
import type { Wanted } from './needs.ts';

export type StorageState = {
  /** each file once */
  readonly wanted: readonly Wanted[];
  /** bytes held of each file, of those that came in part too */
  readonly held: ReadonlyMap<Sha256, number>;
  /** bytes that all files together may take; Infinity: no end is known */
  readonly room: number;
  readonly now: number;
  /** whether the hour is one in which it is fetched */
  readonly isTime: (wanted: Wanted) => boolean;
};

export type StoragePlan = {
  /** in this order */
  readonly fetch: readonly Wanted[];
  /** so that there is room for them; in this order */
  readonly evict: readonly Sha256[];
  /** what there is no room for, soonest first */
  readonly left: readonly Wanted[];
};

const DAY = 24 * 60 * 60_000;

export function planStorage({ wanted, held, room, now, isTime }: StorageState): StoragePlan {
  const has = ({ sha256 }: Wanted) => held.get(sha256) ?? 0;
  const ranked = wanted.toSorted(
    (a, b) =>
      bandOf(a, now) - bandOf(b, now) ||
      // What is held in part or whole stays: files of one day do not push each other out in turns.
      Number(has(b) > 0) - Number(has(a) > 0) ||
      a.due - b.due,
  );
  const chosen = new Set<Sha256>();
  const left: Wanted[] = [];
  let taken = 0;
  for (const file of ranked) {
    if (taken + file.info.bytes > room) left.push(file);
    else {
      chosen.add(file.sha256);
      taken += file.info.bytes;
    }
  }
  const fetch = wanted
    .filter((file) => chosen.has(file.sha256) && has(file) < file.info.bytes && isTime(file))
    .sort((a, b) => a.due - b.due);

  const places = new Map(ranked.map(({ sha256 }, place) => [sha256, place]));
  const notNamed = ranked.length;
  const spare = [...held.keys()]
    .filter((sha256) => !chosen.has(sha256))
    .sort((a, b) => (places.get(b) ?? notNamed) - (places.get(a) ?? notNamed));
  const used = sum(held.values());
  const coming = sum(fetch.map((file) => file.info.bytes - has(file)));
  // What is held costs nothing: an estimate that has shrunk is no reason to give it up.
  let short = coming === 0 ? 0 : used + coming - room;
  const evict: Sha256[] = [];
  for (const sha256 of spare) {
    if (short <= 0) break;
    evict.push(sha256);
    short -= held.get(sha256)!;
  }
  return { fetch, evict, left: left.sort((a, b) => a.due - b.due) };
}

/** 0: within the hour; 1: within a day; then the days that follow. */
function bandOf({ due }: Wanted, now: number): number {
  if (due - now <= SOON_MS) return 0;
  return 1 + Math.floor(Math.max(0, due - now) / DAY);
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const number of numbers) all += number;
  return all;
}
