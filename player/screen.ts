/**
 * A paired screen at work: the link to the office, the programme that it keeps, the stage that shows
 * it and the log of what was shown, put together. Ends when the office removes the screen.
 */

import type { Frame } from '#shared/frame/frame.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { Item, Sha256 } from '#shared/frame/manifest.ts';
import type { HubMessage, ScreenProfile } from '#shared/protocol/messages.ts';
import type { MediaCache } from './cache/media-cache.ts';
import type { Need } from './cache/needs.ts';
import type { PlayerElement } from './cards/player-element.ts';
import { knownZone } from './cards/wording.ts';
import type { Clock } from './clock/clock.ts';
import type { Identity } from './keep/database.ts';
import type { Memory } from './keep/memory.ts';
import { createVerify } from './link/assignment.ts';
import { createLink } from './link/link.ts';
import type { LinkState } from './link/machine.ts';
import { createOutbox } from './log/outbox.ts';
import type { PlayStore } from './log/play-store.ts';
import type { Problems } from './problems.ts';
import { createProgramme } from './programme/programme.ts';
import { createStage } from './stage/stage.ts';
import { createStatusReport } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { hex } from './text.ts';

export type ScreenOptions = {
  readonly identity: Identity;
  readonly profile: ScreenProfile | null;
  readonly element: PlayerElement;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  readonly memory: Memory;
  readonly cache: MediaCache;
  readonly plays: PlayStore;
  readonly problems: Problems;
  readonly onRemoved: () => void;
  /** the server does not know this screen, which plays on / it does again */
  readonly onRefused: (refused: boolean) => void;
  readonly onLive: () => void;
  /** between two items: true when the page leaves now, for a newer build */
  readonly leaves: () => boolean;
};

export interface Screen {
  readonly manifestId: string | null;
  readonly link: LinkState;
  frame(): Frame | null;
  fetching(): { readonly manifest: string | null; readonly bytes: number; readonly of: number };
  /** something about the screen changed that the office wants to know */
  changed(): void;
  mediaChanged(): void;
  networkBack(): void;
  resized(): void;
  /** called about once a second */
  tick(): void;
  /** Resolves when what has ended so far is on disk. */
  written(): Promise<unknown>;
  stop(): void;
}

/** A large manifest over a poor line takes minutes; longer than this it hangs. */
const MANIFEST_WITHIN_MS = 300_000;

const WANT_ANEW_TICKS = 600;

/** Takes up what was held and begins to play it. */
export async function startScreen(options: ScreenOptions): Promise<Screen> {
  const { identity, element, surroundings, clock, memory, cache, plays, problems } = options;
  const { after, monotonic, random, subtle } = surroundings;
  let profile = options.profile;
  let cancelIdentify = () => {};
  let ticks = 0;
  let written: Promise<unknown> = Promise.resolve();
  const rechecked = new Set<Sha256>();
  element.profile = profile;

  const followRules = ({ zone, downloads }: ScreenProfile) =>
    cache.follow({ ...downloads, zone: knownZone(zone), screen: identity.screenId });
  if (profile) followRules(profile);

  const told = (part: string) => (error: unknown) => problems.set(part, String(error));

  const stage = createStage({
    element,
    surroundings,
    clock,
    profile: () => profile,
    zone: () => knownZone(profile?.zone ?? 'Asia/Ho_Chi_Minh'),
    open: async (sha256) => {
      const need = needOf(sha256);
      return need && cache.open(need);
    },
    onBegin: (play) => void plays.begin(play).catch(told('log')),
    onEnd(track, ending) {
      written = plays.end(track, ending).then(() => outbox.added(), told('log'));
    },
    onFailed: (item) => void recheck(item).catch(told('storage')),
    onAir: (held) => void programme.wentOnAir(held).catch(told('storage')),
    onChange: () => {
      problems.set('stage', stage.director.trouble());
      status.changed();
    },
    leaves: options.leaves,
    onSoundBlocked: (blocked) =>
      problems.set(
        'sound',
        blocked
          ? 'sound is refused until somebody touches the screen: start Chromium with --autoplay-policy=no-user-gesture-required'
          : null,
      ),
  });

  const programme = createProgramme({
    screenId: identity.screenId,
    memory,
    cache,
    clock,
    verify: createVerify(subtle, identity.serverKey),
    sha256Hex: async (bytes) => hex(new Uint8Array(await subtle.digest('SHA-256', bytes))),
    fetchManifest: async (id) => {
      const abort = new AbortController();
      const cancel = after(MANIFEST_WITHIN_MS, () => abort.abort());
      try {
        const response = await surroundings.fetch(`/manifests/${id}`, {
          headers: { authorization: `Bearer ${identity.screenId}.${identity.token}` },
          signal: abort.signal,
        });
        if (!response.ok) throw new Error(`answer ${response.status}`);
        return await response.text();
      } finally {
        cancel();
      }
    },
    random,
    after,
    send: (message) => link.send(message),
    onReady: (held) => stage.director.offer(held),
    onChange: () => status.changed(),
    onProblem: (problem) => problems.set('programme', problem),
  });

  const needOf = (sha256: Sha256): Need | null => {
    const info =
      programme.onAir?.manifest.media[sha256] ?? programme.pending?.manifest.media[sha256];
    return info ? { sha256, info } : null;
  };

  /** A card that fails changes what lies on it: whether that is why, the hashes tell. */
  const recheck = async (item: Item) => {
    for (const sha256 of mediaOf(item)) {
      const need = needOf(sha256);
      // Once for each file: one that was wrong from the start does not get better.
      if (!need || rechecked.has(sha256)) continue;
      rechecked.add(sha256);
      if (!(await cache.recheck(need))) programme.mediaLost();
    }
  };

  const takeProfile = (told: ScreenProfile) => {
    profile = told;
    element.profile = told;
    followRules(told);
    memory.keep({ profile: told }).catch(() => {});
  };

  const identify = (ms: number) => {
    cancelIdentify();
    element.identifying = true;
    cancelIdentify = after(ms, () => {
      element.identifying = false;
    });
  };

  const hear = (message: Exclude<HubMessage, { type: 'time' }>) => {
    switch (message.type) {
      case 'welcome':
        takeProfile(message.profile);
        void programme.offer(message.assignment);
        outbox.connected({ upTo: message.playsUpTo, chain: message.playsChain });
        status.send();
        options.onLive();
        break;
      case 'manifest':
        programme.offerBody(message.id, message.body);
        break;
      case 'assign':
        void programme.offer(message.assignment);
        break;
      case 'profile':
        takeProfile(message.profile);
        break;
      case 'playsKept':
        outbox.kept(message.upTo);
        break;
      case 'identify':
        identify(message.ms);
        break;
    }
  };

  const link = createLink({
    open: surroundings.openSocket,
    hello: () => ({
      type: 'hello',
      screen: identity.screenId,
      token: identity.token,
      build: surroundings.build,
      manifest: programme.onAir?.assignment.manifest ?? null,
      sequence: programme.sequence,
    }),
    monotonic,
    random,
    after,
    onMessage: hear,
    onTime: (sent, serverTime, heard) => {
      const contradicts = clock.learn(sent, serverTime, heard);
      programme.timeChanged();
      return contradicts;
    },
    onState: (state) => {
      if (state.kind !== 'live') outbox.disconnected();
      switch (state.kind) {
        case 'live':
          problems.set('server', null);
          return options.onRefused(false);
        case 'refused':
          problems.set('server', 'the server does not know this screen');
          return options.onRefused(true);
        case 'removed':
          return options.onRemoved();
      }
    },
    onProblem: (problem) => problems.set('link', problem),
  });
  const outbox = createOutbox({
    store: plays,
    send: (batch) => link.send({ type: 'plays', plays: batch }),
    after,
    onError: told('log'),
  });
  const status = createStatusReport({
    after,
    monotonic,
    collect: async () => {
      const frame = stage.director.frame();
      return {
        manifest: programme.onAir?.assignment.manifest ?? null,
        fetching: programme.fetching(),
        onAir: {
          main: frame?.main?.item.id ?? null,
          ticker: frame?.ticker?.item.id ?? null,
          audio: frame?.audio?.item.id ?? null,
          voice: frame?.voice?.item.id ?? null,
        },
        storage: { used: cache.usedBytes(), quota: await surroundings.quota(), full: cache.full() },
        clock: {
          offset: clock.offset(),
          uncertainty: clock.uncertainty(),
          trust: clock.trust(),
        },
        skipped: stage.director.skipped(),
        backlog: await plays.count(),
        viewport: surroundings.viewport(),
        problem: problems.newest(),
      };
    },
    send: (report) => link.send({ type: 'status', status: report }),
    onError: told('status'),
  });

  // Plays first, then calls the office.
  await programme.restore();
  link.start();

  return {
    get manifestId() {
      return programme.onAir?.assignment.manifest ?? null;
    },
    get link() {
      return link.state;
    },
    frame: () => stage.director.frame(),
    fetching: () => programme.fetching(),
    changed: () => status.changed(),
    mediaChanged() {
      programme.mediaChanged();
      status.changed();
    },
    networkBack: () => link.networkBack(),
    resized() {
      stage.resized();
      status.changed();
    },
    tick() {
      programme.timeChanged();
      stage.tick();
      ticks += 1;
      // What was far away comes nearer: what is fetched and held depends on it.
      if (ticks % WANT_ANEW_TICKS === 0) programme.mediaLost();
    },
    written: () => written,
    stop() {
      link.close();
      outbox.disconnected();
      status.stop();
      cancelIdentify();
      programme.stop();
      stage.stop();
    },
  };
}
