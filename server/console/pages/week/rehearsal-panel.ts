/**
 * `<bt-rehearsal .scheduleId .onpublish .oncancel>`: what publishing a schedule as it is now would do,
 * worked out by the server, and the button that does it. `onpublish` is called once it is on air.
 */
import { css, html, nothing } from 'lit';
import type { Rehearsal } from '#shared/api/rehearsal.ts';
import type { Theme } from '#shared/domain/themes.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { pill, problem, progressBar } from '../../design/parts.ts';
import { bytes, number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { gainsOf, signedMinutes } from './gains.ts';
import { promiseText } from './promise-text.ts';

type State =
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly failed: FailedCall }
  | { readonly kind: 'known'; readonly rehearsal: Rehearsal; readonly failed: FailedCall | null }
  | { readonly kind: 'publishing'; readonly rehearsal: Rehearsal };

export type OnPublish = (published: { readonly screens: number }) => void;

let themesAsked: Promise<readonly Theme[]> | null = null;

/** Themes change rarely: asked for once a window. */
function themes(): Promise<readonly Theme[]> {
  themesAsked ??= call<{ themes: Theme[] }>('GET', '/api/themes').then((answer) => {
    if (!answer.ok) themesAsked = null;
    return answer.ok ? answer.value.themes : [];
  });
  return themesAsked;
}

export class RehearsalPanel extends ConsoleElement {
  static override properties = {
    scheduleId: { attribute: false },
    onpublish: { attribute: false },
    oncancel: { attribute: false },
    state: { state: true },
    named: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .parts {
        display: grid;
        gap: var(--space-5);
      }

      .part {
        display: grid;
        gap: var(--space-2);
      }

      h3 {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      .bars {
        display: grid;
        grid-template-columns: minmax(7rem, auto) minmax(6rem, 1fr) auto;
        gap: var(--space-1) var(--space-3);
        align-items: center;
      }

      .bars li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: center;
      }

      .bar {
        position: relative;
        block-size: 0.625rem;
        border-radius: 99px;
        background: linear-gradient(var(--line-strong), var(--line-strong)) 50% / 1px 100% no-repeat
          var(--sunken);
      }

      .bar span {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 50%;
        border-radius: 0 99px 99px 0;
        background: var(--good);
      }

      .bar .lost {
        inset-inline: auto 50%;
        border-radius: 99px 0 0 99px;
        background: var(--attention);
      }

      .figure {
        font-variant-numeric: tabular-nums;
        text-align: end;
      }

      .told {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-1) var(--space-2);
        justify-items: start;
        padding-block: var(--space-1);
      }

      .told > .icon {
        margin-block-start: 0.15em;
        color: var(--attention);
      }

      .told .pill {
        grid-column: 2;
      }

      details ul {
        max-block-size: 12rem;
        overflow-y: auto;
        padding-block: var(--space-2);
      }

      .dialog-actions {
        margin: var(--space-5) calc(-1 * var(--rehearsal-inset, 0px)) 0;
        padding-inline: var(--rehearsal-inset, 0px);
      }
    `,
  ];

  declare scheduleId: string;
  declare onpublish: OnPublish | null;
  /** null: there is no way back but the one around it */
  declare oncancel: (() => void) | null;
  declare private state: State;
  declare private named: readonly Theme[];

  constructor() {
    super();
    this.scheduleId = '';
    this.onpublish = null;
    this.oncancel = null;
    this.state = { kind: 'working' };
    this.named = [];
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('scheduleId') && this.scheduleId !== '') void this.rehearse();
  }

  /** Works it out anew: after the schedule was edited. */
  async rehearse(): Promise<void> {
    const id = this.scheduleId;
    this.state = { kind: 'working' };
    const [answer, named] = await Promise.all([
      call<Rehearsal>('POST', `/api/schedules/${id}/rehearsal`),
      themes(),
    ]);
    if (id !== this.scheduleId) return;
    this.named = named;
    this.state = answer.ok
      ? { kind: 'known', rehearsal: answer.value, failed: null }
      : { kind: 'failed', failed: answer };
  }

  private async publish(): Promise<void> {
    if (this.state.kind !== 'known') return;
    const { rehearsal } = this.state;
    this.state = { kind: 'publishing', rehearsal };
    const answer = await call<{ screens: number }>(
      'POST',
      `/api/schedules/${this.scheduleId}/publish`,
    );
    this.state = { kind: 'known', rehearsal, failed: answer.ok ? null : answer };
    if (answer.ok) this.onpublish?.({ screens: answer.value.screens });
  }

  private screens({ screens }: Rehearsal) {
    const said = this.words.rehearsal;
    return html`<section class="part">
      <h3>${said.screens}</h3>
      <p>
        ${
          screens.reached === 0 && screens.changed === 0
            ? said.nobody
            : screens.changed === 0
              ? said.unchanged
              : said.changed(screens.changed, screens.schools)
        }
        ${screens.reached === 0 ? nothing : html`<span class="soft">${said.reached(screens.reached)}</span>`}
      </p>
      ${
        screens.some.length === 0
          ? nothing
          : html`<details>
              <summary class="small">${said.some(screens.some.length)}</summary>
              <ul class="small">
                ${screens.some.map(
                  (screen) => html`<li>
                    <a href=${`/screens/${screen.id}`}>${screen.name}</a>
                    <span class="faint">${screen.unitName}</span>
                  </li>`,
                )}
              </ul>
            </details>`
      }
    </section>`;
  }

  private airtime({ themes: all }: Rehearsal) {
    const said = this.words.rehearsal;
    const gains = gainsOf(all);
    const nameOf = (id: string) =>
      this.named.find((theme) => theme.id === id)?.name[locale()] ?? id;
    return html`<section class="part">
      <h3>${said.themes}</h3>
      ${
        gains.length === 0
          ? html`<p class="soft">${said.noThemes}</p>`
          : html`<ul class="bars small">
              ${gains.map(
                ({ theme, gained, share }) => html`<li>
                  <span>${nameOf(theme)}</span>
                  <span class="bar" aria-hidden="true"
                    ><span
                      class=${gained < 0 ? 'lost' : ''}
                      style="inline-size:${share * 50}%"
                    ></span
                  ></span>
                  <span class="figure">
                    ${said.minutes(signedMinutes(gained, (value, digits) => number(locale(), value, digits)))}
                  </span>
                </li>`,
              )}
            </ul>
            <p class="hint">${said.themesHint}</p>`
      }
    </section>`;
  }

  private promises({ promises }: Rehearsal) {
    const said = this.words.rehearsal;
    return html`<section class="part">
      <h3>${said.promises}</h3>
      ${
        promises.length === 0
          ? html`<p class="soft">${said.promisesKept}</p>`
          : html`<ul class="rows small">
              ${promises.map(
                (broken) => html`<li class="told">
                  ${icon('warning')}<span>${promiseText(this.words, broken)}</span>
                  ${broken.newly ? pill('attention', 'alert', said.newly) : pill('neutral', 'history', said.already)}
                </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  private rest({ bytes: size, warnings }: Rehearsal) {
    const said = this.words.rehearsal;
    return html`<section class="part">
        <h3>${said.download}</h3>
        <p>
          ${
            size.total === 0
              ? html`<span class="soft">${said.downloadNothing}</span>`
              : said.downloadText(
                  bytes(locale(), size.total),
                  bytes(locale(), size.most),
                  size.files,
                )
          }
        </p>
      </section>
      ${
        warnings.length === 0
          ? nothing
          : html`<section class="part">
              <h3>${said.warnings}</h3>
              <ul class="rows small">
                ${warnings.map(
                  ({ message }) =>
                    html`<li class="told">${icon('alert')}<span>${message}</span></li>`,
                )}
              </ul>
            </section>`
      }`;
  }

  private body() {
    const { state } = this;
    const said = this.words.rehearsal;
    switch (state.kind) {
      case 'working':
        return html`<div class="part" role="status">
          <p class="soft">${said.working}</p>
          ${progressBar(null, said.working)}
        </div>`;
      case 'failed':
        return html`${problem(state.failed)}
          <ul class="small">
            ${Object.values(state.failed.fields).map((text) => html`<li>${text}</li>`)}
          </ul>
          <p>
            <button type="button" @click=${() => this.rehearse()}>${icon('undo')}${said.again}</button>
          </p>`;
      case 'publishing':
      case 'known':
        return html`${problem(state.kind === 'known' ? state.failed : null)}
          ${this.screens(state.rehearsal)} ${this.promises(state.rehearsal)}
          ${this.airtime(state.rehearsal)} ${this.rest(state.rehearsal)}`;
    }
  }

  override render() {
    const { state } = this;
    const said = this.words.rehearsal;
    const busy = state.kind === 'publishing';
    return html`<div class="parts" aria-busy=${state.kind === 'working' || busy}>${this.body()}</div>
      <div class="dialog-actions">
        ${
          this.oncancel
            ? html`<button type="button" ?disabled=${busy} @click=${() => this.oncancel?.()}>
                ${said.later}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="primary"
          ?disabled=${state.kind !== 'known'}
          @click=${this.publish}
        >
          ${icon('onAir')}${busy ? said.publishing : said.publish}
        </button>
      </div>`;
  }
}

define('bt-rehearsal', RehearsalPanel);
