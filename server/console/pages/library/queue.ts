/**
 * The queue of files being sent, as plain data and the events that change it. The uploader (the edge
 * that speaks tus) and the live events of the server both tell it what happened; the panel draws it.
 */
import type { Asset } from '#shared/api/resources.ts';

/** What is sent along with a file. */
export type About = {
  readonly unitId: string;
  readonly title: string;
  readonly themes: readonly string[];
};

export type UploadState =
  | { readonly kind: 'waiting' }
  /** `run`: when bytes began to move and from where, for the pace; null until the first ones have */
  | {
      readonly kind: 'sending';
      readonly sent: number;
      readonly run: { readonly since: number; readonly from: number } | null;
    }
  | { readonly kind: 'paused'; readonly sent: number }
  /** no connection; goes on by itself */
  | { readonly kind: 'unreachable'; readonly sent: number }
  /** left over from before a reload: the browser has forgotten the file, the server has its part */
  | { readonly kind: 'interrupted' }
  /** the server said no while it was being sent */
  | { readonly kind: 'refused'; readonly message: string }
  /** all bytes are there; `assetId` null until the server has named what it made of them */
  | { readonly kind: 'converting'; readonly assetId: string | null; readonly progress: number }
  | { readonly kind: 'ready'; readonly assetId: string; readonly decision: Asset['decision'] }
  /** converted in vain: the sentence says why and what to do */
  | { readonly kind: 'failed'; readonly assetId: string; readonly message: string };

export type Upload = {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
  readonly about: About;
  readonly state: UploadState;
};
export type Queue = readonly Upload[];

export type QueueEvent =
  | { readonly kind: 'added'; readonly uploads: readonly Omit<Upload, 'state'>[] }
  | { readonly kind: 'interrupted'; readonly uploads: readonly Omit<Upload, 'state'>[] }
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'progress'; readonly id: string; readonly sent: number; readonly at: number }
  | { readonly kind: 'paused'; readonly id: string }
  /** waits for its turn again */
  | { readonly kind: 'queued'; readonly id: string }
  | { readonly kind: 'unreachable'; readonly id: string }
  | { readonly kind: 'refused'; readonly id: string; readonly message: string }
  | { readonly kind: 'sent'; readonly id: string; readonly assetId: string | null }
  | {
      readonly kind: 'asset';
      readonly asset: Pick<Asset, 'id' | 'state' | 'progress' | 'decision' | 'error'>;
    }
  | { readonly kind: 'removed'; readonly id: string }
  | { readonly kind: 'cleared' };

export function queueAfter(queue: Queue, event: QueueEvent): Queue {
  switch (event.kind) {
    case 'added':
      return [
        ...queue,
        ...event.uploads.map((one): Upload => ({ ...one, state: { kind: 'waiting' } })),
      ];
    case 'interrupted':
      return [
        ...queue,
        ...event.uploads.map((one): Upload => ({ ...one, state: { kind: 'interrupted' } })),
      ];
    case 'begun':
      return changed(queue, event.id, () => ({ kind: 'sending', sent: 0, run: null }));
    case 'progress':
      return changed(queue, event.id, (state) => {
        if (state.kind !== 'sending' && state.kind !== 'unreachable') return state;
        const run = state.kind === 'sending' ? state.run : null;
        // a file that is taken up again begins with all that was sent before
        return {
          kind: 'sending',
          sent: event.sent,
          run: run ?? { since: event.at, from: event.sent },
        };
      });
    case 'paused':
      return changed(queue, event.id, (state) => ({ kind: 'paused', sent: sentOf(state) }));
    case 'queued':
      return changed(queue, event.id, () => ({ kind: 'waiting' }));
    case 'unreachable':
      return changed(queue, event.id, (state) => ({ kind: 'unreachable', sent: sentOf(state) }));
    case 'refused':
      return changed(queue, event.id, () => ({ kind: 'refused', message: event.message }));
    case 'sent':
      return changed(queue, event.id, () => ({
        kind: 'converting',
        assetId: event.assetId,
        progress: 0,
      }));
    case 'asset':
      return queue.map((upload) =>
        assetIdOf(upload.state) === event.asset.id
          ? { ...upload, state: stateAfter(event.asset) }
          : upload,
      );
    case 'removed':
      return queue.filter(({ id }) => id !== event.id);
    case 'cleared':
      return queue.filter(({ state }) => state.kind !== 'ready');
  }
}

function changed(queue: Queue, id: string, next: (state: UploadState) => UploadState): Queue {
  return queue.map((upload) =>
    upload.id === id ? { ...upload, state: next(upload.state) } : upload,
  );
}

function stateAfter(asset: Extract<QueueEvent, { kind: 'asset' }>['asset']): UploadState {
  switch (asset.state) {
    case 'processing':
      return { kind: 'converting', assetId: asset.id, progress: asset.progress };
    case 'ready':
      return { kind: 'ready', assetId: asset.id, decision: asset.decision };
    case 'failed':
      return { kind: 'failed', assetId: asset.id, message: asset.error?.message ?? '' };
  }
}

export function assetIdOf(state: UploadState): string | null {
  return 'assetId' in state ? state.assetId : null;
}

function sentOf(state: UploadState): number {
  return 'sent' in state ? state.sent : 0;
}

/** How far a file is on its whole way, 0 to 1; null: nothing is moving. */
export function shareOf({ state, bytes }: Upload): number | null {
  switch (state.kind) {
    case 'sending':
    case 'paused':
    case 'unreachable':
      return bytes === 0 ? 0 : state.sent / bytes;
    case 'converting':
      return state.progress;
    case 'waiting':
    case 'interrupted':
    case 'refused':
    case 'ready':
    case 'failed':
      return null;
  }
}

/** ms until all bytes are sent at the pace of this run; null while that would be a guess. */
export function timeLeft({ state, bytes }: Upload, now: number): number | null {
  if (state.kind !== 'sending' || state.run === null) return null;
  const elapsed = now - state.run.since;
  const sent = state.sent - state.run.from;
  if (elapsed < 2000 || sent <= 0) return null;
  return ((bytes - state.sent) * elapsed) / sent;
}

/** What the panel says at its head: the most pressing thing first. */
export type Overview =
  | { readonly kind: 'trouble'; readonly count: number }
  | { readonly kind: 'busy'; readonly count: number }
  | { readonly kind: 'converting'; readonly count: number }
  | { readonly kind: 'done' };

export function overviewOf(queue: Queue): Overview {
  const count = (...kinds: UploadState['kind'][]) =>
    queue.filter(({ state }) => kinds.includes(state.kind)).length;
  const busy = count('waiting', 'sending', 'unreachable');
  if (busy > 0) return { kind: 'busy', count: busy };
  const trouble = count('refused', 'failed', 'interrupted', 'paused');
  if (trouble > 0) return { kind: 'trouble', count: trouble };
  const converting = count('converting');
  return converting > 0 ? { kind: 'converting', count: converting } : { kind: 'done' };
}

/** Whether leaving the page would stop something. */
export function sendingAnything(queue: Queue): boolean {
  return queue.some(({ state }) => ['waiting', 'sending', 'unreachable'].includes(state.kind));
}
