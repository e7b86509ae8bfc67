/**
 * `<bt-player>`: the whole screen. Either one of the player's own cards, or the stage: main picture
 * over the idle card, and the ticker below. The stage's insides belong to the presenters.
 */
import './idle-card.ts';
import './notice-card.ts';
import './pairing-card.ts';
import './speaker-card.ts';
import { css, html, LitElement, nothing } from 'lit';
import { captionsStyles } from '#player/captions/captions.styles.ts';
import type { PairingState } from '#player/pairing/pairing.ts';
import { smallestIn, smallestType, unitOf } from '#playlists/templates/type/viewing.ts';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import { shiftAt } from './burn-in.ts';
import type { Notice } from './notice-card.ts';
import type { Heard } from './speaker-card.ts';
import { words } from './wording.ts';

/** What fills the screen. */
export type View =
  | { readonly kind: 'starting' }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'pairing'; readonly state: PairingState }
  | { readonly kind: 'stage' };

export class PlayerElement extends LitElement {
  static override properties = {
    view: { attribute: false },
    profile: { attribute: false },
    now: { attribute: false },
    idle: { attribute: false },
    heard: { attribute: false },
    ticking: { attribute: false },
    identifying: { attribute: false },
    code: { attribute: false },
    minute: { attribute: false },
  };
  static override styles = [
    captionsStyles,
    css`
    :host {
      position: fixed;
      inset: 0;
      display: grid;
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      overflow: hidden;
      background: #0b2e28;
      color: #fbf8ec;
      font-family: 'Be Vietnam Pro', system-ui, sans-serif;
    }
    .main {
      position: relative;
      overflow: hidden;
    }
    .layers {
      position: absolute;
      inset: 0;
      isolation: isolate;
    }
    .layers > * {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      will-change: opacity;
      background: #071d19;
    }
    .over {
      position: absolute;
      inset: 0;
      pointer-events: none;
    }
    .ticker {
      display: none;
      font-size: calc(var(--smallest, 8.12) * 1vmin);
      /* 1.6 lines of type: room for two marks above a capital and one below */
      height: 1.6em;
      line-height: 1.6;
      font-weight: 700;
      position: relative;
      overflow: hidden;
      background: #0f3b33;
      color: #fbf8ec;
      box-shadow: inset 0 0.4vmin 0 #a8dfc4;
    }
    .ticker.on {
      display: block;
    }
    .ticker > span {
      position: absolute;
      left: 0;
      top: 0;
      white-space: pre;
      will-change: transform;
    }
    .code {
      position: absolute;
      right: 5%;
      bottom: 5%;
      z-index: 1;
      padding: 0.8vmin 2vmin;
      border-radius: 1vmin;
      background: rgb(7 29 25 / 0.88);
      font-size: 2.4vmin;
      line-height: 1.6;
      text-align: right;
    }
    .code small {
      display: block;
      font-size: 1.8vmin;
      color: #d3e6da;
    }
    .code strong {
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.06em;
    }
    .identify {
      position: absolute;
      inset: 0;
      z-index: 1;
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 2vmin;
      padding: 8vmin;
      background: rgb(7 29 25 / 0.94);
      text-align: center;
    }
    .identify strong {
      font-size: 11vmin;
      font-weight: 800;
      line-height: 1.4;
      text-wrap: balance;
    }
    .identify span {
      font-size: 4.4vmin;
      line-height: 1.5;
      color: #d3e6da;
    }
  `,
  ];

  declare view: View;
  declare profile: ScreenProfile | null;
  /** server time for the idle card, ms; told once a second while it is to be seen; null: not known */
  declare now: number | null;
  declare idle: boolean;
  /** what sounds, for the card of a speaker */
  declare heard: readonly Heard[];
  declare ticking: boolean;
  declare identifying: boolean;
  /** shown in a corner while the server does not know this screen; null: it does */
  declare code: string | null;
  declare minute: number;

  readonly layers: HTMLElement = document.createElement('div');
  readonly ticker: HTMLElement = document.createElement('div');
  /** over the picture, not over the ticker */
  readonly captions: HTMLElement = document.createElement('div');

  constructor() {
    super();
    this.view = { kind: 'starting' };
    this.profile = null;
    this.now = null;
    this.idle = true;
    this.heard = [];
    this.ticking = false;
    this.identifying = false;
    this.code = null;
    this.minute = 0;
    this.layers.className = 'layers';
    this.captions.className = 'over';
  }

  override render() {
    this.ticker.className = this.ticking ? 'ticker on' : 'ticker';
    return html`<div class="main">${this.#card()}${this.view.kind === 'stage' ? [this.layers, this.captions] : nothing}</div>
      ${this.view.kind === 'stage' ? this.ticker : nothing}
      ${
        this.identifying && this.profile
          ? html`<div class="identify">
            <strong>${this.profile.screenName}</strong>
            <span>${this.profile.unitName}</span>
            ${this.profile.placeName ? html`<span>${this.profile.placeName}</span>` : nothing}
          </div>`
          : nothing
      }
      ${
        this.code && this.view.kind === 'stage'
          ? html`<div class="code">
            ${words.refused.vi} <strong>${this.code}</strong><small>${words.refused.en}</small>
          </div>`
          : nothing
      }`;
  }

  protected override updated(): void {
    this.#setSmallest();
  }

  /** The stage has another size: type is to be read from as far as before. */
  resized(): void {
    this.#setSmallest();
  }

  /** Told about once a second how long the player has run, ms: nothing stands in one place for hours. */
  wander(ms: number): void {
    this.minute = Math.floor(ms / 60_000);
    const { x, y } = shiftAt(ms);
    const translate = x === 0 && y === 0 ? 'none' : `${x}px ${y}px`;
    if (this.style.translate !== translate) this.style.translate = translate;
  }

  /** The smallest type of a slide in the picture as it is now, in the slide's unit. */
  smallestType(): number {
    const screen = this.getBoundingClientRect();
    return smallestIn(this.profile?.viewing ?? null, screen, this.layers.getBoundingClientRect());
  }

  /** For ticker and captions, in hundredths of the shorter side. */
  #setSmallest(): void {
    const screen = this.getBoundingClientRect();
    const shorter = Math.min(screen.width, screen.height);
    if (shorter === 0) return;
    const size = smallestType(this.profile?.viewing ?? null, screen) * unitOf(screen);
    this.style.setProperty('--smallest', ((100 * size) / shorter).toFixed(2));
  }

  #card() {
    const { view } = this;
    switch (view.kind) {
      case 'notice':
        return html`<bt-notice-card .notice=${view.notice} .origin=${location.origin}></bt-notice-card>`;
      case 'pairing':
        return html`<bt-pairing-card .state=${view.state}></bt-pairing-card>`;
      case 'stage':
        if (this.profile?.kind === 'speaker') {
          return html`<bt-speaker-card
            .profile=${this.profile}
            .heard=${this.heard}
          ></bt-speaker-card>`;
        }
        return html`<bt-idle-card
          ?hidden=${!this.idle}
          .profile=${this.profile}
          .now=${this.now}
          .minute=${this.minute}
        ></bt-idle-card>`;
      case 'starting':
        return nothing;
    }
  }
}
customElements.define('bt-player', PlayerElement);

declare global {
  interface HTMLElementTagNameMap {
    'bt-player': PlayerElement;
  }
}
