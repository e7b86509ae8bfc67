/**
 * The life of the socket as a pure state machine: an event and the time go in, the next state and
 * what to do about it come out. `link.ts` does it.
 */
import { CloseCode } from '#shared/protocol/messages.ts';

export type LinkState =
  /** nothing to do until `due`, then try again */
  | { readonly kind: 'resting'; readonly attempt: number; readonly due: number }
  /** the socket is being opened */
  | { readonly kind: 'connecting'; readonly attempt: number; readonly due: number }
  /** hello was said; the hub has until `due` to answer */
  | { readonly kind: 'greeting'; readonly attempt: number; readonly due: number }
  /** welcome was heard; unless something is heard until `due` the link is dead */
  | {
      readonly kind: 'live';
      readonly attempt: number;
      readonly since: number;
      readonly due: number;
    }
  /**
   * The server does not know this screen, or not its token. It was not told that it is removed: the
   * server may have been restored from a backup, or be the wrong one behind a proxy. Nobody is helped
   * by a dark hall, and what is held was signed by the office; so the screen plays on, and asks again.
   */
  | { readonly kind: 'refused'; readonly due: number }
  /** the office has removed this screen: it is nobody any more */
  | { readonly kind: 'removed' };

export type LinkEvent =
  /** the state's `due` has come */
  | { readonly kind: 'due' }
  /** the machine got or lost its network: no reason to go on waiting */
  | { readonly kind: 'networkBack' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed'; readonly code: number }
  /** any message but the welcome */
  | { readonly kind: 'heard' }
  | { readonly kind: 'welcomed' };

export type Command = 'open' | 'sayHello' | 'close';

export type Step = { readonly state: LinkState; readonly commands: readonly Command[] };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Whoever does not know it will not know it a second later either. */
const REFUSED_WAIT_MS = 120_000;
/** Somebody else is this screen now: the two should not throw each other out in turns. */
const REPLACED_WAIT_MS = 60_000;
const OPEN_WITHIN_MS = 15_000;
const WELCOME_WITHIN_MS = 15_000;
/** The player asks for the time every 20 s, so that a living link is never silent this long. */
const SILENT_AT_MOST_MS = 50_000;
/** A link that lived this long was a good one: the next wait is the shortest again. */
const PROVEN_MS = 10_000;

export function beginning(at: number): LinkState {
  return { kind: 'resting', attempt: 0, due: at };
}

/** `random` in [0, 1) spreads the screens of a province that lost their server together. */
export function step(state: LinkState, event: LinkEvent, at: number, random: number): Step {
  if (state.kind === 'removed') return stay(state);
  switch (event.kind) {
    case 'due':
      if (at < state.due) return stay(state);
      if (isWaiting(state)) return connect(state, at);
      return { state: rest(state, at, random), commands: ['close'] };
    case 'networkBack':
      return isWaiting(state) ? connect(state, at) : stay(state);
    case 'opened':
      if (state.kind !== 'connecting') return stay(state);
      return {
        state: { kind: 'greeting', attempt: state.attempt, due: at + WELCOME_WITHIN_MS },
        commands: ['sayHello'],
      };
    case 'welcomed':
      if (state.kind !== 'greeting') return stay(state);
      return stay({
        kind: 'live',
        attempt: state.attempt,
        since: at,
        due: at + SILENT_AT_MOST_MS,
      });
    case 'heard':
      return stay(state.kind === 'live' ? { ...state, due: at + SILENT_AT_MOST_MS } : state);
    case 'closed':
      return isWaiting(state) ? stay(state) : stay(afterClose(state, event.code, at, random));
  }
}

type Waiting = Extract<LinkState, { kind: 'resting' | 'refused' }>;
type Open = Exclude<LinkState, Waiting | { kind: 'removed' }>;

function isWaiting(state: LinkState): state is Waiting {
  return state.kind === 'resting' || state.kind === 'refused';
}

function stay(state: LinkState): Step {
  return { state, commands: [] };
}

function connect(state: Waiting, at: number): Step {
  const attempt = state.kind === 'resting' ? state.attempt : 0;
  return {
    state: { kind: 'connecting', attempt, due: at + OPEN_WITHIN_MS },
    commands: ['open'],
  };
}

function afterClose(state: Open, code: number, at: number, random: number): LinkState {
  switch (code) {
    case CloseCode.unauthorised:
      return { kind: 'refused', due: at + REFUSED_WAIT_MS * (1 + random) };
    case CloseCode.removed:
      return { kind: 'removed' };
    case CloseCode.replaced:
      return { kind: 'resting', attempt: 0, due: at + REPLACED_WAIT_MS * (1 + random) };
    case CloseCode.protocol:
      // The two do not understand each other: trying at once would only repeat it.
      return { kind: 'resting', attempt: 0, due: at + LONGEST_WAIT_MS * (1 + random) };
    default:
      return rest(state, at, random);
  }
}

/** Full jitter: anywhere between now and a bound that doubles with each failure. */
function rest(state: Open, at: number, random: number): LinkState {
  const proven = state.kind === 'live' && at - state.since >= PROVEN_MS;
  const attempt = proven ? 0 : state.attempt;
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return { kind: 'resting', attempt: Math.min(attempt + 1, 16), due: at + bound * random };
}
