/**
 * Media by hash, held in verified pieces. What to hold, what to fetch and when is decided by pure
 * functions (`RULES.md`); here it is carried out, again whenever something changed.
 */
import { houseDownloads } from '#shared/domain/downloads.ts';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { DownloadHours } from './download-hours.ts';
import type { PieceFetcher } from './fetch-piece.ts';
import { createFetchTimes } from './fetch-times.ts';
import { openHeldFile } from './held-file.ts';
import type { MediaFile } from './media-file.ts';
import { type Need, type Piece, piecesOf, type Wanted } from './needs.ts';
import type { PieceStore } from './piece-store.ts';
import { createRoom } from './room.ts';
import { startScrubbing } from './scrub.ts';
import { createShelf } from './shelf.ts';
import { planStorage } from './storage-plan.ts';
import { createTransfer } from './transfer.ts';

export type MediaCacheOptions = {
  readonly store: PieceStore;
  readonly fetcher: PieceFetcher;
  /** server time, ms */
  readonly now: () => number;
  /** ms that never jump */
  readonly monotonic: () => number;
  readonly random: () => number;
  /** bytes that the browser says may still be written; it may be wrong */
  readonly free: () => Promise<number>;
  /** whether a service worker answers there, with so many bytes */
  readonly isServed: (address: string, bytes: number) => Promise<boolean>;
  /** a piece has arrived, or something was evicted */
  readonly onChange: () => void;
  /** what keeps media from coming; null: nothing any more */
  readonly onProblem: (problem: string | null) => void;
  /** a piece was not what it was when it came: how many so far */
  readonly onDamage: (pieces: number) => void;
};

/** How this screen's unit wants media fetched. */
export type DownloadRules = DownloadHours & { readonly atATime: number };

export interface MediaCache {
  /** Fetches these instead of whatever was wanted before. */
  want(wanted: readonly Wanted[]): void;
  follow(rules: DownloadRules): void;
  /** every byte is there */
  complete(needs: readonly Need[]): boolean;
  /** [C8] what is missing comes in time by itself, or there is no room for it */
  playable(wanted: readonly Wanted[]): boolean;
  progress(needs: readonly Need[]): { readonly bytes: number; readonly of: number };
  /** null: not all of it is there */
  open(need: Need): Promise<MediaFile | null>;
  /** Deletes all others. */
  keepOnly(hashes: ReadonlySet<Sha256>): Promise<void>;
  /** Reads the file again and deletes what is not what it was when it came; whether all is well. */
  recheck(need: Need): Promise<boolean>;
  usedBytes(): number;
  /** something that is wanted has no room */
  full(): boolean;
  stop(): void;
}

/** What is due when is looked at again at least so often. */
const LOOK_AGAIN_MS = 10 * 60_000;
/** How often a write that found no room is tried again. */
const TRY_ROOM_MS = 60_000;

export async function createMediaCache(options: MediaCacheOptions): Promise<MediaCache> {
  const { store, fetcher, now, random, onChange, onProblem } = options;
  const { after, digest } = fetcher;
  const shelf = createShelf(store, await store.list());
  let wanted: readonly Wanted[] = [];
  let atATime: number = houseDownloads.atATime;
  const times = createFetchTimes(now, options.monotonic);
  let left: ReadonlySet<Sha256> = new Set();
  let damaged = 0;
  let cancelLook = () => {};
  let cancelRoom: (() => void) | null = null;
  let stopped = false;

  let lineProblem: string | null = null;
  const tell = () => {
    onProblem(
      isFull() ? `the disk is full: ${left.size || 1} media files have no room` : lineProblem,
    );
  };

  const has = (piece: Piece) => shelf.has(piece);
  const isWanted = (piece: Piece) => wanted.some(({ sha256 }) => sha256 === piece.sha256);
  const isFull = () => left.size > 0 || room.waiting > 0;
  const room = createRoom({ shelf, free: options.free, isWanted, onKept: onChange });

  const keep = async (piece: Piece, bytes: Uint8Array<ArrayBuffer>) => {
    // Recalled, or pushed out, while it was on its way.
    if (isWanted(piece) && !(await room.put(piece, bytes))) await arrange();
  };

  const transfer = createTransfer({
    fetcher,
    random,
    keep,
    onProblem: (problem) => {
      lineProblem = problem;
      tell();
    },
  });

  const tryRoom = () => {
    cancelRoom ??= after(TRY_ROOM_MS, async () => {
      cancelRoom = null;
      if (await room.retry()) room.hope();
      void arrange();
    });
  };

  const arrangeOnce = async () => {
    const roomNow = await room.bytes();
    if (stopped) return;
    const plan = planStorage({
      wanted,
      held: shelf.sizes(),
      room: roomNow,
      now: now(),
      isTime: times.isTime,
    });
    left = new Set(plan.left.filter((file) => !isWhole(file)).map(({ sha256 }) => sha256));
    for (const sha256 of plan.evict) await shelf.remove(sha256);
    if (plan.evict.length > 0) {
      await room.retry();
      onChange();
    }
    if (isFull() || room.isTight) tryRoom();
    const pieces = plan.fetch.flatMap(piecesOf).filter((piece) => !has(piece));
    transfer.bring(
      pieces.filter((piece) => !room.waits(piece)),
      atATime,
    );
    tell();
    cancelLook();
    const waiting = wanted.filter((file) => !isWhole(file) && !times.isTime(file));
    const calm = Math.min(LOOK_AGAIN_MS, times.calmFor(waiting));
    if (wanted.length > 0) cancelLook = after(calm, () => void arrange());
  };

  // One after the other; what is asked for meanwhile is done in one go.
  let arranging: Promise<void> | null = null;
  let again = false;
  const arrange = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    if (arranging) again = true;
    arranging ??= (async () => {
      try {
        do {
          again = false;
          await arrangeOnce();
        } while (again && !stopped);
      } catch (error) {
        lineProblem = String(error);
        tell();
        cancelLook = after(TRY_ROOM_MS, () => void arrange());
      } finally {
        arranging = null;
      }
    })();
    return arranging;
  };

  const isWhole = (need: Need) => piecesOf(need).every(has);

  /** Forgets the piece if it is not what it was when it came. */
  const check = async (piece: Piece): Promise<void> => {
    if (!has(piece) || (await shelf.isSound(piece, digest)) || !has(piece)) return;
    await shelf.drop(piece);
    damaged += 1;
    options.onDamage(damaged);
    onChange();
    void arrange();
  };

  const endScrubbing = startScrubbing({
    pieces: () => wanted.flatMap(piecesOf).filter(has),
    idle: () => transfer.idle(),
    check,
    random,
    after,
  });

  return {
    want(files) {
      const bySha = new Map<Sha256, Wanted>();
      for (const file of files) {
        const other = bySha.get(file.sha256);
        if (!other || file.due < other.due) bySha.set(file.sha256, file);
      }
      wanted = [...bySha.values()];
      times.hear(wanted);
      transfer.hurry();
      void arrange();
    },
    follow(rules) {
      atATime = rules.atATime;
      times.follow(rules);
      void arrange();
    },
    complete: (needs) => needs.every(isWhole),
    playable: (files) =>
      files.every(
        (file) =>
          isWhole(file) || (!times.isSoon(file) && (left.has(file.sha256) || !times.isTime(file))),
      ),
    progress(needs) {
      const pieces = needs.flatMap(piecesOf);
      const sum = (some: readonly Piece[]) => some.reduce((all, { bytes }) => all + bytes, 0);
      return { bytes: sum(pieces.filter(has)), of: sum(pieces) };
    },
    async open(need) {
      const pieces = piecesOf(need);
      if (!pieces.every(has)) return null;
      // The browser deletes an origin's caches whole: one piece speaks for all. What else is lost
      // is found when it is read.
      if ((await store.blob(pieces[0]!))?.size !== pieces[0]!.bytes) {
        await shelf.remove(need.sha256);
        onChange();
        void arrange();
        return null;
      }
      return openHeldFile({
        store,
        pieces,
        type: need.info.type,
        isServed: options.isServed,
        onLost: (piece) => void shelf.drop(piece).then(onChange).then(arrange),
      });
    },
    async keepOnly(hashes) {
      // Nor is it fetched again, until somebody wants it anew.
      wanted = wanted.filter(({ sha256 }) => hashes.has(sha256));
      for (const sha256 of [...shelf.sizes().keys()]) {
        if (!hashes.has(sha256)) await shelf.remove(sha256);
      }
      onChange();
      // There may be room now for what did not fit before.
      if (room.waiting > 0 && (await room.retry())) room.hope();
      await arrange();
    },
    async recheck(need) {
      for (const piece of piecesOf(need)) await check(piece);
      return isWhole(need);
    },
    usedBytes: () => shelf.used(),
    full: isFull,
    stop() {
      stopped = true;
      cancelLook();
      cancelRoom?.();
      endScrubbing();
      transfer.stop();
    },
  };
}
