/**
 * Sends files by tus, two at a time, and tells the queue what happens. A file goes on where it
 * stopped: after a pause, a lost line, or a reload of the page once the same file is chosen again.
 */
import { type DetailedError, defaultOptions, type PreviousUpload, Upload } from 'tus-js-client';
import { call } from '../../data/api.ts';
import { locale, words } from '../../locales/words.ts';
import type { About, QueueEvent } from './queue.ts';

/** More at once would only slow each other down on a school's line. */
const AT_ONCE = 2;
/** Small enough for the request limits of common proxies, and for little to be lost with a line. */
const PIECE_BYTES = 8 * 1024 * 1024;
const RETRY_DELAYS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000, 30_000];

export type Leftover = {
  readonly id: string;
  readonly filename: string;
  readonly bytes: number;
  readonly about: About;
};

type Job = {
  readonly file: File;
  readonly about: About;
  upload: Upload | null;
  /** `lost`: gave up for want of a connection; `held`: paused by somebody, or refused */
  state: 'waiting' | 'running' | 'lost' | 'held';
};

export class Uploader {
  private readonly jobs = new Map<string, Job>();
  private readonly tell: (event: QueueEvent) => void;
  /** ms, steady: how fast a file moves is measured by it */
  private readonly now: () => number;

  constructor(tell: (event: QueueEvent) => void, now: () => number) {
    this.tell = tell;
    this.now = now;
  }

  add(id: string, file: File, about: About): void {
    this.jobs.set(id, { file, about, upload: null, state: 'waiting' });
    this.next();
  }

  async pause(id: string): Promise<void> {
    const job = this.jobs.get(id);
    if (!job) return;
    job.state = 'held';
    this.tell({ kind: 'paused', id });
    await job.upload?.abort();
    this.next();
  }

  resume(id: string): void {
    const job = this.jobs.get(id);
    if (!job) return;
    job.state = 'waiting';
    this.tell({ kind: 'queued', id });
    this.next();
  }

  /** Stops sending and lets the server forget the part that it has. */
  async cancel(id: string): Promise<void> {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    this.tell({ kind: 'removed', id });
    // what can't be told now expires on the server by itself
    await job?.upload?.abort(true).catch(() => {});
    this.next();
  }

  /** The line is back: whatever had given up for want of it tries again. */
  wake(): void {
    for (const [id, job] of this.jobs) if (job.state === 'lost') this.resume(id);
  }

  /** Uploads that an earlier visit began, that are still unfinished, and that are the viewer's own. */
  async leftovers(): Promise<Leftover[]> {
    const previous = await defaultOptions.urlStorage.findAllUploads();
    const alive = await Promise.all(previous.map(isUnfinished));
    return previous
      .filter((_, at) => alive[at])
      .map((upload) => ({
        id: upload.urlStorageKey,
        filename: upload.metadata.filename ?? '',
        bytes: upload.size ?? 0,
        about: aboutOf(upload),
      }));
  }

  /** Whether `file` is the one that was left over under `id`. */
  async isLeftover(id: string, file: File): Promise<boolean> {
    const previous = await new Upload(file, options({})).findPreviousUploads();
    return previous.some(({ urlStorageKey }) => urlStorageKey === id);
  }

  async forget(id: string): Promise<void> {
    this.tell({ kind: 'removed', id });
    const previous = await defaultOptions.urlStorage.findAllUploads();
    const url = previous.find(({ urlStorageKey }) => urlStorageKey === id)?.uploadUrl;
    await defaultOptions.urlStorage.removeUpload(id);
    if (url) await Upload.terminate(url, options({})).catch(() => {});
  }

  private next(): void {
    const running = [...this.jobs.values()].filter(({ state }) => state === 'running').length;
    const waiting = [...this.jobs].filter(([, { state }]) => state === 'waiting');
    for (const [id, job] of waiting.slice(0, Math.max(0, AT_ONCE - running)))
      void this.start(id, job);
  }

  private async start(id: string, job: Job): Promise<void> {
    job.state = 'running';
    job.upload ??= await this.prepare(id, job);
    // paused or cancelled while it was being prepared
    if (job.state !== 'running' || !this.jobs.has(id)) return;
    this.tell({ kind: 'begun', id });
    job.upload.start();
  }

  private async prepare(id: string, job: Job): Promise<Upload> {
    const sent = job.about;
    const upload: Upload = new Upload(
      job.file,
      options({
        metadata: {
          filename: job.file.name,
          filetype: job.file.type,
          unitId: sent.unitId,
          title: sent.title,
          themes: sent.themes.join(','),
        },
        onProgress: (bytes) => this.tell({ kind: 'progress', id, sent: bytes, at: this.now() }),
        onShouldRetry: (error) => {
          const retry = passing(error);
          if (retry) this.tell({ kind: 'unreachable', id });
          return retry;
        },
        onError: (error) => this.failed(id, job, error),
        onSuccess: ({ lastResponse }) => {
          void this.finished(id, job, lastResponse.getHeader('X-Asset-Id') ?? null, began);
        },
      }),
    );
    const [previous] = await upload.findPreviousUploads();
    const began = previous ? aboutOf(previous) : sent;
    if (previous) {
      upload.resumeFromPreviousUpload(previous);
      if (previous.urlStorageKey !== id) this.tell({ kind: 'removed', id: previous.urlStorageKey });
    }
    return upload;
  }

  private async finished(
    id: string,
    job: Job,
    assetId: string | null,
    began: About,
  ): Promise<void> {
    this.jobs.delete(id);
    this.tell({ kind: 'sent', id, assetId });
    this.next();
    const { title, themes } = job.about;
    // an upload that was taken up again under another name: the server knows what was told first
    if (assetId && (title !== began.title || themes.join() !== began.themes.join()))
      await call('PATCH', `/api/assets/${assetId}`, { title, themes });
  }

  private failed(id: string, job: Job, error: Error | DetailedError): void {
    if (passing(error)) {
      job.state = 'lost';
      this.tell({ kind: 'unreachable', id });
    } else {
      job.state = 'held';
      job.upload = null;
      this.tell({ kind: 'refused', id, message: sentenceOf(error) });
    }
    this.next();
  }
}

/**
 * Asks the server. One that it does not know (expired, finished, or another account's on a shared
 * computer) is forgotten here too; without an answer it is worth keeping.
 */
async function isUnfinished({ uploadUrl, urlStorageKey }: PreviousUpload): Promise<boolean> {
  if (uploadUrl === null) return false;
  const headers = { 'Tus-Resumable': '1.0.0' };
  const answer = await fetch(uploadUrl, { method: 'HEAD', headers }).catch(() => null);
  if (answer === null) return true;
  const unfinished = answer.ok && !answer.headers.has('X-Asset-Id');
  if (!unfinished && answer.status < 500)
    await defaultOptions.urlStorage.removeUpload(urlStorageKey);
  return unfinished;
}

function aboutOf({ metadata }: PreviousUpload): About {
  return {
    unitId: metadata.unitId ?? '',
    title: metadata.title ?? '',
    themes: (metadata.themes ?? '').split(',').filter(Boolean),
  };
}

type Options = NonNullable<ConstructorParameters<typeof Upload>[1]>;

function options(more: Partial<Options>): Options {
  return {
    endpoint: '/api/uploads',
    chunkSize: PIECE_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    removeFingerprintOnSuccess: true,
    headers: { 'Accept-Language': locale() },
    ...more,
  };
}

/** No answer, a lock held by a request that hangs, a server that restarts: it passes. */
function passing(error: Error | DetailedError): boolean {
  const status = responseOf(error)?.getStatus() ?? 0;
  return status === 0 || status === 409 || status === 423 || status === 429 || isGateway(status);
}

function isGateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

function responseOf(error: Error | DetailedError) {
  return 'originalResponse' in error ? error.originalResponse : null;
}

/** The problem's own sentence, in the reader's language. */
function sentenceOf(error: Error | DetailedError): string {
  try {
    const { title } = JSON.parse(responseOf(error)?.getBody() ?? '') as { title?: unknown };
    if (typeof title === 'string') return title;
  } catch {
    // no problem details: a proxy's own page, for instance
  }
  return words().common.unreadable;
}
