/** What a screen shows that belongs to nobody yet: its code, as a QR and large enough to type. */
import { css, html, LitElement, nothing, svg } from 'lit';
import { encode } from 'uqr';
import type { PairingState } from '#player/pairing/pairing.ts';
import { cardStyles } from './card.styles.ts';
import { type Bilingual, filled, words } from './wording.ts';

class PairingCard extends LitElement {
  static override properties = { state: { attribute: false } };
  static override styles = [
    cardStyles,
    css`
      :host {
        padding: calc(7 * var(--u)) calc(8 * var(--u));
        grid-template: auto 1fr auto / 1fr;
        gap: calc(4 * var(--u));
      }
      header {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: calc(4 * var(--u));
        color: var(--soft);
      }
      .brand {
        font-weight: 800;
        font-size: calc(4 * var(--u));
        color: var(--ink);
        white-space: nowrap;
      }
      .brand::before {
        content: '';
        display: inline-block;
        width: 0.62em;
        height: 0.62em;
        margin-right: 0.4em;
        border-radius: 0.16em;
        background: var(--accent);
      }
      main {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: calc(9 * var(--u));
      }
      .code {
        flex: none;
        width: calc(46 * var(--u));
        aspect-ratio: 1;
        padding: calc(2.4 * var(--u));
        box-sizing: border-box;
        border-radius: calc(3 * var(--u));
        background: #fff;
        color: #0b2e28;
      }
      .code svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      .code.empty {
        background: var(--line);
        opacity: 0.35;
      }
      .how {
        display: grid;
        gap: calc(2.4 * var(--u));
        min-width: 0;
      }
      h1 {
        font-size: calc(6 * var(--u));
        font-weight: 800;
        line-height: 1.35;
      }
      .vi {
        display: block;
      }
      .en {
        display: block;
        color: var(--soft);
        font-size: 0.72em;
        font-weight: 500;
      }
      .user-code {
        font-size: calc(11.5 * var(--u));
        font-weight: 800;
        line-height: 1.2;
        letter-spacing: 0.04em;
        white-space: nowrap;
        color: var(--accent);
      }
      b {
        font-weight: 700;
        overflow-wrap: anywhere;
      }
      footer {
        display: flex;
        align-items: center;
        gap: calc(2 * var(--u));
        min-height: calc(7 * var(--u));
      }
      .dot {
        flex: none;
        width: calc(1.6 * var(--u));
        height: calc(1.6 * var(--u));
        border-radius: 50%;
        background: var(--accent);
        animation: breathe 4s ease-in-out infinite;
      }
      .dot.away {
        background: none;
        box-shadow: inset 0 0 0 calc(0.35 * var(--u)) var(--soft);
      }
      @keyframes breathe {
        50% {
          opacity: 0.35;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .dot {
          animation: none;
        }
      }
      @media (orientation: portrait) {
        main {
          flex-direction: column;
          text-align: center;
          gap: calc(8 * var(--u));
        }
        .code {
          width: calc(62 * var(--u));
        }
        .user-code {
          font-size: calc(13 * var(--u));
        }
        footer {
          justify-content: center;
        }
      }
    `,
  ];

  declare state: PairingState;

  constructor() {
    super();
    this.state = { kind: 'asking', reachable: true };
  }

  override render() {
    const { state } = this;
    const pairing = state.kind === 'shown' ? state.pairing : null;
    const reachable = state.kind === 'paired' || state.reachable;
    const news = reachable ? (pairing ? words.pairReady : words.pairWaiting) : words.pairAway;
    return html`<header><span class="brand">Bảng Tin</span></header>
      <main>
        ${
          pairing
            ? html`<div class="code">${qr(pairing.verificationUriComplete)}</div>`
            : html`<div class="code empty"></div>`
        }
        <div class="how">
          <h1>${both(words.pairTitle)}</h1>
          ${
            pairing
              ? html`<p>${both(words.pairScan)}</p>
                <p>${both(words.pairType, { address: plainAddress(pairing.verificationUri) })}</p>
                <p class="user-code">${pairing.userCode}</p>`
              : nothing
          }
        </div>
      </main>
      <footer>
        <span class=${reachable ? 'dot' : 'dot away'}></span>
        <p>${both(news)}</p>
      </footer>`;
  }
}
customElements.define('bt-pairing-card', PairingCard);

function both(sentence: Bilingual, values: Readonly<Record<string, string>> = {}) {
  return html`<span class="vi" lang="vi">${filled(sentence.vi, values)}</span
    ><span class="en" lang="en">${filled(sentence.en, values)}</span>`;
}

/** As somebody would type it: without the scheme and without a slash at the end. */
function plainAddress(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/** The quiet zone that readers ask for is the padding of the white field around it. */
function qr(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img">
    ${svg`<path fill="currentColor" d=${dark.join('')} />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'bt-pairing-card': PairingCard;
  }
}
