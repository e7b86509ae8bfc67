/**
 * The player from its start on: takes up who it is, or gets itself paired; runs as that screen until
 * it is removed; then begins again.
 */
import type { ClockTrust } from '#shared/protocol/messages.ts';
import { createMediaCache, type MediaCache } from './cache/media-cache.ts';
import { createPieceStore } from './cache/piece-store.ts';
import { servedBy } from './cache/served.ts';
import type { PlayerElement } from './cards/player-element.ts';
import { type Clock, createClock } from './clock/clock.ts';
import { type Database, type Identity, openDatabase } from './keep/database.ts';
import { createMemory } from './keep/memory.ts';
import { createPlayStore } from './log/play-store.ts';
import { type PairingState, startPairing } from './pairing/pairing.ts';
import { createProblems } from './problems.ts';
import { type Screen, startScreen } from './screen.ts';
import type { Surroundings } from './surroundings.ts';
import { base64Url } from './text.ts';

export type PlayerOptions = {
  readonly element: PlayerElement;
  readonly surroundings: Surroundings;
  /** the server was reached */
  readonly onLive: () => void;
  /** between two items: true when the page leaves now, for a newer build */
  readonly leaves: () => boolean;
};

export interface Player {
  snapshot(): Snapshot;
  /** nothing but the idle card, or the pairing card, is on the screen */
  quiet(): boolean;
  /** what is wrong with a part that is not the player's own; null: nothing any more */
  problem(part: string, problem: string | null): void;
  /** Resolves when what has ended so far is on disk. */
  written(): Promise<unknown>;
  networkBack(): void;
  resized(): void;
}

/** For support and tests: how things stand, as `window.bangtin.snapshot()` tells it. */
export type Snapshot = {
  readonly screenId: string | null;
  readonly manifestId: string | null;
  /** server time, ms */
  readonly t: number;
  readonly frame: ReturnType<Screen['frame']>;
  readonly link: Screen['link']['kind'] | 'unpaired';
  readonly clock: {
    readonly offset: number;
    readonly uncertainty: number | null;
    readonly trust: ClockTrust;
  };
  readonly cache: {
    readonly used: number;
    readonly fetching: ReturnType<Screen['fetching']> | null;
  };
  readonly log: { readonly backlog: number };
  readonly problem: string | null;
};

const TICK_MS = 1000;
/** How often the time is written down, for a start without a network and for plays cut short. */
const NOTE_EVERY_TICKS = 5;

export async function startPlayer(options: PlayerOptions): Promise<Player> {
  const { element, surroundings } = options;
  const { monotonic, wall, random, after } = surroundings;
  let screen: Screen | null = null;
  const database: Database = await openDatabase();
  const memory = createMemory(database);
  const problems = createProblems(() => screen?.changed());
  const plays = createPlayStore(database, {
    after,
    onProblem: (problem) => problems.set('log', problem),
  });
  await plays.recover((await memory.recall('aliveAt')) ?? 0);
  const clock: Clock = createClock({
    monotonic,
    wall,
    wallKept: surroundings.wallKept,
    lastTrusted: (await memory.recall('trustedTime')) ?? 0,
    lastHeard: await memory.recall('lastHeard'),
  });

  let identity: Identity | null = await memory.recall('identity');
  let backlog = await plays.count();

  const cache: MediaCache = await createMediaCache({
    store: createPieceStore(await surroundings.openCache('media')),
    fetcher: {
      fetch: surroundings.fetch,
      authorization: () => `Bearer ${identity?.screenId}.${identity?.token}`,
      digest: async (bytes) =>
        base64Url(new Uint8Array(await surroundings.subtle.digest('SHA-256', bytes))),
      after,
    },
    now: clock.now,
    monotonic,
    random,
    free: surroundings.free,
    isServed: servedBy(surroundings.fetch, surroundings.workerInCharge),
    onChange: () => screen?.mediaChanged(),
    onProblem: (problem) => problems.set('media', problem),
    onDamage: (pieces) =>
      problems.set('card', `${pieces} pieces of media had changed on the disk: it may be failing`),
  });

  const run = async (paired: Identity) => {
    identity = paired;
    element.view = { kind: 'stage' };
    // The ticker is measured in the document.
    await element.updateComplete;
    screen = await startScreen({
      identity: paired,
      profile: await memory.recall('profile'),
      element,
      surroundings,
      clock,
      memory,
      cache,
      plays,
      problems,
      onRemoved: () => void remove(),
      onRefused: refused,
      onLive: options.onLive,
      leaves: options.leaves,
    });
  };

  /** Everything that was this screen's is forgotten, but not the media: the next one may need them. */
  const leave = async () => {
    refused(false);
    screen?.stop();
    screen = null;
    identity = null;
    element.profile = null;
    cache.want([]);
    await memory.forgetAll();
  };

  const remove = async () => {
    await leave();
    await cache.keepOnly(new Set());
    pair();
  };

  const become = async (paired: Identity) => {
    await memory.keep({ identity: paired });
    await run(paired);
  };

  const pairing = (onState: (state: PairingState) => void) =>
    startPairing({ fetch: surroundings.fetch, monotonic, random, after, onState });

  const pair = () => {
    pairing((state) => {
      element.view = { kind: 'pairing', state };
      if (state.kind === 'paired') void become(state.identity);
    });
  };

  let stopAsking: (() => void) | null = null;
  /** A screen that its server does not know plays on, with a code in a corner for whoever comes to look. */
  const refused = (isRefused: boolean) => {
    if (isRefused === (stopAsking !== null)) return;
    stopAsking?.();
    stopAsking = null;
    element.code = null;
    if (!isRefused) return;
    stopAsking = pairing((state) => {
      element.code = state.kind === 'shown' ? state.pairing.userCode : null;
      if (state.kind === 'paired') void leave().then(() => become(state.identity));
    });
  };

  let ticks = 0;
  let heard = false;
  /** Without the server too: however often the power goes, time that has passed does not come again. */
  const noteTime = () => {
    void memory.note('trustedTime', clock.span().earliest).catch(() => {});
    if (!heard) return;
    const lastHeard = { at: clock.now(), offset: clock.offset() };
    void memory.note('lastHeard', lastHeard).catch(() => {});
  };
  const tick = () => {
    after(TICK_MS, tick);
    screen?.tick();
    const due = ticks % NOTE_EVERY_TICKS === 0;
    ticks += 1;
    // The first time that the server was heard at once: the power may go before it is due.
    const first = !heard && clock.trust() === 'synchronised';
    heard ||= first;
    if (due || first) noteTime();
    if (!due) return;
    // The kiosk's watchdog (deploy/kiosk/bin/watch) lives on this being written again and again.
    void memory.note('aliveAt', clock.now()).catch(() => {});
    void plays.count().then((count) => {
      backlog = count;
    });
  };
  tick();

  if (identity) await run(identity);
  else pair();

  return {
    snapshot: () => ({
      screenId: identity?.screenId ?? null,
      manifestId: screen?.manifestId ?? null,
      t: clock.now(),
      frame: screen?.frame() ?? null,
      link: screen?.link.kind ?? 'unpaired',
      clock: {
        offset: clock.offset(),
        uncertainty: clock.uncertainty(),
        trust: clock.trust(),
      },
      cache: { used: cache.usedBytes(), fetching: screen?.fetching() ?? null },
      log: { backlog },
      problem: problems.newest(),
    }),
    quiet() {
      const frame = screen?.frame();
      return !frame?.main && !frame?.audio && !frame?.voice;
    },
    written: async () => screen?.written(),
    problem: (part, problem) => problems.set(part, problem),
    networkBack: () => screen?.networkBack(),
    resized: () => screen?.resized(),
  };
}
