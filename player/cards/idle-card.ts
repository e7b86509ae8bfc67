/**
 * What stands on the screen when nothing is scheduled: the school's name, the time and the date. It
 * wanders slowly, so that nothing burns in.
 */
import { css, html, LitElement, nothing } from 'lit';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import { placeAt } from './burn-in.ts';
import { cardStyles } from './card.styles.ts';
import { dateText, knownZone, timeText } from './wording.ts';

class IdleCard extends LitElement {
  static override properties = {
    profile: { attribute: false },
    now: { attribute: false },
  };
  static override styles = [
    cardStyles,
    css`
      :host {
        /* the smallest type that can be read from where people stand */
        --least: calc(var(--smallest, 8.12) * var(--u));
        place-items: center;
      }
      .drift {
        display: grid;
        justify-items: center;
        gap: calc(1.5 * var(--u));
        max-width: 84%;
        text-align: center;
      }
      h1 {
        font-size: max(8.6 * var(--u), var(--least));
        font-weight: 700;
        line-height: 1.4;
      }
      .place {
        color: var(--soft);
        font-size: var(--least);
        line-height: 1.4;
      }
      time {
        display: block;
        text-wrap: balance;
      }
      .clock {
        font-size: calc(27 * var(--u));
        font-weight: 800;
        line-height: 1.1;
        letter-spacing: -0.03em;
        font-variant-numeric: tabular-nums;
      }
      .clock i {
        font-style: normal;
        color: var(--accent);
        margin-inline: 0.02em;
        position: relative;
        top: -0.06em;
      }
      .date {
        color: var(--soft);
        font-size: var(--least);
        line-height: 1.4;
      }
      .date::first-letter {
        text-transform: uppercase;
      }
      hr {
        width: calc(9 * var(--u));
        height: calc(0.5 * var(--u));
        margin: calc(1.5 * var(--u)) 0 0;
        border: 0;
        border-radius: 99px;
        background: var(--accent);
      }
      @media (orientation: portrait) {
        .clock {
          font-size: calc(28 * var(--u));
        }
      }
    `,
  ];

  declare profile: ScreenProfile | null;
  /** server time, ms; null: not known */
  declare now: number | null;
  /** of the player's time: where the words stand, so that nothing burns in */
  declare minute: number;

  constructor() {
    super();
    this.profile = null;
    this.now = null;
    this.minute = 0;
  }

  override render() {
    const { profile, now } = this;
    const zone = knownZone(profile?.zone ?? 'Asia/Ho_Chi_Minh');
    const { x, y } = placeAt(this.minute);
    return html`<div
      class="drift"
      style="transform:translate(${x.toFixed(2)}vmin,${y.toFixed(2)}vmin)"
    >
      <h1>${profile?.unitName ?? 'Bảng Tin'}</h1>
      ${profile?.placeName ? html`<p class="place">${profile.placeName}</p>` : nothing}
      <hr />
      ${now === null ? nothing : this.#clock(now, zone)}
    </div>`;
  }

  #clock(now: number, zone: string) {
    const [hours, minutes] = timeText(now, zone).split(':');
    return html`<time class="clock">${hours}<i>:</i>${minutes}</time>
      <time class="date">${dateText(now, zone, this.profile?.locale ?? 'vi')}</time>`;
  }
}
customElements.define('bt-idle-card', IdleCard);

declare global {
  interface HTMLElementTagNameMap {
    'bt-idle-card': IdleCard;
  }
}
