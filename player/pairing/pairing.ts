/**
 * How a screen becomes a school's screen (RFC 8628 in its terms): it asks for a code, shows it, and
 * asks now and then whether somebody has claimed it. Goes on asking for as long as it takes.
 */
import type { z } from 'zod';
import type { Identity } from '#player/keep/database.ts';
import { Pairing, PairingToken } from '#shared/api/resources.ts';

export type PairingState =
  /** no code yet; `reachable` false: the server does not answer */
  | { readonly kind: 'asking'; readonly reachable: boolean }
  /** the code is on the screen; `due` is when it expires, monotonic ms */
  | {
      readonly kind: 'shown';
      readonly pairing: z.infer<typeof Pairing>;
      readonly due: number;
      readonly interval: number;
      readonly reachable: boolean;
    }
  | { readonly kind: 'paired'; readonly identity: Identity };

type Shown = Extract<PairingState, { kind: 'shown' }>;

export type PairingOptions = {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly monotonic: () => number;
  readonly random: () => number;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly onState: (state: PairingState) => void;
};

const ASK_AGAIN_MS = 5000;
/** RFC 8628 section 3.5: `slow_down` adds 5 seconds to every wait that follows. */
const SLOWER_MS = 5000;

/** Starts to pair; returns what stops it. */
export function startPairing(options: PairingOptions): () => void {
  const { monotonic, random, after, onState } = options;
  let cancel = () => {};
  let stopped = false;

  const enter = (state: PairingState, next?: () => Promise<void>, wait = 0) => {
    if (stopped) return;
    onState(state);
    // Spread a little, so that the screens of a school that get power together take turns.
    if (next) cancel = after(wait * (1 + random() / 5), () => void next());
  };

  const ask = async (): Promise<void> => {
    const answer = await post(options, '/api/pairings', {});
    const pairing = answer.kind === 'done' ? Pairing.safeParse(answer.body).data : undefined;
    if (!pairing)
      return enter({ kind: 'asking', reachable: answer.kind !== 'silent' }, ask, ASK_AGAIN_MS);
    show({
      kind: 'shown',
      pairing,
      due: monotonic() + pairing.expiresIn * 1000,
      interval: pairing.interval * 1000,
      reachable: true,
    });
  };

  const show = (shown: Shown): void => enter(shown, () => poll(shown), shown.interval);

  const poll = async (shown: Shown): Promise<void> => {
    if (monotonic() >= shown.due) return ask();
    const { deviceCode } = shown.pairing;
    const answer = await post(options, '/api/pairings/token', { deviceCode });
    if (answer.kind === 'silent') return show({ ...shown, reachable: false });
    if (answer.kind === 'done') {
      const identity = PairingToken.safeParse(answer.body).data;
      return identity ? enter({ kind: 'paired', identity }) : show(shown);
    }
    const heard = { ...shown, reachable: true };
    if (answer.code === 'slow_down')
      return show({ ...heard, interval: shown.interval + SLOWER_MS });
    // Too many tries from this address, or the server in trouble: the code may still be good.
    if (answer.code === 'authorization_pending' || answer.status === 429 || answer.status >= 500) {
      return show(heard);
    }
    return ask();
  };

  enter({ kind: 'asking', reachable: true }, ask);
  return () => {
    stopped = true;
    cancel();
  };
}

type Answer =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string | null }
  /** no answer at all */
  | { readonly kind: 'silent' };

async function post(
  { fetch, after }: PairingOptions,
  path: string,
  body: Record<string, unknown>,
): Promise<Answer> {
  const abort = new AbortController();
  const cancel = after(15_000, () => abort.abort());
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: abort.signal,
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return { kind: 'done', body: answer };
    return { kind: 'refused', status: response.status, code: codeOf(answer) };
  } catch {
    return { kind: 'silent' };
  } finally {
    cancel();
  }
}

/** The stable `code` of a problem document. */
function codeOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('code' in answer)) return null;
  return typeof answer.code === 'string' ? answer.code : null;
}
