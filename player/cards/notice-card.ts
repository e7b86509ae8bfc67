/** A plain word to the technician when the browser does not give the player what it needs. */
import { css, html, LitElement } from 'lit';
import { cardStyles } from './card.styles.ts';
import { type Bilingual, filled, words } from './wording.ts';

export type Notice = 'insecure' | 'storage';

const sentences: { readonly [N in Notice]: { title: Bilingual; body: readonly Bilingual[] } } = {
  insecure: { title: words.insecureTitle, body: [words.insecureBody, words.insecureDo] },
  storage: { title: words.startTitle, body: [words.startBody] },
};

class NoticeCard extends LitElement {
  static override properties = { notice: { type: String }, origin: { type: String } };
  static override styles = [
    cardStyles,
    css`
      :host {
        align-content: center;
        gap: calc(6 * var(--u));
        padding: 10%;
      }
      section {
        display: grid;
        gap: calc(1.5 * var(--u));
        max-width: 46em;
        overflow-wrap: anywhere;
      }
      h1 {
        font-size: calc(5.6 * var(--u));
        font-weight: 800;
        line-height: 1.4;
      }
      p {
        text-wrap: pretty;
      }
      [lang='en'] {
        color: var(--soft);
        font-size: 0.72em;
      }
    `,
  ];

  declare notice: Notice;
  declare origin: string;

  constructor() {
    super();
    this.notice = 'insecure';
    this.origin = '';
  }

  override render() {
    const { title, body } = sentences[this.notice];
    return (['vi', 'en'] as const).map(
      (language) => html`<section lang=${language}>
        <h1>${title[language]}</h1>
        ${body.map((sentence) => html`<p>${filled(sentence[language], { origin: this.origin })}</p>`)}
      </section>`,
    );
  }
}
customElements.define('bt-notice-card', NoticeCard);

declare global {
  interface HTMLElementTagNameMap {
    'bt-notice-card': NoticeCard;
  }
}
