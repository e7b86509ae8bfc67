/**
 * The states of a session and the decisions in it that need no socket. A session greets, is checked,
 * lives, and closes; each state carries only what it needs.
 */
import type { Programme } from '#server/publish/port.ts';
import type { Told } from '#server/publish/sequence.ts';
import type { ScreenRecord } from '#server/store/port.ts';
import {
  HELLO_WITHIN_MS,
  type Hello,
  type PlayerMessage,
  PlayerMessage as PlayerMessageSchema,
  type ScreenStatus,
  SILENCE_MS,
} from '#shared/protocol/messages.ts';
import type { Connection } from './connection.ts';

/** Connected, has not said hello yet. */
export type Greeting = { readonly state: 'greeting'; readonly since: number };

/** Said hello; what it says before it is answered waits in `early`. */
export type Checking = { readonly state: 'checking'; readonly early: PlayerMessage[] };

/** Known, welcomed, up to date or being brought up to date. */
export type Live = {
  readonly state: 'live';
  readonly screen: string;
  /** where it stands; plays are counted there */
  unit: string;
  /** ms of the Unix epoch */
  readonly since: number;
  told: Told;
  /** the assignment that it has not answered yet, and when it was sent */
  unanswered: { readonly sequence: number; readonly since: number } | null;
  profile: string;
  status: ScreenStatus | null;
  /** messages that it may send before it has to wait */
  budget: number;
};

/** Said goodbye; cut off if the other side takes too long to answer. */
export type Closing = { readonly state: 'closing'; readonly since: number };

export type Session = Greeting | Checking | Live | Closing;

export type Limits = {
  readonly helloWithinMs: number;
  readonly silenceMs: number;
  /** how long an assignment may stay unanswered */
  readonly answerWithinMs: number;
  readonly goodbyeWithinMs: number;
  /** what may wait to be written to one screen */
  readonly bufferedBytes: number;
  /** sessions that have not said hello */
  readonly strangers: number;
  /** messages a second that a screen may keep up, and how many at once */
  readonly messagesPerSecond: number;
  readonly messagesAtOnce: number;
  /** messages between hello and welcome */
  readonly early: number;
};

export const LIMITS: Limits = {
  helloWithinMs: HELLO_WITHIN_MS,
  silenceMs: SILENCE_MS,
  answerWithinMs: 60_000,
  goodbyeWithinMs: 3_000,
  bufferedBytes: 1024 * 1024,
  strangers: 10_000,
  messagesPerSecond: 10,
  messagesAtOnce: 100,
  early: 16,
};

/** One message, or null if it is none of ours. */
export function parseMessage(text: string): PlayerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = PlayerMessageSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/**
 * [H4] The sequence that a greeting screen is told. A screen may have accepted a higher one than
 * the store knows (a note lost in a crash, a database restored from a backup); it would take anything
 * lower, or the same number with another manifest, for a replay.
 */
export function sequenceForHello(
  hello: Pick<Hello, 'sequence'>,
  stored: Pick<ScreenRecord, 'sequence'>,
  { sequence }: Pick<Programme, 'sequence'>,
): number {
  const isNew = sequence !== stored.sequence;
  const takenByScreen = isNew ? hello.sequence >= sequence : hello.sequence > sequence;
  return takenByScreen ? hello.sequence + 1 : sequence;
}

/** What has to be done about a session at an instant of the monotonic clock. */
export type Due = 'nothing' | 'stalled' | 'cutOff';

export function due(
  session: Session,
  connection: Pick<Connection, 'heardAt' | 'buffered'>,
  now: number,
  limits: Limits,
): Due {
  switch (session.state) {
    case 'greeting':
      return now - session.since > limits.helloWithinMs ? 'stalled' : 'nothing';
    case 'checking':
      return 'nothing';
    case 'live': {
      const silent = now - connection.heardAt > limits.silenceMs;
      const deaf = connection.buffered > limits.bufferedBytes;
      const { unanswered } = session;
      const stuck = unanswered !== null && now - unanswered.since > limits.answerWithinMs;
      return silent || deaf || stuck ? 'stalled' : 'nothing';
    }
    case 'closing':
      return now - session.since > limits.goodbyeWithinMs ? 'cutOff' : 'nothing';
  }
}
