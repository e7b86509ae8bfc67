/**
 * The hub: sessions of connected screens over WebSockets. It greets, tells each screen what to play,
 * tells it again when that changes, and takes down what it says. RULES.md says what it promises.
 *
 * It decides nothing about programmes (`server/publish` does) and keeps nothing that matters: when it
 * dies, screens go on playing and say hello to the next one.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Bus, Change } from '#server/bus/port.ts';
import type { Programme, Programmes } from '#server/publish/port.ts';
import type { Profiles } from '#server/publish/profile.ts';
import type { Store } from '#server/store/port.ts';
import {
  CloseCode,
  type Hello,
  type PlayerMessage,
  SUBPROTOCOL,
} from '#shared/protocol/messages.ts';
import { type Admitted, admit, noteOfAdmission } from './admission.ts';
import { Connection } from './connection.ts';
import { Notebook } from './notebook.ts';
import { framed, manifestFrame, signInBatches } from './outgoing.ts';
import { PlayKeeper } from './play-keeper.ts';
import type { Counted, Hub } from './port.ts';
import { Pusher } from './pusher.ts';
import { due, LIMITS, type Limits, type Live, parseMessage, type Session } from './session.ts';
import type { Signer } from './signing.ts';

export type HubDeps = {
  readonly store: Store;
  readonly bus: Bus;
  readonly programmes: Programmes;
  readonly profiles: Profiles;
  readonly signer: Signer;
  /** ms of the Unix epoch */
  readonly now: () => number;
  /** ms on a clock that is never set; deadlines are measured with it */
  readonly elapsed: () => number;
  /** 0 to 1; spreads pings */
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Logger;
  /** calls `tick` each second until the returned function is called */
  readonly everySecond?: (tick: () => void) => () => void;
  readonly limits?: Partial<Limits>;
};

export type RunningHub = Hub & {
  /** Takes over an HTTP upgrade; to be called for every upgrade that the HTTP server gets. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
};

export const PLAYER_PATH = '/ws/player';

/** Longer messages are cut off by `ws` itself. */
const MESSAGE_BYTES = 256 * 1024;

/** Seconds between two writes of what screens said about themselves. */
const NOTE_EVERY = 3;

/** What a message with plays costs of a screen's budget: each is a write to the disk. */
const PLAYS_COST = 5;

export function createHub(deps: HubDeps): RunningHub {
  const { store, bus, programmes, profiles, signer, now, elapsed, random, log } = deps;
  const limits: Limits = { ...LIMITS, ...deps.limits };
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  const sessions = new Map<Connection, Session>();
  /** the one live session of each screen */
  const live = new Map<string, { connection: Connection; session: Live }>();
  const watchers = new Set<(screenId: string) => void>();
  const notebook = new Notebook(store.screens, log);
  const playKeeper = new PlayKeeper(deps);
  const counted: Counted = { assignments: 0, plays: 0, playsBroken: 0, playsRefused: 0 };
  let strangers = 0;
  let draining = false;
  let drained: (() => void) | null = null;
  /** grows with each change of programme: tells whether one came while a screen was greeted */
  let changes = 0;

  // ── coming ────────────────────────────────────────────────────────────────────────────────────

  const upgrade: RunningHub['upgrade'] = (request, socket, head) => {
    socket.on('error', () => {});
    const refusal = refusalOf(request) ?? (full() ? '503 Service Unavailable' : null);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection: Connection = new Connection(
        webSocket,
        socket,
        {
          message: (text) => hear(connection, text),
          nonsense: () => end(connection, CloseCode.protocol),
          closed: () => forget(connection),
        },
        elapsed,
      );
      strangers += 1;
      sessions.set(connection, { state: 'greeting', since: elapsed() });
    });
  };

  const full = () => draining || strangers >= limits.strangers;

  const hear = (connection: Connection, text: string): void => {
    const message = parseMessage(text);
    const session = sessions.get(connection);
    if (!session || session.state === 'closing') return;
    if (!message) {
      end(connection, CloseCode.protocol);
      return;
    }
    switch (session.state) {
      case 'greeting':
        if (message.type === 'hello') check(connection, message);
        else end(connection, CloseCode.protocol);
        break;
      case 'checking':
        if (session.early.push(message) > limits.early) end(connection, CloseCode.protocol);
        break;
      case 'live':
        answer(connection, session, message);
    }
  };

  // ── greeting ──────────────────────────────────────────────────────────────────────────────────

  const check = (connection: Connection, hello: Hello): void => {
    const changesBefore = changes;
    const early: PlayerMessage[] = [];
    sessions.set(connection, { state: 'checking', early });
    // What this hub itself told the screen a moment ago must count.
    notebook
      .settled(hello.screen)
      .then(() => admit(deps, hello))
      .then((admission) => {
        if (sessions.get(connection)?.state !== 'checking') return;
        if (admission.kind === 'turnedAway') {
          end(connection, admission.code);
          return;
        }
        const session = welcome(connection, hello, admission);
        for (const message of early) {
          if (sessions.get(connection) === session) answer(connection, session, message);
        }
        // What was looked up may be older than a change that came meanwhile.
        if (changes !== changesBefore) pusher.changedFor([session.screen]);
      })
      .catch((error) => {
        log.error({ err: error }, 'a screen could not be welcomed');
        end(connection, CloseCode.draining);
      });
  };

  const welcome = (connection: Connection, { build }: Hello, admitted: Admitted): Live => {
    const { screen, compiled, sequence, holds, profile, played } = admitted;
    const time = now();
    const [assignment] = signer.sign([
      { screen: screen.id, manifest: compiled.id, sequence, issuedAt: time },
    ]);
    const before = live.get(screen.id);
    if (before) end(before.connection, CloseCode.replaced);
    connection.send(
      ...(holds ? [] : manifestFrame(compiled)),
      framed({
        type: 'welcome',
        time,
        profile,
        assignment: assignment!,
        playsUpTo: played.upTo,
        playsChain: played.chain,
      }),
    );
    const session: Live = {
      state: 'live',
      screen: screen.id,
      unit: screen.unitId,
      since: time,
      told: { manifest: compiled.id, sequence },
      unanswered: holds ? null : { sequence, since: elapsed() },
      profile: JSON.stringify(profile),
      status: null,
      budget: limits.messagesAtOnce,
    };
    strangers -= 1;
    sessions.set(connection, session);
    live.set(screen.id, { connection, session });
    connection.pingAt = elapsed() + (random() * limits.silenceMs) / 3;
    notebook.note({
      id: screen.id,
      lastSeenAt: time,
      build,
      assignedAt: time,
      ...noteOfAdmission(admitted),
    });
    tellWatchers(screen.id);
    return session;
  };

  // ── listening ─────────────────────────────────────────────────────────────────────────────────

  const answer = (connection: Connection, session: Live, message: PlayerMessage): void => {
    const cost = message.type === 'plays' ? PLAYS_COST : 1;
    // What is in hand already is answered; the debt stays small enough to be paid before a deadline.
    session.budget = Math.max(session.budget - cost, -limits.messagesAtOnce);
    if (session.budget <= 0) connection.pause();
    const { screen, told } = session;
    switch (message.type) {
      case 'hello':
        end(connection, CloseCode.protocol);
        break;
      case 'time':
        connection.send(framed({ type: 'time', t0: message.t0, time: now() }));
        break;
      case 'status':
        session.status = message.status;
        notebook.note({ id: screen, lastSeenAt: now(), status: message.status });
        tellWatchers(screen);
        break;
      case 'ack':
      case 'refused': {
        // about an older assignment: another has been sent since
        if (message.sequence !== told.sequence) break;
        session.unanswered = null;
        if (message.type === 'refused') {
          log.warn({ screen, ...told, reason: message.reason }, 'a screen refused its assignment');
        }
        const acknowledged = message.type === 'ack' ? message.state : 'refused';
        notebook.note({ id: screen, sequence: told.sequence, acknowledged });
        break;
      }
      case 'plays':
        playKeeper.keep({
          screen: { id: screen, unitId: session.unit },
          plays: message.plays,
          kept: ({ upTo, broken, refused }) => {
            counted.plays += message.plays.length;
            counted.playsBroken += broken.length;
            counted.playsRefused += refused.length;
            connection.send(framed({ type: 'playsKept', upTo }));
          },
        });
    }
  };

  // ── telling what changed ──────────────────────────────────────────────────────────────────────

  const pusher = new Pusher({
    programmes,
    connected: live,
    log,
    deliver: async (current) => {
      assign(current);
      await describe([...current.keys()]);
    },
    // Removed while this node did not hear it: when it comes back it learns what it is.
    unknown: (id) => {
      const entry = live.get(id);
      if (entry) end(entry.connection, CloseCode.draining);
    },
  });

  /** Sends new assignments, and nothing to screens whose manifest is still the same. */
  const assign = (current: ReadonlyMap<string, Programme>): void => {
    const news = [...current].flatMap(([id, { compiled, sequence }]) => {
      const entry = live.get(id);
      if (!entry || entry.session.told.manifest === compiled.id) return [];
      // This node knows best what a screen that is connected here was told last.
      const next = Math.max(sequence, entry.session.told.sequence + 1);
      return [{ ...entry, compiled, sequence: next }];
    });
    signInBatches(
      signer,
      news,
      ({ session, compiled, sequence }) => ({
        screen: session.screen,
        manifest: compiled.id,
        sequence,
        issuedAt: now(),
      }),
      ({ connection, session, compiled, sequence }, assignment) => {
        connection.send(...manifestFrame(compiled), framed({ type: 'assign', assignment }));
        session.told = { manifest: compiled.id, sequence };
        session.unanswered = { sequence, since: elapsed() };
        notebook.note({
          id: session.screen,
          manifest: compiled.id,
          sequence,
          acknowledged: 'sent',
          assignedAt: assignment.issuedAt,
        });
      },
    );
    counted.assignments += news.length;
  };

  /** Sends profiles that changed: a school was renamed, a screen moved. */
  const describe = async (screens: readonly string[]): Promise<void> => {
    for (const [id, profile] of await profiles.of(screens)) {
      const entry = live.get(id);
      const text = JSON.stringify(profile);
      if (!entry || entry.session.profile === text) continue;
      entry.session.profile = text;
      entry.connection.send(framed({ type: 'profile', profile }));
    }
  };

  const unsubscribe = bus.subscribe((change: Change) => {
    switch (change.kind) {
      case 'programme':
        changes += 1;
        pusher.changedBelow(change.affects.units);
        break;
      case 'screenChanged': {
        changes += 1;
        const entry = live.get(change.screenId);
        if (!entry) break;
        entry.session.unit = change.unitId;
        pusher.changedFor([change.screenId]);
        break;
      }
      case 'screenRemoved': {
        changes += 1;
        const entry = live.get(change.screenId);
        if (entry) end(entry.connection, CloseCode.removed);
        break;
      }
      case 'identify': {
        const { screenId, ms } = change;
        live.get(screenId)?.connection.send(framed({ type: 'identify', ms }));
        break;
      }
      case 'asset':
      case 'waiting':
        break;
    }
  });
  const unsubscribeGap = bus.onGap(() => {
    changes += 1;
    pusher.changedFor([...live.keys()]);
  });

  // ── going ─────────────────────────────────────────────────────────────────────────────────────

  /** Says goodbye with `code`; the session is over at once. */
  const end = (connection: Connection, code: CloseCode): void => {
    const session = sessions.get(connection);
    if (!session || session.state === 'closing') return;
    leave(connection, session);
    sessions.set(connection, { state: 'closing', since: elapsed() });
    connection.close(code);
  };

  /** The connection is gone. */
  const forget = (connection: Connection): void => {
    const session = sessions.get(connection);
    if (!session) return;
    leave(connection, session);
    sessions.delete(connection);
    if (sessions.size === 0) drained?.();
  };

  const leave = (connection: Connection, session: Session): void => {
    if (session.state === 'greeting' || session.state === 'checking') strangers -= 1;
    if (session.state !== 'live' || live.get(session.screen)?.connection !== connection) return;
    live.delete(session.screen);
    notebook.note({ id: session.screen, lastSeenAt: now() });
    void notebook.flush();
    tellWatchers(session.screen);
  };

  const tellWatchers = (screenId: string): void => {
    for (const watcher of watchers) {
      try {
        watcher(screenId);
      } catch (error) {
        log.error({ err: error }, 'a listener for screens failed');
      }
    }
  };

  // ── time passing ──────────────────────────────────────────────────────────────────────────────

  let seconds = 0;
  const tick = (): void => {
    const at = elapsed();
    for (const [connection, session] of sessions) {
      const what = due(session, connection, at, limits);
      if (what === 'stalled') end(connection, CloseCode.stalled);
      else if (what === 'cutOff') connection.terminate();
      else if (session.state === 'live') tend(connection, session, at);
    }
    seconds += 1;
    if (seconds % NOTE_EVERY === 0) void notebook.flush();
    pusher.work();
  };

  /** Refills the budget; asks for a sign of life, each screen at a moment of its own. */
  const tend = (connection: Connection, session: Live, at: number): void => {
    const waits = session.budget <= 0;
    session.budget = Math.min(session.budget + limits.messagesPerSecond, limits.messagesAtOnce);
    if (waits && session.budget > 0) connection.resume();
    if (at < connection.pingAt) return;
    connection.ping();
    connection.pingAt = at + (limits.silenceMs / 3) * (0.75 + random() / 2);
  };

  const stopTicking = (deps.everySecond ?? everySecond)(tick);

  return {
    upgrade,
    counted,
    connected: () => live.size,
    presence: (screenId) => {
      const session = live.get(screenId)?.session;
      return session ? { since: session.since, status: session.status } : null;
    },
    watch: (listener) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    async drain() {
      draining = true;
      unsubscribe();
      unsubscribeGap();
      await playKeeper.flush();
      for (const connection of sessions.keys()) end(connection, CloseCode.draining);
      if (sessions.size > 0) {
        await new Promise<void>((resolve) => {
          drained = resolve;
        });
      }
      stopTicking();
      await playKeeper.flush();
      await notebook.flush();
    },
  };
}

/** Why an upgrade is none for the hub, as an HTTP status; null: it is welcome. */
function refusalOf(request: IncomingMessage): string | null {
  const [path] = (request.url ?? '').split('?');
  if (path !== PLAYER_PATH) return '404 Not Found';
  return offersOurs(request) ? null : '400 Bad Request';
}

function offersOurs({ headers }: IncomingMessage): boolean {
  const offered = headers['sec-websocket-protocol']?.split(',') ?? [];
  return offered.some((protocol) => protocol.trim() === SUBPROTOCOL);
}

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
