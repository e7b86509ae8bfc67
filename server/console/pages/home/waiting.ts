/**
 * `<bt-waiting>`: what waits for a decision, decided in place. Approving is one press with a way back;
 * refusing asks for the reason, which the sender will read. Both are bound to the bytes shown here.
 */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Asset } from '#shared/api/resources.ts';
import type { FailedCall } from '../../data/api.ts';
import { decide, takeBack, type Verdict } from '../../data/decisions.ts';
import { mediaUrl } from '../../data/media.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, problem } from '../../design/parts.ts';
import { bytes, duration, relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import type { UnitRow } from '../../unit-facts.ts';

class Waiting extends ConsoleElement {
  static override properties = {
    assets: { attribute: false },
    units: { attribute: false },
    now: { attribute: false },
    looking: { state: true },
    refusing: { state: true },
    failed: { state: true },
    working: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 7.5rem minmax(0, 1fr) auto;
        gap: var(--space-4);
        align-items: center;
        padding-block: var(--space-3);
      }

      .thumb {
        display: grid;
        place-items: center;
        inline-size: 7.5rem;
        block-size: auto;
        min-block-size: 0;
        aspect-ratio: 16 / 9;
        padding: 0;
        border-color: var(--line);
        border-radius: var(--radius-s);
        background: #0c1413;
        color: #f1f3ee;
        overflow: hidden;
        position: relative;
      }

      .thumb img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }

      .thumb .length {
        position: absolute;
        inset-block-end: 0.25rem;
        inset-inline-end: 0.25rem;
        padding: 0 0.375rem;
        border-radius: var(--radius-s);
        background: rgb(10 20 18 / 78%);
        font-size: 0.6875rem;
        font-weight: 500;
        font-variant-numeric: tabular-nums;
        line-height: 1.6;
      }

      .title {
        font-weight: 500;
        overflow-wrap: anywhere;
      }

      .preview {
        display: block;
        inline-size: 100%;
        max-block-size: 60dvh;
        background: #0c1413;
        object-fit: contain;
      }

      dialog.look {
        inline-size: min(56rem, calc(100vw - 2rem));
      }

      @media (max-width: 40rem) {
        li {
          grid-template-columns: 6rem minmax(0, 1fr);
        }

        .thumb {
          inline-size: 6rem;
        }

        li .actions {
          grid-column: 1 / -1;
        }

        li .actions button {
          flex: 1;
        }

        dialog.look {
          inline-size: 100vw;
        }
      }
    `,
  ];

  declare assets: readonly Asset[];
  declare units: readonly UnitRow[];
  declare now: number;
  declare private looking: Asset | null;
  declare private refusing: Asset | null;
  declare private failed: FailedCall | null;
  declare private working: boolean;

  constructor() {
    super();
    this.assets = [];
    this.units = [];
    this.now = 0;
    this.looking = null;
    this.refusing = null;
    this.failed = null;
    this.working = false;
  }

  private async decide(asset: Asset, verdict: Verdict): Promise<void> {
    if (this.working) return;
    this.working = true;
    const answer = await decide(asset, verdict);
    this.working = false;
    if (!answer.ok) {
      if (verdict.decision === 'refused') this.failed = answer;
      else toast({ text: answer.title, tone: 'bad' });
      return;
    }
    this.close();
    const words = this.words.home;
    this.tell(asset.id);
    toast({
      text: words[verdict.decision](asset.title),
      undo: async () => {
        const back = await takeBack(asset);
        toast(
          back.ok ? { text: this.words.common.undone } : { text: back.title, tone: 'bad' as const },
        );
        this.tell(asset.id);
      },
    });
  }

  /** The page holds the list and fetches it afresh. */
  private tell(assetId: string): void {
    this.dispatchEvent(new CustomEvent('decided', { detail: assetId }));
  }

  private async look(asset: Asset): Promise<void> {
    this.looking = asset;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLDialogElement>('.look')!.showModal();
  }

  private async askReason(asset: Asset): Promise<void> {
    this.close();
    this.failed = null;
    this.refusing = asset;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLDialogElement>('.refuse')!.showModal();
  }

  private close(): void {
    for (const dialog of this.renderRoot.querySelectorAll('dialog')) dialog.close();
    this.looking = null;
    this.refusing = null;
  }

  private refuse(event: SubmitEvent): void {
    event.preventDefault();
    const reason = new FormData(event.target as HTMLFormElement).get('reason') as string;
    void this.decide(this.refusing!, { decision: 'refused', reason });
  }

  private unitName(asset: Asset): string {
    return this.units.find((unit) => unit.id === asset.unitId)?.name ?? '';
  }

  private buttons(asset: Asset) {
    const words = this.words.home;
    return html`
      <button type="button" @click=${() => this.askReason(asset)}>${words.refuse}</button>
      <button
        type="button"
        class="primary"
        @click=${() => this.decide(asset, { decision: 'approved' })}
      >
        ${icon('check')}${words.approve}
      </button>
    `;
  }

  private row(asset: Asset) {
    const words = this.words.home;
    const picture = asset.renditions.find(({ kind }) => kind === 'poster' || kind === 'image');
    const length = asset.renditions.find(({ ms }) => ms !== null)?.ms ?? null;
    return html`<li>
      <button
        type="button"
        class="thumb"
        @click=${() => this.look(asset)}
      >
        ${
          picture
            ? html`<img src=${mediaUrl(picture.sha256)} alt="" loading="lazy" />`
            : icon(asset.kind ?? 'document')
        }
        <span class="unseen">${words.look}: ${asset.title}</span>
        ${length === null ? nothing : html`<span class="length">${duration(length)}</span>`}
      </button>
      <div>
        <p class="title">${asset.title}</p>
        <p class="small faint">
          ${words.sentFrom(this.unitName(asset), relative(locale(), asset.createdAt, this.now))}
        </p>
      </div>
      <div class="actions">${this.buttons(asset)}</div>
    </li>`;
  }

  private preview(asset: Asset) {
    const playable = asset.renditions.find(({ kind }) => kind === asset.kind);
    if (!playable) return nothing;
    const src = mediaUrl(playable.sha256);
    switch (asset.kind) {
      case 'video':
        return html`<video class="preview" src=${src} controls playsinline></video>`;
      case 'audio':
        return html`<audio src=${src} controls></audio>`;
      case 'image':
        return html`<img class="preview" src=${src} alt=${asset.title} />`;
      case null:
        return nothing;
    }
  }

  override render() {
    const words = this.words.home;
    return html`
      <ul class="rows">
        ${repeat(
          this.assets,
          (asset) => asset.id,
          (asset) => this.row(asset),
        )}
      </ul>
      <dialog class="look" aria-labelledby="look-title" closedby="any" @close=${() => this.close()}>
        ${
          this.looking
            ? html`${this.preview(this.looking)}
                <div class="dialog-body">
                  <h2 id="look-title">${this.looking.title}</h2>
                  <p class="soft small">
                    ${this.unitName(this.looking)} · ${this.looking.filename} ·
                    ${bytes(locale(), this.looking.bytes)}
                  </p>
                </div>
                <div class="dialog-actions">
                  <button type="button" class="quiet" @click=${() => this.close()}>
                    ${this.words.common.close}
                  </button>
                  ${this.buttons(this.looking)}
                </div>`
            : nothing
        }
      </dialog>
      <dialog class="refuse" aria-labelledby="refuse-title" @close=${() => this.close()}>
        ${
          this.refusing
            ? html`<form @submit=${this.refuse}>
                <div class="dialog-body">
                  <h2 id="refuse-title">${words.refuseTitle(this.refusing.title)}</h2>
                  ${problem(this.failed)}
                  ${field(
                    {
                      id: 'reason',
                      label: words.refuseReason,
                      hint: words.refuseReasonHint,
                      error: this.failed?.fields.reason,
                    },
                    (ids) => html`<textarea
                      id=${ids.id}
                      name="reason"
                      required
                      maxlength="500"
                      autofocus
                      aria-describedby=${ids.describedBy}
                      aria-invalid=${ids.invalid}
                    ></textarea>`,
                  )}
                </div>
                <div class="dialog-actions">
                  <button type="button" @click=${() => this.close()}>${this.words.common.cancel}</button>
                  <button class="primary danger">${words.refuse}</button>
                </div>
              </form>`
            : nothing
        }
      </dialog>
    `;
  }
}

define('bt-waiting', Waiting);
