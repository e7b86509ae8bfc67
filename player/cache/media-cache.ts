/**
 * Media by hash, held in verified pieces. What to hold, what to fetch and when is decided by pure
 * functions (`RULES.md`); here it is carried out, again whenever something changed.
 */
import type { Sha256 } from '#shared/frame/manifest.ts';
import { type DownloadHours, isOpen, lookAgainAt, newsLateBy, SOON_MS } from './download-hours.ts';
import type { PieceFetcher } from './fetch-piece.ts';
import { openHeldFile } from './held-file.ts';
import type { MediaFile } from './media-file.ts';
import { keyOf, type Need, type Piece, piecesOf, type Wanted } from './needs.ts';
import { DiskFull, type PieceStore } from './piece-store.ts';
import { startScrubbing } from './scrub.ts';
import { createShelf } from './shelf.ts';
import { planStorage } from './storage-plan.ts';
import { createTransfer } from './transfer.ts';

export type MediaCacheOptions = {
  readonly store: PieceStore;
  readonly fetcher: PieceFetcher;
  /** server time, ms */
  readonly now: () => number;
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
/** For the programme, the plays and the player's own builds. */
const RESERVE_BYTES = 64 * 1024 * 1024;

const ANY_TIME: DownloadRules = { windows: [], jitterMs: 0, zone: 'UTC', screen: '', atATime: 2 };

export async function createMediaCache(options: MediaCacheOptions): Promise<MediaCache> {
  const { store, fetcher, now, random, onChange, onProblem } = options;
  const { after, digest } = fetcher;
  const shelf = createShelf(store, await store.list());
  let wanted: readonly Wanted[] = [];
  let rules = ANY_TIME;
  /** when each file that is missing was first heard of */
  const heard = new Map<Sha256, number>();
  /** bytes that were held when a write found no room; null: none did */
  let ceiling: number | null = null;
  /** came, but found no room */
  const stuck = new Map<
    string,
    { readonly piece: Piece; readonly bytes: Uint8Array<ArrayBuffer> }
  >();
  let left: ReadonlySet<Sha256> = new Set();
  let damaged = 0;
  let cancelLook = () => {};
  let cancelRoom: (() => void) | null = null;
  let stopped = false;

  let lineProblem: string | null = null;
  const tell = () => {
    const full = left.size > 0 || stuck.size > 0;
    onProblem(full ? `the disk is full: ${left.size || 1} media files have no room` : lineProblem);
  };

  const has = (piece: Piece) => shelf.has(piece);
  const isSoon = ({ due }: Wanted) => due - now() <= SOON_MS;
  /** [C4] [C5] */
  const isTime = (file: Wanted): boolean => {
    if (isSoon(file)) return true;
    const since = heard.get(file.sha256) ?? now();
    return isOpen(rules, now()) && now() >= since + newsLateBy(rules);
  };

  const keep = async (piece: Piece, bytes: Uint8Array<ArrayBuffer>) => {
    // Recalled, or pushed out, while it was on its way.
    if (!wanted.some(({ sha256 }) => sha256 === piece.sha256)) return;
    try {
      await shelf.put(piece, bytes);
      onChange();
    } catch (error) {
      if (!(error instanceof DiskFull)) throw error;
      stuck.set(keyOf(piece), { piece, bytes });
      ceiling = shelf.used();
      await arrange();
    }
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

  /** Writes again what found no room; whether all of it did now. */
  const retry = async (): Promise<boolean> => {
    for (const [key, { piece, bytes }] of stuck) {
      if (wanted.some(({ sha256 }) => sha256 === piece.sha256) && !has(piece)) {
        try {
          await shelf.put(piece, bytes);
          onChange();
        } catch {
          return false;
        }
      }
      stuck.delete(key);
    }
    return true;
  };

  const tryRoom = () => {
    cancelRoom ??= after(TRY_ROOM_MS, async () => {
      cancelRoom = null;
      if (await retry()) ceiling = null;
      void arrange();
    });
  };

  /** Bytes that all media may take, by what the browser says and what a failed write has shown. */
  const room = async (): Promise<number> => {
    const used = shelf.used();
    const free = await options.free().catch(() => Number.POSITIVE_INFINITY);
    const total = used + free;
    const estimate = total - Math.min(RESERVE_BYTES, total / 10);
    return Math.max(used, Math.min(estimate, ceiling ?? Number.POSITIVE_INFINITY));
  };

  const arrangeOnce = async () => {
    const roomNow = await room();
    if (stopped) return;
    const plan = planStorage({ wanted, held: shelf.sizes(), room: roomNow, now: now(), isTime });
    left = new Set(plan.left.filter((file) => !isWhole(file)).map(({ sha256 }) => sha256));
    for (const sha256 of plan.evict) await shelf.remove(sha256);
    if (plan.evict.length > 0) {
      await retry();
      onChange();
    }
    if (stuck.size > 0 || ceiling !== null) tryRoom();
    const pieces = plan.fetch.flatMap(piecesOf).filter((piece) => !has(piece));
    transfer.bring(
      pieces.filter((piece) => !stuck.has(keyOf(piece))),
      rules.atATime,
    );
    tell();
    cancelLook();
    if (wanted.length > 0) cancelLook = after(untilNextLook(), () => void arrange());
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

  const untilNextLook = (): number => {
    const t = now();
    const instants = wanted
      .filter((file) => !isWhole(file) && !isTime(file))
      .flatMap((file) => [
        file.due - SOON_MS,
        (heard.get(file.sha256) ?? t) + newsLateBy(rules),
        lookAgainAt(rules, t),
      ])
      .filter((instant) => instant > t);
    return Math.ceil(Math.min(LOOK_AGAIN_MS, ...instants.map((instant) => instant - t)));
  };

  const isWhole = (need: Need) => piecesOf(need).every(has);

  const isSound = async (piece: Piece): Promise<boolean> => {
    try {
      const bytes = await (await store.blob(piece))?.arrayBuffer();
      return bytes !== undefined && (await digest(new Uint8Array(bytes))) === piece.hash;
    } catch {
      return false;
    }
  };

  /** Forgets the piece if it is not what it was when it came. */
  const check = async (piece: Piece): Promise<void> => {
    if (!has(piece) || (await isSound(piece)) || !has(piece)) return;
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
      for (const sha256 of heard.keys()) if (!bySha.has(sha256)) heard.delete(sha256);
      for (const sha256 of bySha.keys()) if (!heard.has(sha256)) heard.set(sha256, now());
      transfer.hurry();
      void arrange();
    },
    follow(next) {
      rules = next;
      void arrange();
    },
    complete: (needs) => needs.every(isWhole),
    playable: (files) =>
      files.every(
        (file) => isWhole(file) || (!isSoon(file) && (left.has(file.sha256) || !isTime(file))),
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
      if (stuck.size > 0 && (await retry())) ceiling = null;
      await arrange();
    },
    async recheck(need) {
      for (const piece of piecesOf(need)) await check(piece);
      return isWhole(need);
    },
    usedBytes: () => shelf.used(),
    full: () => left.size > 0 || stuck.size > 0,
    stop() {
      stopped = true;
      cancelLook();
      cancelRoom?.();
      endScrubbing();
      transfer.stop();
    },
  };
}
