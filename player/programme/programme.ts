/**
 * What this screen plays and what it will play next: takes assignments, brings in the manifests that
 * they name, has their media fetched, and says when a new one may go on air. Everything that it
 * acknowledges is on disk first.
 */
import type { MediaCache } from '#player/cache/media-cache.ts';
import { needsOf, type Wanted } from '#player/cache/needs.ts';
import type { Clock } from '#player/clock/clock.ts';
import type { HeldProgramme } from '#player/keep/database.ts';
import type { Memory } from '#player/keep/memory.ts';
import { type Accepted, judge, type Verify } from '#player/link/assignment.ts';
import type { Manifest, ManifestId, Sha256 } from '#shared/frame/manifest.ts';
import { withoutRecalled } from '#shared/frame/safe.ts';
import type { PlayerMessage, SignedAssignment } from '#shared/protocol/messages.ts';
import { createAir } from './air.ts';
import { neededBefore } from './readiness.ts';
import { readManifest } from './reading.ts';

export type Held = { readonly assignment: SignedAssignment; readonly manifest: Manifest };

export type ProgrammeOptions = {
  readonly screenId: string;
  readonly memory: Pick<Memory, 'recall' | 'keep'>;
  readonly cache: MediaCache;
  readonly clock: Pick<Clock, 'span'>;
  readonly verify: Verify;
  readonly sha256Hex: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** the text of `GET /manifests/:id`; rejects when it does not come */
  readonly fetchManifest: (id: ManifestId) => Promise<string>;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly send: (message: Extract<PlayerMessage, { type: 'ack' | 'refused' }>) => void;
  /**
   * May go on air: its media are there, and it holds nothing that may not be shown by what is known
   * of the time. Whoever shows it calls `wentOnAir`.
   */
  readonly onReady: (held: Held) => void;
  readonly onChange: () => void;
  readonly onProblem: (problem: string | null) => void;
};

export interface Programme {
  readonly onAir: Held | null;
  readonly pending: Held | null;
  /** highest sequence accepted; 0: none */
  readonly sequence: number;
  /** Takes up what was held when the player stopped. */
  restore(): Promise<void>;
  /** the bytes of a manifest, sent ahead of the assignment that names it */
  offerBody(id: ManifestId, body: string): void;
  /** Resolves when it is judged; what follows from it goes on by itself. */
  offer(signed: SignedAssignment): Promise<void>;
  /** a piece of media has arrived or gone */
  mediaChanged(): void;
  /** media that were there turned out to be lost: fetches them anew */
  mediaLost(): void;
  /** more is known of the time, or some of it has passed: what may be shown may be another */
  timeChanged(): void;
  wentOnAir(held: Held): Promise<void>;
  /** of the newest manifest held */
  fetching(): { readonly manifest: ManifestId | null; readonly bytes: number; readonly of: number };
  stop(): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function createProgramme(options: ProgrammeOptions): Programme {
  const { screenId, memory, cache, clock, verify, send, onChange } = options;
  let onAir: Held | null = null;
  let pending: Held | null = null;
  let newest: Accepted['newest'] = null;
  /** Sequence whose manifest is being brought in. */
  let bringing: number | null = null;
  let sentAhead: { readonly id: ManifestId; readonly body: string } | null = null;
  let judging: Promise<void> = Promise.resolve();
  let stopped = false;
  /** Whether `onAir` was acknowledged as such: only when all its media are there. */
  let whole = false;

  const air = createAir({ clock, cache, offer: options.onReady });

  /** What the newest manifest takes back, the one before it does not show either. */
  const recalled = (): ReadonlySet<Sha256> => new Set((pending ?? onAir)?.manifest.recalled);

  const needs = (held: Held | null, before = Number.POSITIVE_INFINITY): readonly Wanted[] =>
    held ? needsOf(withoutRecalled(held.manifest, recalled()), clock.span().earliest, before) : [];

  /** all media that some manifest held names, and that may be shown */
  const named = () => {
    const names = [onAir, pending].flatMap((held) => Object.keys(held?.manifest.media ?? {}));
    return new Set(names).difference(recalled());
  };

  /** before which instant everything must be there that `pending` airs */
  const horizon = () => neededBefore(onAir?.manifest ?? null, clock.span());

  const wantMedia = () => cache.want([...needs(onAir), ...needs(pending)]);

  const consider = () => {
    if (onAir && !whole && cache.complete(needs(onAir))) {
      whole = true;
      send({ type: 'ack', sequence: onAir.assignment.sequence, state: 'onAir' });
    }
    const ready = pending && cache.playable(needs(pending, horizon())) ? pending : null;
    air.put(onAir, ready, recalled());
  };

  const acknowledge = () => {
    if (!newest) return;
    const { sequence } = newest;
    if (pending?.assignment.sequence === sequence) send({ type: 'ack', sequence, state: 'held' });
    else if (onAir?.assignment.sequence === sequence) {
      send({ type: 'ack', sequence, state: whole ? 'onAir' : 'held' });
    }
  };

  const isHeld = (sequence: number) =>
    pending?.assignment.sequence === sequence || onAir?.assignment.sequence === sequence;

  /** The same bytes under a newer assignment: nothing to fetch, nothing to show. */
  const renew = async (signed: SignedAssignment): Promise<boolean> => {
    if (onAir?.assignment.manifest === signed.manifest) {
      const renewed = { ...onAir, assignment: signed };
      await memory.keep({ onAir: asKept(renewed), pending: null });
      onAir = renewed;
      pending = null;
    } else if (pending?.assignment.manifest === signed.manifest) {
      const renewed = { ...pending, assignment: signed };
      await memory.keep({ pending: asKept(renewed) });
      pending = renewed;
    } else return false;
    wantMedia();
    acknowledge();
    consider();
    onChange();
    return true;
  };

  const bodies = new Map<ManifestId, string>();
  const asKept = ({ assignment }: Held): HeldProgramme => ({
    assignment,
    body: bodies.get(assignment.manifest)!,
  });

  /** Brings in the manifest, for as long as nothing newer is accepted. */
  const bring = (signed: SignedAssignment, attempt = 0): Promise<void> =>
    tryToBring(signed).catch((error) => {
      if (stopped || newest?.sequence !== signed.sequence) return;
      options.onProblem(`the manifest did not come: ${String(error)}`);
      const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
      options.after(bound * options.random(), () => void bring(signed, attempt + 1));
    });

  const tryToBring = async (signed: SignedAssignment): Promise<void> => {
    const { sequence, manifest: id } = signed;
    if (stopped || newest?.sequence !== sequence) return;
    bringing = sequence;
    const ahead = sentAhead?.id === id ? sentAhead.body : null;
    sentAhead = null;
    const body = ahead ?? (await options.fetchManifest(id));
    if (stopped || newest?.sequence !== sequence) return;
    const read = await readManifest(id, body, options.sha256Hex);
    if (stopped || newest?.sequence !== sequence) return;
    bringing = null;
    if (!read.ok) {
      options.onProblem(`manifest refused: ${read.mistake}`);
      send({ type: 'refused', sequence, reason: read.mistake.slice(0, 300) });
      return;
    }
    await memory.keep({ pending: { assignment: signed, body } });
    if (stopped || newest?.sequence !== sequence) return;
    bodies.set(id, body);
    pending = { assignment: signed, manifest: read.manifest };
    forgetBodies();
    options.onProblem(null);
    wantMedia();
    acknowledge();
    // What was recalled is off the air before anything else, and then off the disk.
    consider();
    onChange();
    if (read.manifest.recalled.length > 0) await cache.keepOnly(named());
  };

  const forgetBodies = () => {
    for (const id of bodies.keys()) {
      if (id !== onAir?.assignment.manifest && id !== pending?.assignment.manifest)
        bodies.delete(id);
    }
  };

  const take = async (signed: SignedAssignment) => {
    const verdict = await judge(signed, { screen: screenId, newest }, verify);
    if (verdict.kind === 'refused') {
      options.onProblem(`assignment refused: ${verdict.reason}`);
      return send({ type: 'refused', sequence: signed.sequence, reason: verdict.reason });
    }
    if (verdict.kind === 'known' && isHeld(signed.sequence)) return acknowledge();
    if (verdict.kind === 'known' && bringing === signed.sequence) return;
    newest = { sequence: signed.sequence, manifest: signed.manifest };
    if (!(await renew(signed))) void bring(signed);
  };

  const revive = async (kept: HeldProgramme | null): Promise<Held | null> => {
    if (!kept) return null;
    const { assignment, body } = kept;
    const read = await readManifest(assignment.manifest, body, options.sha256Hex);
    if (!read.ok) return null;
    bodies.set(assignment.manifest, body);
    return { assignment, manifest: read.manifest };
  };

  return {
    get onAir() {
      return onAir;
    },
    get pending() {
      return pending;
    },
    get sequence() {
      return newest?.sequence ?? 0;
    },
    async restore() {
      onAir = await revive(await memory.recall('onAir'));
      pending = await revive(await memory.recall('pending'));
      const last = (pending ?? onAir)?.assignment;
      newest = last ? { sequence: last.sequence, manifest: last.manifest } : null;
      whole = cache.complete(needs(onAir));
      wantMedia();
      if (last) await cache.keepOnly(named());
      consider();
    },
    offerBody(id, body) {
      sentAhead = { id, body };
    },
    offer(signed) {
      judging = judging
        .then(() => (stopped ? undefined : take(signed)))
        .catch((error) => options.onProblem(`assignment: ${String(error)}`));
      return judging;
    },
    mediaChanged: consider,
    timeChanged: consider,
    mediaLost: wantMedia,
    async wentOnAir(held) {
      if (held.assignment.manifest !== pending?.assignment.manifest) return;
      onAir = pending;
      pending = null;
      whole = false;
      air.taken();
      forgetBodies();
      await memory.keep({ onAir: asKept(onAir), pending: null });
      wantMedia();
      consider();
      onChange();
      await cache.keepOnly(named());
    },
    fetching() {
      const held = pending ?? onAir;
      const progress = cache.progress(needs(held));
      const missing = held && progress.bytes < progress.of;
      return missing
        ? { manifest: held.assignment.manifest, ...progress }
        : { manifest: null, bytes: 0, of: 0 };
    },
    stop() {
      stopped = true;
    },
  };
}
