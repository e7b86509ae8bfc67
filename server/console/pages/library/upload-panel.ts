/**
 * `<bt-upload-panel>`: the files on their way, in one place: how far each is, what stands in its way
 * and what to do about it. `send(files)` puts files in; `tell(asset)` brings the server's news.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Asset } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { progressBar } from '../../design/parts.ts';
import { bytes, duration } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import {
  assetIdOf,
  overviewOf,
  type Queue,
  type QueueEvent,
  queueAfter,
  sendingAnything,
  shareOf,
  timeLeft,
  type Upload,
} from './queue.ts';
import type { NamedFile } from './send-sheet.ts';
import { Uploader } from './uploader.ts';

export class UploadPanel extends ConsoleElement {
  static override properties = { queue: { state: true }, folded: { state: true } };
  static override styles = [
    ...pageStyles,
    css`
      .panel {
        position: fixed;
        inset-block-end: calc(var(--bottom-bar, 0px) + var(--space-4));
        inset-inline-end: var(--space-4);
        z-index: 15;
        inline-size: min(25rem, calc(100vw - 2 * var(--space-4)));
        padding: 0;
        box-shadow: var(--shadow-high);
        overflow: hidden;
      }

      .head {
        display: flex;
        gap: var(--space-1);
        align-items: center;
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
      }

      .head h2 {
        flex: 1;
        font-size: var(--text-m);
      }

      .fold {
        transition: rotate var(--quick);
      }

      .fold[aria-expanded='false'] {
        rotate: 180deg;
      }

      ul {
        max-block-size: min(24rem, 50dvh);
        border-block-start: 1px solid var(--line);
        overflow-y: auto;
      }

      li {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0 var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-2) var(--space-3) var(--space-4);
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      li > .icon {
        color: var(--ink-faint);
      }

      li > .icon.good {
        color: var(--good);
      }

      .good .icon {
        color: var(--good);
      }

      .bad {
        color: var(--bad);
      }

      .name {
        font-weight: 500;
        overflow-wrap: anywhere;
      }

      progress {
        margin-block: var(--space-1);
      }

      .buttons {
        display: flex;
      }

      .mark {
        display: flex;
        color: var(--ink-faint);
      }

      .mark.good {
        color: var(--good);
      }

      .mark.bad {
        color: var(--bad);
      }
    `,
  ];

  declare private queue: Queue;
  declare private folded: boolean;
  private readonly uploader = new Uploader(
    (event) => this.take(event),
    () => performance.now(),
  );
  private serial = 0;
  /** the leftover for which the file is being chosen again */
  private picking: Upload | null = null;

  constructor() {
    super();
    this.queue = [];
    this.folded = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.onOnline);
    window.addEventListener('beforeunload', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('beforeunload', this.onLeave);
  }

  protected override firstUpdated(): void {
    void this.uploader.leftovers().then((uploads) => {
      if (uploads.length > 0) this.take({ kind: 'interrupted', uploads });
    });
  }

  send(files: readonly NamedFile[]): void {
    this.folded = false;
    const named = files.map((one) => {
      this.serial += 1;
      return { ...one, id: `file-${this.serial}` };
    });
    this.take({
      kind: 'added',
      uploads: named.map(({ id, file, about }) => ({
        id,
        filename: file.name,
        bytes: file.size,
        about,
      })),
    });
    for (const { id, file, about } of named) this.uploader.add(id, file, about);
  }

  tell(asset: Asset): void {
    this.take({ kind: 'asset', asset });
  }

  /** Ids of the files whose conversion is not over yet. */
  underConversion(): readonly string[] {
    return this.queue.flatMap(({ state }) =>
      state.kind === 'converting' && state.assetId ? [state.assetId] : [],
    );
  }

  private take(event: QueueEvent): void {
    this.queue = queueAfter(this.queue, event);
    // news of a small file may be over before we know its name: ask once
    if (event.kind === 'sent' && event.assetId) void this.look(event.assetId);
  }

  private async look(assetId: string): Promise<void> {
    const answer = await call<Asset>('GET', `/api/assets/${assetId}`);
    if (!answer.ok) return;
    this.tell(answer.value);
    this.dispatchEvent(new CustomEvent<Asset>('arrived', { detail: answer.value }));
  }

  private readonly onOnline = (): void => this.uploader.wake();

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (sendingAnything(this.queue)) event.preventDefault();
  };

  private async cancel(upload: Upload): Promise<void> {
    await this.uploader.cancel(upload.id);
    toast({ text: this.words.library.cancelled(upload.filename) });
  }

  private pickAgain(upload: Upload): void {
    this.picking = upload;
    this.renderRoot.querySelector('input')!.click();
  }

  private async onPicked(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    const upload = this.picking;
    if (!file || !upload) return;
    if (await this.uploader.isLeftover(upload.id, file)) {
      this.take({ kind: 'removed', id: upload.id });
      this.send([{ file, about: upload.about }]);
    } else toast({ text: this.words.library.wrongFile(upload.filename), tone: 'bad' });
  }

  override render() {
    if (this.queue.length === 0) return nothing;
    const said = this.words.library;
    return html`
      <section class="panel" aria-label=${said.queue}>
        <div class="head">
          <h2 aria-live="polite">${this.overview()}</h2>
          ${
            this.queue.some(({ state }) => state.kind === 'ready')
              ? html`<button
                  type="button"
                  class="quiet only-icon"
                  aria-label=${said.queueClear}
                  title=${said.queueClear}
                  @click=${() => this.take({ kind: 'cleared' })}
                >
                  ${icon('check')}
                </button>`
              : nothing
          }
          <button
            type="button"
            class="fold quiet only-icon"
            aria-expanded=${this.folded ? 'false' : 'true'}
            aria-label=${this.folded ? said.queueUnfold : said.queueFold}
            @click=${() => {
              this.folded = !this.folded;
            }}
          >
            ${icon('down')}
          </button>
        </div>
        <ul ?hidden=${this.folded} tabindex="0" aria-label=${said.queue}>
          ${repeat(
            this.queue,
            ({ id }) => id,
            (upload) => this.row(upload),
          )}
        </ul>
        <input
          type="file"
          hidden
          aria-label=${said.pickAgain}
          @change=${this.onPicked}
        />
      </section>
    `;
  }

  private overview(): string {
    const said = this.words.library;
    const overview = overviewOf(this.queue);
    switch (overview.kind) {
      case 'busy':
        return said.queueBusy(overview.count);
      case 'trouble':
        return said.queueTrouble(overview.count);
      case 'converting':
        return said.queueConverting(overview.count);
      case 'done':
        return said.queueDone;
    }
  }

  private row(upload: Upload): TemplateResult {
    const share = shareOf(upload);
    const assetId = assetIdOf(upload.state);
    const [mark, tone] = marks[upload.state.kind];
    return html`<li>
      <span class="mark ${tone}">${icon(mark)}</span>
      <div>
        <p class="name">
          ${
            assetId === null
              ? upload.about.title || upload.filename
              : html`<a class="plain" href=${`/library/${assetId}`}>${upload.about.title}</a>`
          }
        </p>
        ${share === null ? nothing : progressBar(share, upload.about.title)}
        <p class="small ${tone === 'bad' ? 'bad' : 'faint'} number">${this.sentence(upload)}</p>
      </div>
      <div class="buttons">${this.buttons(upload)}</div>
    </li>`;
  }

  private sentence(upload: Upload): string {
    const said = this.words.library;
    const { state } = upload;
    const size = (count: number) => bytes(locale(), count);
    switch (state.kind) {
      case 'waiting':
        return said.waitingTurn;
      case 'sending': {
        const left = timeLeft(upload, performance.now());
        const sent = said.sent(size(state.sent), size(upload.bytes));
        return left === null ? sent : `${sent}, ${said.timeLeft(duration(left))}`;
      }
      case 'paused':
        return said.paused;
      case 'unreachable':
        return said.lineLost;
      case 'interrupted':
        return `${said.interrupted}. ${said.interruptedText}`;
      case 'refused':
      case 'failed':
        return state.message;
      case 'converting':
        return state.progress === 0
          ? said.checking
          : said.converting(Math.round(state.progress * 100));
      case 'ready':
        return state.decision === 'approved' ? said.readyApproved : said.readyWaiting;
    }
  }

  private buttons(upload: Upload): readonly TemplateResult[] {
    const said = this.words.library;
    const { id } = upload;
    const pause = button('pause', said.pause, () => this.uploader.pause(id));
    const resume = button('play', said.resume, () => this.uploader.resume(id));
    const cancel = button('close', said.cancelSending, () => this.cancel(upload));
    const forget = button('close', said.forget, () => this.take({ kind: 'removed', id }));
    switch (upload.state.kind) {
      case 'waiting':
        return [cancel];
      case 'sending':
        return [pause, cancel];
      case 'paused':
      case 'unreachable':
        return [resume, cancel];
      case 'refused':
        return [button('undo', this.words.common.retry, () => this.uploader.resume(id)), cancel];
      case 'interrupted':
        return [
          button('upload', said.pickAgain, () => this.pickAgain(upload)),
          button('close', said.forget, () => this.uploader.forget(id)),
        ];
      case 'failed':
      case 'ready':
        return [forget];
      case 'converting':
        return [];
    }
  }
}

const marks: Readonly<Record<Upload['state']['kind'], readonly [IconName, '' | 'good' | 'bad']>> = {
  waiting: ['clock', ''],
  sending: ['upload', ''],
  paused: ['pause', ''],
  unreachable: ['noNetwork', ''],
  interrupted: ['waiting', ''],
  refused: ['alert', 'bad'],
  converting: ['waiting', ''],
  ready: ['good', 'good'],
  failed: ['alert', 'bad'],
};

function button(name: IconName, label: string, press: () => unknown): TemplateResult {
  return html`<button
    type="button"
    class="quiet only-icon"
    aria-label=${label}
    title=${label}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}

define('bt-upload-panel', UploadPanel);
