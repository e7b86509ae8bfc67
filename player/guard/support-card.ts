/**
 * What a technician wants to know in front of the screen: which one it is, whether it reaches the
 * office, how sure its clock is, what it holds, which build it runs. Nothing can be changed here. It
 * goes away by itself.
 */
import { css, html, LitElement } from 'lit';
import { cardStyles } from '#player/cards/card.styles.ts';
import type { Bilingual } from '#player/cards/wording.ts';
import { supportWords } from './support-words.ts';

/** A line of the card. */
export type SupportLine = { readonly label: Bilingual; readonly value: string | Bilingual };

class SupportCard extends LitElement {
  static override properties = { lines: { attribute: false } };
  static override styles = [
    cardStyles,
    css`
      :host {
        position: fixed;
        inset: auto 5% 5% 5%;
        z-index: 2;
        gap: calc(2 * var(--u));
        padding: calc(4 * var(--u));
        border: calc(0.3 * var(--u)) solid var(--accent);
        border-radius: calc(1.5 * var(--u));
        background: var(--deep);
        font-size: calc(2.6 * var(--u));
      }
      h1 {
        font-size: calc(3.6 * var(--u));
        font-weight: 800;
        line-height: 1.4;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(min-content, 30%) 1fr;
        gap: calc(1 * var(--u)) calc(3 * var(--u));
        margin: 0;
      }
      dt {
        color: var(--soft);
      }
      dd {
        margin: 0;
        font-weight: 700;
        overflow-wrap: anywhere;
      }
      [lang='en'] {
        display: block;
        color: var(--soft);
        font-size: 0.72em;
        font-weight: 500;
      }
    `,
  ];

  declare lines: readonly SupportLine[];

  constructor() {
    super();
    this.lines = [];
  }

  override render() {
    return html`<h1>${both(supportWords.title)}</h1>
      <dl>
        ${this.lines.map(
          ({ label, value }) => html`<dt>${both(label)}</dt>
            <dd>${typeof value === 'string' ? value : both(value)}</dd>`,
        )}
      </dl>`;
  }
}
customElements.define('bt-support-card', SupportCard);

function both({ vi, en }: Bilingual) {
  return html`${vi}<span lang="en">${en}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'bt-support-card': SupportCard;
  }
}
