/**
 * `<bt-asset-page>`: one file. To look at it large, decide on it, name it, see where it is used, and
 * let go of it.
 */
import { css, html, nothing } from 'lit';
import type { Asset } from '#shared/api/resources.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { decide, takeBack, type Verdict } from '../../data/decisions.ts';
import { LiveNews } from '../../data/events.ts';
import { mediaUrl } from '../../data/media.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, pageHeader, problem, progressBar } from '../../design/parts.ts';
import '../../design/theme-picker.ts';
import type { ThemesChosen } from '../../design/theme-picker.ts';
import { bytes, dateAndTime, duration, number, relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { askReason } from '../library/ask-reason.ts';
import {
  decisionPill,
  kindIcon,
  kindName,
  mainRendition,
  posterOf,
  standingPill,
} from '../library/asset.ts';
import './captions.ts';
import { type Captioned, captionsOf } from './captions.ts';
import type { AssetData } from './load.ts';

type Edited = { readonly title: string; readonly themes: readonly string[] };

export class AssetPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    asset: { state: true },
    decider: { state: true },
    edited: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .layout {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(19rem, 24rem);
        grid-template-rows: auto 1fr;
        gap: var(--space-5) var(--space-6);
        align-items: start;
      }

      .aside {
        grid-column: 2;
        grid-row: 1 / span 2;
        display: grid;
        gap: var(--space-5);
      }

      .stage {
        display: grid;
        place-items: center;
        min-block-size: 12rem;
        border-radius: var(--radius-l);
        background: #0c1110;
        color: #b4c0bc;
        overflow: hidden;
      }

      .stage video,
      .stage img {
        display: block;
        inline-size: 100%;
        max-block-size: 70vh;
        object-fit: contain;
      }

      .stage audio {
        inline-size: min(32rem, 90%);
        margin-block: var(--space-7);
      }

      .preparing {
        display: grid;
        gap: var(--space-3);
        justify-items: center;
        inline-size: min(20rem, 80%);
        padding: var(--space-6);
        text-align: center;
      }

      .preparing .icon {
        inline-size: 2rem;
        block-size: 2rem;
      }

      .decision {
        border-color: var(--line-strong);
      }

      .decision .actions {
        margin-block-start: var(--space-3);
      }

      .decision .actions > * {
        flex: 1 1 auto;
      }

      @media (max-width: 60rem) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
          gap: var(--space-5);
        }

        .aside {
          grid-column: auto;
          grid-row: auto;
        }
      }
    `,
  ];

  declare data: AssetData;
  declare private asset: Asset;
  declare private decider: string | null;
  /** title and themes as they stand in the form; null: untouched */
  declare private edited: Edited | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.edited = null;
    this.failed = null;
    new LiveNews(this, {
      onUpdate: ({ assets, fresh }) => {
        if (fresh || assets.some(({ id }) => id === this.asset.id)) void this.refresh();
      },
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('data')) return;
    this.asset = this.data.asset;
    this.decider = this.data.decider;
  }

  private async refresh(): Promise<void> {
    const answer = await call<Asset>('GET', `/api/assets/${this.asset.id}`);
    if (answer.ok) this.asset = answer.value;
  }

  // ── deciding ──────────────────────────────────────────────────────────────────────────────────

  private async approve(): Promise<void> {
    await this.decide({ decision: 'approved' });
  }

  private async refuse(): Promise<void> {
    const reason = await askReason(this.asset.title);
    if (reason !== null) await this.decide({ decision: 'refused', reason });
  }

  private async decide(verdict: Verdict): Promise<void> {
    const before = this.asset;
    const answer = await decide(before, verdict);
    if (!answer.ok) {
      toast({ text: answer.title, tone: 'bad' });
      return;
    }
    const said = this.words.library;
    this.asset = answer.value;
    this.decider = this.data.me;
    toast({
      text: said[verdict.decision](before.title),
      undo: () => this.putBack(before),
    });
  }

  /** The decision as it was: taken back, or taken again. */
  private async putBack(before: Asset): Promise<void> {
    const { decision, reason } = before;
    const answer =
      decision === 'waiting'
        ? await takeBack(before)
        : await decide(
            before,
            decision === 'approved' ? { decision } : { decision, reason: reason ?? '' },
          );
    if (answer.ok) this.asset = answer.value;
    toast(answer.ok ? { text: this.words.common.undone } : { text: answer.title, tone: 'bad' });
  }

  // ── naming, letting go ────────────────────────────────────────────────────────────────────────

  private get shown(): Edited {
    return this.edited ?? { title: this.asset.title, themes: this.asset.themes };
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const answer = await call<Asset>('PATCH', `/api/assets/${this.asset.id}`, this.shown);
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.asset = answer.value;
    this.edited = null;
    toast({ text: this.words.library.detailsSaved });
  }

  private async letGo(): Promise<void> {
    const said = this.words.library;
    const sure = await confirm({
      title: said.deleteTitle(this.asset.title),
      text: said.deleteText,
      action: said.deleteAsset,
      danger: true,
    });
    if (!sure) return;
    const answer = await call('DELETE', `/api/assets/${this.asset.id}`);
    if (answer.ok) location.assign('/library');
    else toast({ text: answer.title, tone: 'bad' });
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  override render() {
    const said = this.words.library;
    const { may, unitName } = this.data;
    return html`
      <div class="page">
        ${pageHeader({
          title: this.asset.title,
          eyebrow: html`<a href="/library">${said.back}</a><span aria-hidden="true">/</span
            ><span>${unitName}</span>`,
          lead: html`<span class="eyebrow">${kindName(this.asset.kind)} ${standingPill(this.asset)}</span>`,
        })}
        <div class="layout">
          ${this.renderStage()}
          <div class="aside">
            ${this.renderDecision()} ${may.edit ? this.renderDetails() : nothing}
            ${this.renderCaptions()} ${this.renderUses()}
            ${
              may.edit
                ? html`<div>
                    <button type="button" class="quiet danger" @click=${this.letGo}>
                      ${icon('remove')}${said.deleteAsset}
                    </button>
                  </div>`
                : nothing
            }
          </div>
          ${this.renderFacts()}
        </div>
      </div>
    `;
  }

  private renderStage() {
    const said = this.words.library;
    const { asset } = this;
    if (asset.state === 'failed')
      return html`<div class="stage">
        <div class="preparing">
          ${icon('alert')}
          <p><b>${said.failedTitle}</b></p>
          <p>${asset.error?.message ?? ''}</p>
          <a class="button" href="/library">${said.sendAnother}</a>
        </div>
      </div>`;
    const main = mainRendition(asset);
    if (main === null || asset.state === 'processing')
      return html`<div class="stage">
        <div class="preparing">
          ${icon(kindIcon(asset.kind))}
          <p>${said.preparing}</p>
          ${progressBar(asset.progress, said.preparing)}
        </div>
      </div>`;
    const url = mediaUrl(main.sha256);
    const captions = captionsOf(asset);
    switch (asset.kind) {
      case 'video':
        return html`<div class="stage">
          <video
            controls
            playsinline
            preload="metadata"
            aria-label=${asset.title}
            poster=${posterOf(asset) ?? nothing}
            src=${url}
          >
            ${captions === null ? nothing : html`<track kind="captions" srclang="vi" label=${said.captions} src=${mediaUrl(captions)} default />`}
          </video>
        </div>`;
      case 'audio':
        return html`<div class="stage">
          <audio controls preload="metadata" aria-label=${asset.title} src=${url}></audio>
        </div>`;
      case 'image':
      case null:
        return html`<div class="stage"><img src=${url} alt=${asset.title} /></div>`;
    }
  }

  private renderFacts() {
    const said = this.words.library;
    const { asset } = this;
    const main = mainRendition(asset);
    const fact = (name: string, value: string | null) =>
      value === null ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;
    return html`<section class="section">
      <h2>${said.facts}</h2>
      <dl class="facts">
        ${fact(said.file, asset.filename)} ${fact(said.size, bytes(locale(), asset.bytes))}
        ${fact(said.length, main?.ms ? duration(main.ms) : null)}
        ${fact(
          said.resolution,
          main?.width && main.height
            ? `${number(locale(), main.width)} × ${number(locale(), main.height)}`
            : null,
        )}
        ${fact(said.sentAt, dateAndTime(locale(), this.data.zone, asset.createdAt))}
        ${fact(said.sentBy, this.data.uploader)}
      </dl>
    </section>`;
  }

  private renderDecision() {
    const said = this.words.library;
    const { asset } = this;
    const { decide } = this.data.may;
    const ready = asset.state === 'ready';
    return html`<section class="panel section decision" aria-labelledby="decision">
      <div class="section-header">
        <h2 id="decision">${said.decisionTitle}</h2>
        ${decisionPill(asset.decision)}
      </div>
      <p class="soft">${this.decisionInWords()}</p>
      ${asset.reason === null ? nothing : html`<p>${said.reasonGiven(asset.reason)}</p>`}
      ${
        decide
          ? html`<div class="actions">
              ${
                asset.decision === 'approved'
                  ? html`<button type="button" class="danger" @click=${this.refuse}>
                      ${said.recall}
                    </button>`
                  : html`
                      <button
                        type="button"
                        class="primary"
                        ?disabled=${!ready}
                        @click=${this.approve}
                      >
                        ${icon('check')}${asset.decision === 'refused' ? said.approveAfterAll : said.approve}
                      </button>
                      ${
                        asset.decision === 'refused'
                          ? nothing
                          : html`<button type="button" class="danger" @click=${this.refuse}>
                              ${said.refuse}
                            </button>`
                      }
                    `
              }
            </div>`
          : nothing
      }
      ${
        this.data.next && decide && asset.decision !== 'waiting'
          ? html`<p class="small">
              ${said.nextWaiting}:
              <a href=${`/library/${this.data.next.id}`}>${this.data.next.title}</a>
            </p>`
          : nothing
      }
    </section>`;
  }

  private decisionInWords(): string {
    const said = this.words.library;
    const { decision, state, decidedAt } = this.asset;
    if (decision === 'waiting') {
      if (state !== 'ready') return said.decisionNotReady;
      return this.data.may.decide ? said.decisionWaiting : said.decisionWaitingOther;
    }
    const who = this.decider ?? said.someone;
    const when = decidedAt === null ? '' : relative(locale(), decidedAt, this.data.now);
    return decision === 'approved' ? said.approvedBy(who, when) : said.refusedBy(who, when);
  }

  private renderDetails() {
    const said = this.words.library;
    const { title, themes } = this.shown;
    return html`<form class="form" @submit=${this.save}>
      <h2>${said.details}</h2>
      ${field(
        { id: 'title', label: said.titleLabel, error: this.failed?.fields.title },
        ({ id, describedBy, invalid }) => html`<input
          id=${id}
          required
          maxlength="160"
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          .value=${title}
          @input=${(event: Event) => {
            this.edited = { ...this.shown, title: (event.target as HTMLInputElement).value };
          }}
        />`,
      )}
      <div class="field">
        <span class="legend">${this.words.common.themes}</span>
        <bt-theme-picker
          .themes=${this.data.themes}
          .value=${themes}
          @change=${(event: ThemesChosen) => {
            this.edited = { ...this.shown, themes: event.detail };
          }}
        ></bt-theme-picker>
      </div>
      ${problem(this.failed)}
      <div>
        <button class="primary" ?disabled=${this.edited === null}>${this.words.common.save}</button>
      </div>
    </form>`;
  }

  private renderCaptions() {
    const { asset } = this;
    if (asset.kind !== 'video' || asset.state !== 'ready') return nothing;
    return html`<bt-captions
      .asset=${asset}
      ?may-edit=${this.data.may.edit}
      @captioned=${(event: Captioned) => {
        this.asset = event.detail;
      }}
    ></bt-captions>`;
  }

  private renderUses() {
    const said = this.words.library;
    const { usedIn, may } = this.data;
    return html`<section class="section">
      <h2>${said.whereUsed}</h2>
      ${
        usedIn.length === 0
          ? html`<p class="soft">${said.usedNowhere}</p>`
          : html`<ul>
              ${usedIn.map(
                ({ id, name }) => html`<li><a href=${`/playlists/${id}`}>${name}</a></li>`,
              )}
            </ul>`
      }
      ${
        usedIn.length === 0 && may.compose
          ? html`<p><a href="/playlists">${said.addToPlaylist}</a></p>`
          : nothing
      }
    </section>`;
  }
}

define('bt-asset-page', AssetPage);
