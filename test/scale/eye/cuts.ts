/** What was seen around each planned cut: pure, from the recorder's glimpses and the plan. */
import type { Sight } from './code.ts';
import type { Seen } from './recorder.ts';

/** What should be on the screen from an instant on. */
export type Planned = {
  /** ms of the Unix epoch */
  readonly start: number;
  readonly end: number;
  readonly shows: Shown;
};
export type Shown =
  | {
      readonly kind: 'video';
      readonly clip: number;
      /** for how many frames each picture stands */
      readonly standing: ReadonlyMap<number, number>;
    }
  | { readonly kind: 'image'; readonly clip: number }
  /** known by nothing but its look */
  | { readonly kind: 'slide' };

export type Cut = {
  readonly from: Shown;
  readonly to: Shown;
  /** ms over the nominal; null: the new picture was never seen */
  readonly gap: number | null;
  /** first new picture against the plan, ms */
  readonly late: number | null;
  /** captured pictures between the two that were black, and that were neither the one nor the other */
  readonly black: number;
  readonly strange: number;
};

export const FRAME_MS = 1000 / 30;
/** So many pictures of a clip that begins are looked at: a first one that freezes is a gap too. */
const FIRST_PICTURES = 3;

/** Only changes: the same sight twice is one that stands. */
export function changes(seen: readonly Seen[]): Seen[] {
  return seen.filter(({ sight }, i) => i === 0 || !isSame(sight, seen[i - 1]!.sight));
}

function isSame(a: Sight, b: Sight): boolean {
  if (a.kind === 'code' && b.kind === 'code') return a.clip === b.clip && a.picture === b.picture;
  if (a.kind === 'other' && b.kind === 'other') return distance(a.cells, b.cells) < 1;
  return a.kind === b.kind;
}

/** The idle card has a clock that moves. */
function isIdle(sight: Sight, idle: Sight): boolean {
  return sight.kind === 'other' && idle.kind === 'other' && distance(sight.cells, idle.cells) < 3;
}

/** Mean difference of brightness. */
function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, luma, i) => sum + Math.abs(luma - b[i]!), 0) / a.length;
}

/** Every cut of the plan. `seen`: changes only. `idle`: how the screen looks with nothing on it. */
export function cutsOf(plan: readonly Planned[], seen: readonly Seen[], idle: Sight): Cut[] {
  return plan.slice(1).map((next, i) => cutBetween(plan[i]!, next, seen, idle));
}

function cutBetween(before: Planned, next: Planned, seen: readonly Seen[], idle: Sight): Cut {
  const middle = (at: Planned) => (at.start + at.end) / 2;
  const looksOf = (at: Planned) => seen.findLast((one) => one.at <= at.end - 100)?.sight;
  const [oldLook, newLook] = [looksOf(before), looksOf(next)];
  const around = seen.filter(({ at }) => at > middle(before) && at < middle(next));
  const isOld = ({ sight }: Seen) => isOne(before.shows, sight, oldLook, newLook);
  const isNew = ({ sight }: Seen) =>
    isOne(next.shows, sight, newLook, oldLook) && !isIdle(sight, idle);
  const first = around.findIndex(isNew);
  const both = { from: before.shows, to: next.shows };
  // Whatever stands there before the first new picture: it has to be the old one.
  const upTo = first < 0 ? around : around.slice(0, first);
  const rest = around.slice(first < 0 ? around.length : first).filter((one) => !isNew(one));
  const wrong = [...upTo.filter((one) => !isOld(one)), ...rest];
  const black = wrong.filter(({ sight }) => sight.kind === 'black').length;
  const counts = { black, strange: wrong.length - black };
  if (first < 0) return { ...both, ...counts, gap: null, late: null };
  const fresh = around.slice(first).filter(isNew).slice(0, FIRST_PICTURES);
  const last = upTo.findLast(isOld);
  const late = fresh[0]!.at - next.start;
  const gaps: number[] = [];
  if (before.shows.kind === 'video') {
    // A clip may not have been seen in its second half at all: then it stood since then.
    const [since, nominal] = last
      ? [last.at, nominalMs(before.shows, last.sight)]
      : [middle(before), 0];
    gaps.push(fresh[0]!.at - since - nominal);
  }
  if (next.shows.kind === 'video') {
    for (const [i, one] of fresh.slice(1).entries()) {
      gaps.push(one.at - fresh[i]!.at - nominalMs(next.shows, fresh[i]!.sight));
    }
    if (fresh.length < FIRST_PICTURES) gaps.push(middle(next) - fresh.at(-1)!.at);
  }
  if (before.shows.kind !== 'video' || next.shows.kind !== 'video') gaps.push(Math.abs(late));
  return { ...both, ...counts, gap: Math.max(0, ...gaps), late };
}

function nominalMs(shows: Extract<Shown, { kind: 'video' }>, sight: Sight): number {
  return (sight.kind === 'code' ? (shows.standing.get(sight.picture) ?? 1) : 1) * FRAME_MS;
}

/** A slide is what looks more like it than like its neighbour. */
function isOne(shows: Shown, sight: Sight, look?: Sight, neighbour?: Sight): boolean {
  if (shows.kind !== 'slide') return sight.kind === 'code' && sight.clip === shows.clip;
  if (sight.kind !== 'other' || look?.kind !== 'other') return false;
  const own = distance(sight.cells, look.cells);
  return neighbour?.kind !== 'other' || own < distance(sight.cells, neighbour.cells);
}

/**
 * The same measure where nothing is cut, in the middle of clips: what this machine and this camera
 * make of a clip that just plays.
 */
export function steadyGaps(plan: readonly Planned[], seen: readonly Seen[]): number[] {
  return plan.flatMap(({ start, end, shows }) => {
    if (shows.kind !== 'video') return [];
    const middle = (start + end) / 2;
    const about = seen.filter(({ at }) => Math.abs(at - middle) < 150);
    const gaps = about
      .slice(1)
      .map(({ at }, i) => at - about[i]!.at - nominalMs(shows, about[i]!.sight));
    return gaps.length < FIRST_PICTURES ? [] : [Math.max(0, ...gaps.slice(0, FIRST_PICTURES))];
  });
}
