/**
 * The socket to the hub, kept up for months: carries out what `machine.ts` decides, parses what is
 * heard, and asks for the time often enough that silence means a dead link.
 */
import { HubMessage, type PlayerMessage } from '#shared/protocol/messages.ts';
import { beginning, type LinkEvent, type LinkState, step } from './machine.ts';

/** What the link needs of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}
export type SocketEvents = {
  readonly onOpen: () => void;
  readonly onMessage: (data: unknown) => void;
  readonly onClose: (code: number) => void;
};

export type LinkOptions = {
  readonly open: (events: SocketEvents) => Socket;
  readonly hello: () => Extract<PlayerMessage, { type: 'hello' }>;
  readonly monotonic: () => number;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onMessage: (message: Exclude<HubMessage, { type: 'time' }>) => void;
  /** answers whether more such exchanges are needed at once */
  readonly onTime: (sent: number, serverTime: number, heard: number) => boolean;
  readonly onState: (state: LinkState) => void;
  readonly onProblem: (problem: string) => void;
};

export interface Link {
  readonly state: LinkState;
  start(): void;
  /** dropped when the link is not live: whoever sends says it again after the next welcome */
  send(message: Exclude<PlayerMessage, { type: 'hello' | 'time' }>): void;
  networkBack(): void;
  close(): void;
}

/** A quick row at first, so that the clock is good at once; then now and then. */
const TIME_ROW = 6;
const TIME_ROW_EVERY_MS = 250;
const TIME_EVERY_MS = 20_000;

export function createLink(options: LinkOptions): Link {
  const { monotonic, random, after } = options;
  let state: LinkState = beginning(monotonic());
  let socket: Socket | null = null;
  let cancelDue = () => {};
  let cancelTime = () => {};
  let closed = false;

  const tell = (message: PlayerMessage) => socket?.send(JSON.stringify(message));

  const feed = (event: LinkEvent) => {
    if (closed) return;
    const before = state;
    const next = step(state, event, monotonic(), random());
    state = next.state;
    for (const command of next.commands) {
      if (command === 'open') open();
      else if (command === 'close') drop();
      else tell(options.hello());
    }
    // A timer may come a little early: then it is set again.
    if (state === before && event.kind !== 'due') return;
    cancelDue();
    if (state.kind !== 'removed') {
      const wait = Math.max(0, Math.ceil(state.due - monotonic()));
      cancelDue = after(wait, () => feed({ kind: 'due' }));
    }
    if (state.kind === before.kind) return;
    if (before.kind === 'live') cancelTime();
    if (state.kind === 'live') askTime(TIME_ROW);
    options.onState(state);
  };

  const open = () => {
    // Events of a socket that was given up say nothing about the present one.
    const ifCurrent = (work: () => void) => () => {
      if (socket === opened) work();
    };
    const opened: Socket = options.open({
      onOpen: ifCurrent(() => feed({ kind: 'opened' })),
      onMessage: (data) => ifCurrent(() => hear(data))(),
      onClose: (code) =>
        ifCurrent(() => {
          socket = null;
          feed({ kind: 'closed', code });
        })(),
    });
    socket = opened;
  };
  const drop = () => {
    const dropped = socket;
    socket = null;
    dropped?.close();
  };

  const askTime = (row: number) => {
    tell({ type: 'time', t0: monotonic() });
    const wait = row > 1 ? TIME_ROW_EVERY_MS : TIME_EVERY_MS;
    cancelTime = after(wait, () => askTime(Math.max(0, row - 1)));
  };

  const hear = (data: unknown) => {
    const heard = monotonic();
    const message = parse(data);
    if (!message) return options.onProblem('the hub said something that this build does not know');
    feed({ kind: message.type === 'welcome' ? 'welcomed' : 'heard' });
    if (message.type !== 'time') return options.onMessage(message);
    const more = options.onTime(message.t0, message.time, heard);
    if (!more || state.kind !== 'live') return;
    cancelTime();
    cancelTime = after(TIME_ROW_EVERY_MS, () => askTime(TIME_ROW));
  };

  return {
    get state() {
      return state;
    },
    start: () => feed({ kind: 'due' }),
    send(message) {
      if (state.kind === 'live') tell(message);
    },
    networkBack: () => feed({ kind: 'networkBack' }),
    close() {
      closed = true;
      cancelDue();
      cancelTime();
      drop();
    },
  };
}

function parse(data: unknown): HubMessage | null {
  if (typeof data !== 'string') return null;
  try {
    return HubMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
