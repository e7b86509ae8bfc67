/**
 * A small honest server for tests of the player: real http and WebSocket on a free port, the real
 * protocol, real Ed25519 signatures, media in ranges. It keeps what the player told it, and it can
 * misbehave on request, which the real server can't.
 */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { canonicalText } from '#shared/frame/canonical.ts';
import { CHUNK_BYTES, type Manifest, type MediaInfo } from '#shared/frame/manifest.ts';
import {
  type Assignment,
  assignmentText,
  CloseCode,
  type HubMessage,
  INLINE_MANIFEST_BYTES,
  type Play,
  PlayerMessage,
  ScreenProfile,
  type ScreenStatus,
  SUBPROTOCOL,
} from '#shared/protocol/messages.ts';

export type Media = { readonly sha256: string; readonly info: MediaInfo; readonly bytes: Buffer };

/** Names bytes by their hash and cuts them into pieces, as the real media store does. */
export function mediaOf(bytes: Buffer, type: string, ms: number | null = null): Media {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const piece = bytes.subarray(at, at + CHUNK_BYTES);
    chunks.push(createHash('sha256').update(piece).digest('base64url'));
  }
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    info: { bytes: bytes.length, type, ms, chunks },
    bytes,
  };
}

export type PlayerServer = {
  readonly url: string;
  /** every well-formed message of every player, in order */
  readonly heard: PlayerMessage[];
  /** plays by n, of the one screen */
  readonly plays: Map<number, Play>;
  readonly status: ScreenStatus | null;
  /** the byte at which each request for media began, in order */
  readonly mediaStarts: ReadonlyMap<string, readonly number[]>;
  /** code shown by the screen that asked last */
  readonly userCode: string | null;
  /** how many codes screens have asked for */
  readonly codesAsked: number;
  readonly screenId: string;
  profile: ScreenProfile;
  /** ms added to the server's clock */
  clockOffset: number;
  /** play acknowledgements are swallowed: as if the line broke in that moment */
  loseAcknowledgements: boolean;
  /** cuts each answer with media after so many bytes */
  breakMediaAfter: number | null;
  now(): number;
  addMedia(media: Media): void;
  /** what is sent when the media is asked for, instead of what its hash says */
  corrupt(sha256: string, bytes: Buffer | null): void;
  /** somebody claims the screen with its code */
  claim(): void;
  /** the manifest's id; pushes the assignment to whoever is connected */
  assign(manifest: Manifest): string;
  /** signs whatever it is given, with the server's key or another one */
  signed(assignment: Assignment, key?: KeyObject): Extract<HubMessage, { type: 'assign' }>;
  readonly assignment: Assignment | null;
  readonly strangersKey: KeyObject;
  putManifest(id: string, body: string): void;
  send(message: HubMessage): void;
  closeSockets(code: number): void;
  connected(): number;
  /** forgets the screen: its token is worth nothing any more */
  revoke(): void;
  /** as when the machine loses power: every connection is gone at once */
  stop(): Promise<void>;
  /** on the same port */
  start(): Promise<void>;
  /** another build of the player is installed */
  serveBuild(dist: string): void;
};

/** `dist`: the folder with the built player. */
export async function startPlayerServer(dist: string): Promise<PlayerServer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const strangersKey = createPrivateKey(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  const serverKey = publicKey.export({ format: 'jwk' }).x!;
  const screenId = 'screen-1';
  const state = {
    dist,
    token: randomBytes(16).toString('base64url'),
    deviceCode: '',
    userCode: null as string | null,
    codesAsked: 0,
    claimed: false,
    sequence: 0,
    assignment: null as Assignment | null,
    status: null as ScreenStatus | null,
    mediaStarts: new Map<string, number[]>(),
  };
  const media = new Map<string, Media>();
  const corrupted = new Map<string, Buffer>();
  const manifests = new Map<string, string>();
  const sockets = new Set<WebSocket>();
  const heard: PlayerMessage[] = [];
  const plays = new Map<number, Play>();
  let http: Server;
  let port = 0;

  const server: PlayerServer = {
    get url() {
      return `http://localhost:${port}`;
    },
    heard,
    plays,
    get status() {
      return state.status;
    },
    get mediaStarts() {
      return state.mediaStarts;
    },
    get userCode() {
      return state.userCode;
    },
    get codesAsked() {
      return state.codesAsked;
    },
    get assignment() {
      return state.assignment;
    },
    screenId,
    strangersKey,
    profile: ScreenProfile.parse({
      screenName: 'Sảnh chính',
      unitName: 'Trường Tiểu học Tân Hiệp',
      placeName: 'Cơ sở 1',
      zone: 'Asia/Ho_Chi_Minh',
      locale: 'vi',
    }),
    clockOffset: 0,
    loseAcknowledgements: false,
    breakMediaAfter: null,
    now: () => Date.now() + server.clockOffset,
    addMedia: (added) => void media.set(added.sha256, added),
    corrupt(sha256, bytes) {
      if (bytes) corrupted.set(sha256, bytes);
      else corrupted.delete(sha256);
    },
    claim() {
      state.claimed = true;
    },
    assign(manifest) {
      const body = canonicalText(manifest);
      const id = createHash('sha256').update(body).digest('hex');
      manifests.set(id, body);
      state.sequence += 1;
      state.assignment = {
        screen: screenId,
        manifest: id,
        sequence: state.sequence,
        issuedAt: server.now(),
      };
      for (const socket of sockets) bring(socket);
      return id;
    },
    signed: (assignment, key = privateKey) => ({
      type: 'assign',
      assignment: {
        ...assignment,
        signature: sign(null, Buffer.from(assignmentText(assignment)), key).toString('base64url'),
      },
    }),
    putManifest: (id, body) => void manifests.set(id, body),
    send(message) {
      for (const socket of sockets) tell(socket, message);
    },
    closeSockets(code) {
      for (const socket of sockets) socket.close(code);
    },
    connected: () => sockets.size,
    revoke() {
      state.token = randomBytes(16).toString('base64url');
      state.claimed = false;
    },
    async stop() {
      for (const socket of sockets) socket.terminate();
      sockets.clear();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
    start: () => listen(),
    serveBuild(folder) {
      state.dist = folder;
    },
  };

  const tell = (socket: WebSocket, message: HubMessage) => socket.send(JSON.stringify(message));

  /** The bytes first when they are few, then the assignment, as the hub does. */
  const bring = (socket: WebSocket) => {
    if (!state.assignment) return;
    sendBody(socket, state.assignment.manifest);
    tell(socket, server.signed(state.assignment));
  };
  const sendBody = (socket: WebSocket, id: string) => {
    const body = manifests.get(id)!;
    if (body.length <= INLINE_MANIFEST_BYTES) tell(socket, { type: 'manifest', id, body });
  };

  const listen = async () => {
    http = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    const hub = new WebSocketServer({
      server: http,
      path: '/ws/player',
      handleProtocols: (protocols) => protocols.has(SUBPROTOCOL) && SUBPROTOCOL,
    });
    hub.on('connection', (socket) => {
      socket.on('message', (data) => hear(socket, String(data)));
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
    port = (http.address() as AddressInfo).port;
  };

  const hear = (socket: WebSocket, text: string) => {
    const message = PlayerMessage.parse(JSON.parse(text));
    heard.push(message);
    switch (message.type) {
      case 'hello': {
        if (message.token !== state.token) return socket.close(CloseCode.unauthorised);
        sockets.add(socket);
        const { assignment } = state;
        if (!assignment) throw new Error('assign something before a screen says hello');
        if (message.manifest !== assignment.manifest) sendBody(socket, assignment.manifest);
        return tell(socket, {
          type: 'welcome',
          time: Math.round(server.now()),
          profile: server.profile,
          assignment: server.signed(assignment).assignment,
          playsUpTo: keptUpTo(),
          playsChain: plays.get(keptUpTo())?.chain ?? null,
        });
      }
      case 'time':
        return tell(socket, { type: 'time', t0: message.t0, time: server.now() });
      case 'status':
        state.status = message.status;
        return;
      case 'plays':
        for (const play of message.plays) {
          const known = plays.get(play.n);
          if (known && JSON.stringify(known) !== JSON.stringify(play)) {
            throw new Error(`play ${play.n} was sent with two contents`);
          }
          plays.set(play.n, play);
        }
        if (!server.loseAcknowledgements) {
          tell(socket, { type: 'playsKept', upTo: keptUpTo() });
        }
        return;
    }
  };

  const keptUpTo = () => {
    let upTo = 0;
    while (plays.has(upTo + 1)) upTo += 1;
    return upTo;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const [, first, second] = pathname.split('/');
    if (pathname === '/player') return sendPage(response);
    if (pathname === '/player/build.json') {
      response.setHeader('cache-control', 'no-store');
      return sendFile(response, path.join(state.dist, 'build.json'));
    }
    if (pathname === '/player/sw.js') {
      response.setHeader('service-worker-allowed', '/player');
      return sendFile(response, path.join(state.dist, 'sw.js'));
    }
    if (first === 'assets') {
      return sendFile(response, path.join(state.dist, 'assets', path.basename(pathname)));
    }
    if (pathname === '/api/pairings') return sendPairing(response);
    if (pathname === '/api/pairings/token') return sendToken(request, response);
    if (request.headers.authorization !== `Bearer ${screenId}.${state.token}`) {
      return send(response, 401, {});
    }
    if (first === 'manifests') {
      const body = manifests.get(second!);
      return body ? void response.end(body) : send(response, 404, {});
    }
    if (first === 'media') return sendMedia(request, response, second!);
    send(response, 404, {});
  };

  const send = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  const sendFile = async (response: ServerResponse, file: string) => {
    const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(await readFile(file));
  };

  const sendPage = async (response: ServerResponse) => {
    const page = await readFile(path.join(state.dist, 'player.html'));
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy':
          "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
          "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self' ws: wss: https:; frame-src https:; " +
          "font-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'",
      })
      .end(page);
  };

  const sendPairing = (response: ServerResponse) => {
    state.deviceCode = randomBytes(12).toString('base64url');
    state.userCode = 'BCDF-GHJK';
    state.codesAsked += 1;
    const verificationUri = `${server.url}/ghep`;
    send(response, 201, {
      deviceCode: state.deviceCode,
      userCode: state.userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?code=${state.userCode}`,
      interval: 1,
      expiresIn: 600,
    });
  };

  const sendToken = async (request: IncomingMessage, response: ServerResponse) => {
    let text = '';
    for await (const part of request) text += part;
    if (JSON.parse(text).deviceCode !== state.deviceCode) {
      return send(response, 400, { code: 'expired_token' });
    }
    if (!state.claimed) return send(response, 400, { code: 'authorization_pending' });
    send(response, 200, { screenId, token: state.token, serverKey });
  };

  const sendMedia = (request: IncomingMessage, response: ServerResponse, sha256: string) => {
    const found = media.get(sha256);
    if (!found) return send(response, 404, {});
    const bytes = corrupted.get(sha256) ?? found.bytes;
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (!range) return send(response, 416, {});
    const [start, end] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
    const part = bytes.subarray(start, end + 1);
    response.writeHead(206, {
      'content-type': found.info.type,
      'content-length': part.length,
      'content-range': `bytes ${start}-${end}/${bytes.length}`,
    });
    const whole = server.breakMediaAfter === null || part.length <= server.breakMediaAfter;
    const sent = whole ? part : part.subarray(0, server.breakMediaAfter!);
    state.mediaStarts.set(sha256, [...(state.mediaStarts.get(sha256) ?? []), start]);
    if (whole) response.end(sent);
    else response.write(sent, () => response.socket?.end());
  };

  await listen();
  return server;
}
