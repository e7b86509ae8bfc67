/**
 * Decides, instant by instant, what each track shows: `frameAt(manifest, now)`, nothing else. Wakes
 * at each change, has what comes next prepared, puts a new manifest in the place of the old one, and
 * keeps the books: every turn that was to be seen or heard becomes a play.
 */

import type { Clock } from '#player/clock/clock.ts';
import type { OpenPlay } from '#player/keep/database.ts';
import type { Ending } from '#player/log/play-store.ts';
import type { Held } from '#player/programme/programme.ts';
import { isSameTurn, switchAt } from '#player/programme/switching.ts';
import type { Airing, Frame } from '#shared/frame/frame.ts';
import { airingFrom, frameAt, nextChange } from '#shared/frame/frame-at.ts';
import {
  type Item,
  type Manifest,
  type ManifestId,
  type Track,
  tracks,
} from '#shared/frame/manifest.ts';
import type { Presenter } from './presenter.ts';

export type DirectorOptions = {
  readonly clock: Pick<Clock, 'now' | 'uncertainty'>;
  /** how long after it was done something is to be seen, ms */
  readonly seenAfterMs: number;
  readonly presenters: { readonly [T in Track]: Presenter };
  /** a speaker has no turns of what is only to be seen */
  readonly presents: (item: Item) => boolean;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onBegin: (play: OpenPlay) => void;
  readonly onEnd: (track: Track, ending: Ending) => void;
  /** it could not be shown */
  readonly onFailed: (item: Item) => void;
  /** a new manifest has taken over */
  readonly onAir: (held: Held) => void;
  readonly onChange: () => void;
  /** between two items of the main picture: true when the page leaves now, and nothing more begins */
  readonly leaves?: () => boolean;
};

export interface Director {
  /** puts the manifest on air, at once or when the present clip has ended */
  offer(held: Held): void;
  /** what `frame` is taken from; null: nothing is on air yet */
  manifest(): Manifest | null;
  frame(): Frame | null;
  /** turns that could not be shown, since the start */
  skipped(): number;
  /** why what is on air can't be shown; null: it is shown */
  trouble(): string | null;
  stop(): void;
}

/** What is on air on a track, and how it goes. */
type Turn = {
  readonly airing: Airing;
  readonly manifest: ManifestId;
  state: 'waiting' | 'shown' | 'failed';
};

/** What comes next is prepared this long before its instant. */
const PREPARE_AHEAD_MS = 12_000;
/** why a turn has failed that nobody could see while it was on air */
const LATE = 'not ready before it was over';
/** Looks at least this often, since the clock may have been corrected. */
const LOOK_EVERY_MS = 1000;
/** What was just revealed gets the machine to itself for so long. */
const SETTLE_MS = 150;

export function createDirector(options: DirectorOptions): Director {
  const { clock, presenters, presents, after, onBegin, onEnd, onChange } = options;
  let current: Held | null = null;
  let next: { readonly held: Held; readonly at: number } | null = null;
  let cancelWake = () => {};
  let stopped = false;
  let trouble: string | null = null;
  let skipped = 0;
  const turns: { [T in Track]: Turn | null } = {
    main: null,
    ticker: null,
    audio: null,
    voice: null,
  };

  /** the instant at which what is done now will be seen */
  const seenAt = () => clock.now() + options.seenAfterMs;

  const wake = () => {
    if (stopped) return;
    cancelWake();
    const now = seenAt();
    if (next && now >= next.at) {
      current = next.held;
      next = null;
      options.onAir(current);
    }
    const wait = current ? direct(current, now) : LOOK_EVERY_MS;
    cancelWake = after(Math.max(1, Math.min(wait, LOOK_EVERY_MS)), wake);
  };

  /** Answers in how many ms something is to be done again. */
  const direct = ({ assignment, manifest }: Held, now: number): number => {
    const frame = frameAt(manifest, now);
    if (leavesAt(frame, now)) return LOOK_EVERY_MS;
    let changed = false;
    for (const track of tracks) {
      const airing = frame[track];
      const presented = airing && presents(airing.item) ? airing : null;
      changed = turn(track, presented, assignment.manifest, now) || changed;
    }
    if (changed) {
      onChange();
      return Math.min(SETTLE_MS, nextChange(manifest, now) - now);
    }
    for (const track of tracks) prepareNext(track, frame[track], now);
    return Math.min(nextChange(manifest, now), next?.at ?? Number.POSITIVE_INFINITY) - now;
  };

  /** What is on the screen stays there until the page that comes after this one has painted. */
  const leavesAt = (frame: Frame, now: number): boolean => {
    const { main } = turns;
    const goesOn = main && frame.main && isSameTurn(main.airing, frame.main);
    if (!main || goesOn || frame.voice || !options.leaves?.()) return false;
    finish('main', main, now);
    turns.main = null;
    stopped = true;
    return true;
  };

  const turn = (
    track: Track,
    airing: Airing | null,
    manifest: ManifestId,
    now: number,
  ): boolean => {
    const before = turns[track];
    if (before && airing && isSameAiring(before.airing, airing)) return false;
    if (!before && !airing) return false;
    if (before) finish(track, before, now);
    turns[track] = null;
    if (track === 'main') trouble = null;
    if (!airing) {
      presenters[track].present(null, silent);
      return true;
    }
    const begun: Turn = { airing, manifest, state: 'waiting' };
    turns[track] = begun;
    // Over a segment's edge, or under a new manifest, the same turn of the same item goes on.
    if (before && before.state === 'shown' && isSameTurn(before.airing, airing)) {
      presenters[track].carryOn(airing);
      show(track, begun);
      return true;
    }
    presenters[track].present(airing, {
      shown: () => show(track, begun),
      failed: (reason) => fail(track, begun, reason),
    });
    return true;
  };

  const show = (track: Track, begun: Turn) => {
    if (turns[track] !== begun || begun.state !== 'waiting') return;
    if (seenAt() >= begun.airing.end) return fail(track, begun, LATE);
    begun.state = 'shown';
    onBegin(openPlay(track, begun));
    onChange();
  };

  const fail = (track: Track, begun: Turn, reason: string) => {
    if (turns[track] !== begun || begun.state === 'failed') return;
    if (begun.state === 'waiting') onBegin(openPlay(track, begun));
    begun.state = 'failed';
    skipped += 1;
    if (track === 'main') trouble = reason;
    onEnd(track, { at: seenAt(), ending: 'failed', reason });
    options.onFailed(begun.airing.item);
    onChange();
  };

  const openPlay = (track: Track, { airing, manifest }: Turn): OpenPlay => ({
    manifest,
    track,
    item: airing.item.id,
    planned: { start: airing.start, end: airing.end },
    ends: airing.cut ? 'cut' : 'completed',
    realStart: seenAt(),
    uncertainty: clock.uncertainty(),
  });

  const finish = (track: Track, ended: Turn, now: number) => {
    const { airing, state } = ended;
    if (state === 'failed') return;
    // Only a new manifest, or a clock set right, takes a turn off the air before its end.
    const early = now < airing.end;
    if (state === 'waiting') {
      // Replaced before anybody could see it: as if it had never been planned.
      if (early) return;
      return fail(track, ended, LATE);
    }
    const ending = early ? 'replaced' : airing.cut ? 'cut' : 'completed';
    // A clock set forward by hours does not make the play that long.
    onEnd(track, { at: Math.min(now, airing.end + LOOK_EVERY_MS), ending, reason: null });
  };

  const prepareNext = (track: Track, airing: Airing | null, now: number) => {
    const after = airing?.end ?? now;
    const source = next && next.at <= after ? next.held : current;
    const from = source === next?.held ? next!.at : after;
    const following = source && airingFrom(source.manifest, track, from);
    if (!following || !presents(following.item)) return;
    const reveal = Math.max(following.start, from);
    if (reveal - now <= PREPARE_AHEAD_MS) presenters[track].prepare(following, reveal);
  };

  return {
    offer(held) {
      const at = switchAt(current?.manifest ?? null, held.manifest, clock.now());
      next = { held, at };
      wake();
    },
    manifest: () => current?.manifest ?? null,
    skipped: () => skipped,
    frame: () => current && frameAt(current.manifest, clock.now()),
    trouble: () => trouble,
    stop() {
      stopped = true;
      cancelWake();
      for (const track of tracks) presenters[track].present(null, silent);
    },
  };
}

const silent = { shown: () => {}, failed: () => {} };

/** The same turn with the same planned start and end: one play. */
function isSameAiring(a: Airing, b: Airing): boolean {
  return a.start === b.start && a.end === b.end && isSameTurn(a, b);
}
