/**
 * A screen without a browser: speaks the real protocol, holds its assignment and manifest, checks
 * signatures and hashes when asked to, plays by `frameAt` and reports what it played. Light enough
 * for thousands in one process.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Airing } from '#shared/frame/frame.ts';
import { frameAt, nextChange } from '#shared/frame/frame-at.ts';
import { type Manifest, tracks } from '#shared/frame/manifest.ts';
import { parseManifest } from '#shared/frame/parse.ts';
import { chainOf } from '#shared/protocol/chain.ts';
import {
  HubMessage,
  type Play,
  type PlayerMessage,
  type ScreenProfile,
  type ScreenStatus,
  type SignedAssignment,
  SUBPROTOCOL,
} from '#shared/protocol/messages.ts';
import { signedText } from '#shared/protocol/signature.ts';

/** What a screen keeps from its pairing. */
export type Paired = {
  readonly screenId: string;
  readonly token: string;
  /** raw Ed25519 public key, base64url */
  readonly serverKey: string;
};

export type ScreenOptions = {
  /** `http://host:port` */
  readonly url: string;
  readonly paired: Paired;
  readonly now: () => number;
  /** check signatures and hashes, as a real screen does */
  readonly verify: boolean;
  /** report statuses and plays as the frame changes */
  readonly plays: boolean;
};

export type ScreenEvents = {
  /** on air: an assignment that was accepted, with its manifest in hand */
  onAir(assignment: SignedAssignment, manifest: Manifest): void;
  message(message: HubMessage): void;
  refused(reason: string): void;
  closed(code: number): void;
};

export class SimulatedScreen {
  readonly paired: Paired;
  assignment: SignedAssignment | null = null;
  manifest: Manifest | null = null;
  profile: ScreenProfile | null = null;
  /** plays not acknowledged yet */
  readonly backlog: Play[] = [];
  readonly #options: ScreenOptions;
  readonly #events: Partial<ScreenEvents>;
  /** manifests that came in the socket, until an assignment names them */
  readonly #bodies = new Map<string, string>();
  #webSocket: WebSocket | null = null;
  #accepting: Promise<void> = Promise.resolve();
  #playing: NodeJS.Timeout | null = null;
  #played = 0;
  /** of the play that ended last */
  #chain: string | null = null;

  constructor(options: ScreenOptions, events: Partial<ScreenEvents> = {}) {
    this.paired = options.paired;
    this.#options = options;
    this.#events = events;
  }

  /** Connects and says hello; resolves when welcomed and on air, rejects when the door is shut. */
  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      const address = `${this.#options.url.replace(/^http/, 'ws')}/ws/player`;
      const webSocket = new WebSocket(address, SUBPROTOCOL, { perMessageDeflate: false });
      this.#webSocket = webSocket;
      webSocket.on('open', () => {
        this.send({
          type: 'hello',
          screen: this.paired.screenId,
          token: this.paired.token,
          build: 'simulated',
          manifest: this.assignment?.manifest ?? null,
          sequence: this.assignment?.sequence ?? 0,
        });
      });
      webSocket.on('message', (data) => {
        const message = this.#read(String(data));
        this.#accepting = this.#accepting
          .then(() => this.#hear(message))
          .then(() => {
            if (message.type === 'welcome') resolve();
          })
          .catch((error: Error) => this.#events.refused?.(error.message));
      });
      webSocket.on('error', reject);
      webSocket.on('close', (code) => {
        if (this.#playing) clearTimeout(this.#playing);
        this.#events.closed?.(code);
        reject(new Error(`closed with ${code}`));
      });
    });
  }

  send(message: PlayerMessage): void {
    if (this.#webSocket?.readyState === WebSocket.OPEN) {
      this.#webSocket.send(JSON.stringify(message));
    }
  }

  close(): void {
    this.#webSocket?.close();
  }
  /** As when the power goes: no goodbye. */
  terminate(): void {
    this.#webSocket?.terminate();
  }

  #read(text: string): HubMessage {
    const value: unknown = JSON.parse(text);
    return this.#options.verify ? HubMessage.parse(value) : (value as HubMessage);
  }

  async #hear(message: HubMessage): Promise<void> {
    this.#events.message?.(message);
    switch (message.type) {
      case 'manifest':
        this.#bodies.set(message.id, message.body);
        break;
      case 'welcome':
        this.profile = message.profile;
        this.#goOnFrom(message.playsUpTo, message.playsChain);
        await this.#accept(message.assignment);
        break;
      case 'assign':
        await this.#accept(message.assignment);
        break;
      case 'profile':
        this.profile = message.profile;
        break;
      case 'playsKept':
        this.#forgetPlays(message.upTo);
        break;
      case 'time':
      case 'identify':
        break;
    }
  }

  async #accept(assignment: SignedAssignment): Promise<void> {
    const { sequence, manifest: id } = assignment;
    const reason = await this.#objection(assignment);
    if (reason !== null) {
      this.send({ type: 'refused', sequence, reason });
      throw new Error(reason);
    }
    const known = this.assignment?.manifest === id ? this.manifest : null;
    const manifest = known ?? (await this.#manifest(id));
    this.#bodies.clear();
    this.assignment = assignment;
    this.manifest = manifest;
    this.send({ type: 'ack', sequence, state: 'held' });
    this.send({ type: 'ack', sequence, state: 'onAir' });
    this.#events.onAir?.(assignment, manifest);
    if (this.#options.plays) this.#play();
  }

  /** Why a real screen would not obey; null: it would. */
  async #objection(assignment: SignedAssignment): Promise<string | null> {
    const { screen, manifest, sequence, signature } = assignment;
    const held = this.assignment;
    if (screen !== this.paired.screenId) return 'meant for another screen';
    if (held && sequence < held.sequence) return 'older than what is held';
    if (held && sequence === held.sequence && manifest !== held.manifest) {
      return 'names another manifest with the same sequence';
    }
    if (!this.#options.verify) return null;
    const text = await signedText(assignment, async (bytes) =>
      Uint8Array.from(createHash('sha256').update(bytes).digest()),
    );
    const sound = verify(
      null,
      Buffer.from(text),
      publicKey(this.paired.serverKey),
      Buffer.from(signature, 'base64url'),
    );
    return sound ? null : 'wrong signature';
  }

  async #manifest(id: string): Promise<Manifest> {
    const body = this.#bodies.get(id) ?? (await this.#fetchManifest(id));
    if (!this.#options.verify) return JSON.parse(body) as Manifest;
    if (createHash('sha256').update(body).digest('hex') !== id) throw new Error('wrong hash');
    const parsed = parseManifest(body);
    if (!parsed.ok) throw new Error(parsed.mistake);
    return parsed.manifest;
  }

  async #fetchManifest(id: string): Promise<string> {
    const { screenId, token } = this.paired;
    const response = await fetch(`${this.#options.url}/manifests/${id}`, {
      headers: { Authorization: `Bearer ${screenId}.${token}` },
    });
    if (!response.ok) throw new Error(`manifest: ${response.status}`);
    return response.text();
  }

  /** Says what is on air and waits for it to end; what has ended is reported. */
  #play(): void {
    if (this.#playing) clearTimeout(this.#playing);
    const manifest = this.manifest!;
    const now = this.#options.now();
    const frame = frameAt(manifest, now);
    this.send({ type: 'status', status: this.#status(frame.main, frame.ticker) });
    const change = nextChange(manifest, now);
    if (change === Number.POSITIVE_INFINITY) return;
    const wake = () => {
      const left = change - this.#options.now();
      if (left > 0) {
        this.#playing = setTimeout(wake, Math.min(left, LONGEST_TIMER));
        return;
      }
      for (const track of tracks) {
        const airing = frame[track];
        if (airing?.end === change) this.#report(track, airing, now);
      }
      this.#play();
    };
    wake();
  }

  #report(track: Play['track'], airing: Airing, since: number): void {
    this.#played += 1;
    const play = {
      n: this.#played,
      manifest: this.assignment!.manifest,
      track,
      item: airing.item.id,
      planned: { start: airing.start, end: airing.end },
      real: { start: Math.max(airing.start, since), end: this.#options.now() },
      ending: airing.cut ? ('cut' as const) : ('completed' as const),
      reason: null,
      uncertainty: 0,
    };
    this.#chain = chainOf(this.#chain, play);
    this.backlog.push({ ...play, chain: this.#chain });
    this.send({ type: 'plays', plays: this.backlog.slice(0, 200) });
  }

  #goOnFrom(upTo: number, chain: string | null): void {
    if (upTo > this.#played) {
      this.#played = upTo;
      this.#chain = chain;
    }
    this.#forgetPlays(upTo);
  }

  #forgetPlays(upTo: number): void {
    while (this.backlog.length > 0 && this.backlog[0]!.n <= upTo) this.backlog.shift();
  }

  #status(main: Airing | null, ticker: Airing | null): ScreenStatus {
    return {
      manifest: this.assignment?.manifest ?? null,
      fetching: { manifest: null, bytes: 0, of: 0 },
      onAir: {
        ...{ main: main?.item.id ?? null, ticker: ticker?.item.id ?? null },
        ...{ audio: null, voice: null },
      },
      storage: { used: 0, quota: 0, full: false },
      clock: { offset: 0, uncertainty: 0, trust: 'synchronised' },
      skipped: 0,
      backlog: this.backlog.length,
      viewport: { width: 1920, height: 1080 },
      problem: null,
    };
  }
}

/** setTimeout takes 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1;

const keys = new Map<string, KeyObject>();

function publicKey(x: string): KeyObject {
  let key = keys.get(x);
  if (!key) {
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    keys.set(x, key);
  }
  return key;
}
