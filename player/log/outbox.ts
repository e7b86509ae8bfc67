/**
 * Sends plays until the server says that they are on its disk. One batch is under way at a time;
 * what is not acknowledged is sent again, which is harmless, since the number names the record.
 */
import type { Play } from '#shared/protocol/messages.ts';
import type { Known, PlayStore } from './play-store.ts';

export type OutboxOptions = {
  readonly store: Pick<PlayStore, 'unsent' | 'kept' | 'goOnFrom'>;
  readonly send: (plays: Play[]) => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onError: (error: unknown) => void;
};

export interface Outbox {
  /** the link is live, and the server has these plays */
  connected(known: Known): void;
  disconnected(): void;
  /** another play has ended */
  added(): void;
  /** the server has all plays up to `upTo` */
  kept(upTo: number): void;
}

const BATCH = 100;
/** Waits this long for more before a batch that is not full goes out. */
const GATHER_MS = 1000;
/** Sends again when nothing was acknowledged for this long. */
const AGAIN_MS = 20_000;

/**
 * away: no link. idle: nothing to send is known. gathering: waits for more. underway: a batch is out.
 */
type State =
  | { readonly kind: 'away' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'gathering'; readonly cancel: () => void }
  | { readonly kind: 'underway'; readonly first: number; readonly cancel: () => void };

export function createOutbox({ store, send, after, onError }: OutboxOptions): Outbox {
  let state: State = { kind: 'away' };
  /** Changes of the store happen in the order in which they were asked for. */
  let turn: Promise<unknown> = Promise.resolve();

  const enter = (next: State) => {
    if (state.kind === 'gathering' || state.kind === 'underway') state.cancel();
    state = next;
  };
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch(onError);
  };
  const dispatch = () =>
    inTurn(async () => {
      const plays = await store.unsent(BATCH);
      if (state.kind === 'away') return;
      if (plays.length === 0) return enter({ kind: 'idle' });
      enter({ kind: 'underway', first: plays[0]!.n, cancel: after(AGAIN_MS, dispatch) });
      send([...plays]);
    });

  return {
    connected(known) {
      enter({ kind: 'idle' });
      inTurn(() => store.goOnFrom(known));
      dispatch();
    },
    disconnected: () => enter({ kind: 'away' }),
    added() {
      if (state.kind === 'idle') {
        enter({ kind: 'gathering', cancel: after(GATHER_MS, dispatch) });
      }
    },
    kept(upTo) {
      inTurn(() => store.kept(upTo));
      // An answer that moves nothing is not answered at once, or the two would chase each other.
      if (state.kind === 'underway' && upTo < state.first) return;
      dispatch();
    },
  };
}
