/**
 * What a speaker shows to a technician who plugs a display in: which one it is, and what sounds how
 * loud. Dark and still, since mostly nobody looks.
 */
import { css, html, LitElement, nothing } from 'lit';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import { cardStyles } from './card.styles.ts';
import { words } from './wording.ts';

/** Steps of the law of loudness. */
export type Heard = { readonly strand: 'clip' | 'music' | 'voice'; readonly step: number };

const names = { clip: words.heardClip, music: words.heardMusic, voice: words.heardVoice };

class SpeakerCard extends LitElement {
  static override properties = {
    profile: { attribute: false },
    heard: { attribute: false },
  };
  static override styles = [
    cardStyles,
    css`
      :host {
        place-items: center;
        background: #071d19;
      }
      .speaker {
        display: grid;
        justify-items: center;
        gap: calc(2 * var(--u));
        max-width: 84%;
        text-align: center;
      }
      h1 {
        font-size: calc(7 * var(--u));
        font-weight: 700;
        line-height: 1.5;
      }
      p {
        font-size: calc(4 * var(--u));
        line-height: 1.5;
        color: var(--soft);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        font-size: calc(4.4 * var(--u));
        line-height: 1.6;
      }
    `,
  ];

  declare profile: ScreenProfile | null;
  declare heard: readonly Heard[];

  constructor() {
    super();
    this.profile = null;
    this.heard = [];
  }

  override render() {
    const { profile, heard } = this;
    const locale = profile?.locale ?? 'vi';
    const trim = profile?.trimDb ?? 0;
    return html`<div class="speaker">
      <h1>${profile?.screenName ?? 'Bảng Tin'}</h1>
      <p>${[profile?.unitName, profile?.placeName].filter(Boolean).join(' · ')}</p>
      ${
        heard.length === 0
          ? html`<p>${words.heardNothing[locale]}</p>`
          : html`<ul>
              ${heard.map(({ strand, step }) => html`<li>${names[strand][locale]}: ${step} %</li>`)}
            </ul>`
      }
      ${trim < 0 ? html`<p>${words.trimmed[locale]}: ${String(trim).replace('-', '−')} dB</p>` : nothing}
    </div>`;
  }
}
customElements.define('bt-speaker-card', SpeakerCard);
