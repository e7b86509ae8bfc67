/**
 * `<bt-shell>`: the frame around every page for signed-in people. At the desk a quiet column at the
 * left; on a phone a bar above and the four places used most within reach of the thumb below.
 */
import { css, html, nothing } from 'lit';
import { call } from '../data/api.ts';
import { toast } from '../data/messages.ts';
import type { Place, ShellData } from '../page.ts';
import { base } from './base.css.ts';
import { buttons } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import './finder.ts';
import type { Finder } from './finder.ts';
import { icon } from './icons.ts';
import { mark } from './mark.ts';
import { initials } from './parts.ts';
import { paths } from './paths.ts';
import './toasts.ts';

/** In the bar at the foot of a phone; the rest is behind "more". */
const atTheThumb: readonly Place[] = ['home', 'library', 'schedules', 'screens'];

export class Shell extends ConsoleElement {
  static override properties = { shell: { attribute: false } };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: grid;
        grid-template-columns: 15.5rem minmax(0, 1fr);
        min-block-size: 100dvh;
      }

      /* out of the grid: it takes no column */
      .skipping {
        position: absolute;
      }

      .skip {
        position: absolute;
        inset-block-start: var(--space-2);
        inset-inline-start: var(--space-2);
        z-index: 60;
        padding: var(--space-2) var(--space-4);
        border-radius: var(--radius);
        background: var(--surface);
      }

      .skip:not(:focus) {
        clip-path: inset(50%);
        inline-size: 1px;
        block-size: 1px;
        padding: 0;
        overflow: hidden;
      }

      .side {
        position: sticky;
        inset-block-start: 0;
        display: flex;
        flex-direction: column;
        gap: var(--space-5);
        block-size: 100dvh;
        padding: var(--space-5) var(--space-4) var(--space-4);
        border-inline-end: 1px solid var(--line);
        overflow-y: auto;
      }

      .brand {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        padding-inline: var(--space-2);
        border-radius: var(--radius);
      }

      .brand b {
        display: block;
        font-size: var(--text-l);
        font-weight: 700;
        letter-spacing: -0.02em;
        line-height: 1.3;
      }

      .brand small {
        display: block;
        font-size: 0.75rem;
        white-space: nowrap;
        color: var(--ink-faint);
        line-height: 1.4;
      }

      .mark {
        inline-size: 2.25rem;
        block-size: 2.25rem;
        flex: none;
        color: var(--accent);
      }

      .find {
        justify-content: flex-start;
        inline-size: 100%;
        padding-inline: var(--space-3);
        border-color: var(--line);
        color: var(--ink-faint);
        font-weight: 400;
      }

      .find kbd {
        margin-inline-start: auto;
        font: inherit;
        font-size: 0.6875rem;
      }

      nav ul {
        display: grid;
        gap: 2px;
      }

      .link {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-block-size: var(--control);
        padding-inline: var(--space-3);
        border-radius: var(--radius);
        color: var(--ink-soft);
        text-decoration: none;
      }

      .link:hover {
        background: var(--sunken);
        color: var(--ink);
      }

      .link[aria-current='page'] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }

      .foot {
        display: flex;
        gap: var(--space-1);
        align-items: center;
        margin-block-start: auto;
        padding-block-start: var(--space-3);
        border-block-start: 1px solid var(--line);
      }

      .me {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        flex: 1;
        min-inline-size: 0;
        min-block-size: var(--control);
        padding: var(--space-1) var(--space-2);
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }

      .me:hover {
        background: var(--sunken);
      }

      .me > span:last-child {
        min-inline-size: 0;
      }

      .me b,
      .me small {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        line-height: 1.5;
      }

      .me b {
        font-weight: 500;
        font-size: var(--text-s);
      }

      .me small {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .initials {
        display: inline-grid;
        place-items: center;
        flex: none;
        inline-size: 2rem;
        block-size: 2rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font-size: var(--text-xs);
        font-weight: 600;
      }

      main {
        inline-size: 100%;
        max-inline-size: 82rem;
        margin-inline: auto;
        padding: var(--space-6) clamp(var(--space-4), 3.2vw, var(--space-7)) var(--space-8);
      }

      main:focus {
        outline: none;
        box-shadow: none;
      }

      .top,
      .bottom {
        display: none;
      }

      #more {
        inset: auto 0 0;
        inline-size: 100%;
        margin: 0;
        padding: var(--space-4) var(--space-4)
          calc(var(--space-5) + env(safe-area-inset-bottom, 0px));
        border: 0;
        border-block-start: 1px solid var(--line);
        border-radius: var(--radius-l) var(--radius-l) 0 0;
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow-high);
      }

      #more::backdrop {
        background: rgb(10 20 18 / 45%);
      }

      @media (max-width: 60rem) {
        :host {
          display: block;
          --bottom-bar: calc(3.75rem + env(safe-area-inset-bottom, 0px));
        }

        .side {
          display: none;
        }

        .top {
          position: sticky;
          inset-block-start: 0;
          z-index: 20;
          display: flex;
          gap: var(--space-1);
          align-items: center;
          justify-content: space-between;
          padding: var(--space-2) var(--space-3);
          border-block-end: 1px solid var(--line);
          background: color-mix(in srgb, var(--paper) 92%, transparent);
          backdrop-filter: blur(10px);
        }

        .top .mark {
          inline-size: 1.875rem;
          block-size: 1.875rem;
        }

        .top .brand b {
          font-size: var(--text-m);
        }

        .top > div {
          display: flex;
        }

        main {
          padding: var(--space-4) var(--space-4) calc(var(--bottom-bar) + var(--space-6));
        }

        .bottom {
          position: fixed;
          inset: auto 0 0;
          z-index: 20;
          display: block;
          padding-block-end: env(safe-area-inset-bottom, 0px);
          border-block-start: 1px solid var(--line);
          background: var(--surface);
        }

        .bottom ul {
          display: grid;
          grid-auto-flow: column;
          grid-auto-columns: minmax(0, 1fr);
          gap: 0;
        }

        .bottom .link,
        .bottom button {
          display: flex;
          flex-direction: column;
          gap: 0;
          justify-content: center;
          inline-size: 100%;
          min-block-size: 3.75rem;
          padding: 0 2px;
          border: 0;
          border-radius: 0;
          background: transparent;
          color: var(--ink-soft);
          font-size: 0.6875rem;
          font-weight: 500;
          text-align: center;
          line-height: 1.5;
        }

        .bottom .icon {
          inline-size: 1.375rem;
          block-size: 1.375rem;
        }

        .bottom .link[aria-current='page'] {
          color: var(--accent);
          background: transparent;
          box-shadow: inset 0 2px 0 var(--accent);
        }
      }
    `,
  ];

  declare shell: ShellData;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.find();
    }
  };

  private find(): void {
    this.renderRoot.querySelector<Finder>('bt-finder')!.open();
  }

  private async signOut(): Promise<void> {
    const answer = await call('DELETE', '/api/session');
    if (answer.ok || answer.code === 'signInNeeded') location.assign('/login');
    else toast({ text: answer.title, tone: 'bad' });
  }

  private link(place: Place) {
    const current = place === this.shell.place;
    return html`<li>
      <a class="link" href=${paths[place]} aria-current=${current ? 'page' : nothing}>
        ${icon(place)}<span>${this.words.common.place[place]}</span>
      </a>
    </li>`;
  }

  override render() {
    const common = this.words.common;
    const { person, places } = this.shell;
    const near = places.filter((place) => atTheThumb.includes(place));
    const far = places.filter((place) => !atTheThumb.includes(place));
    return html`
      <nav class="skipping" aria-label=${common.skipToContent}>
        <a class="skip" href="#content" @click=${this.toContent}>${common.skipToContent}</a>
      </nav>
      <header class="side">
        <a class="brand plain" href="/">
          ${mark}
          <span><b>${common.product}</b><small>${common.tagline}</small></span>
        </a>
        <button type="button" class="find" @click=${this.find}>
          ${icon('search')}<span>${common.find}</span><kbd aria-hidden="true">${common.findKeys}</kbd>
        </button>
        <nav aria-label=${common.navigation}>
          <ul>
            ${places.map((place) => this.link(place))}
          </ul>
        </nav>
        <div class="foot">
          <a class="me" href="/account" aria-current=${this.shell.place === 'account' ? 'page' : nothing}>
            <span class="initials" aria-hidden="true">${initials(person.name)}</span>
            <span><b>${person.name}</b><small>${this.shell.roles}</small></span>
          </a>
          <button type="button" class="quiet only-icon" aria-label=${common.signOut} title=${common.signOut} @click=${this.signOut}>
            ${icon('signOut')}
          </button>
        </div>
      </header>
      <header class="top">
        <a class="brand plain" href="/">${mark}<b>${common.product}</b></a>
        <div>
          <button type="button" class="quiet only-icon" aria-label=${common.find} @click=${this.find}>
            ${icon('search')}
          </button>
          <a class="button quiet only-icon" href="/account">
            <span class="initials" aria-hidden="true">${initials(person.name)}</span>
            <span class="unseen">${common.place.account}</span>
          </a>
        </div>
      </header>
      <main id="content" tabindex="-1"><slot></slot></main>
      <nav class="bottom" aria-label=${common.navigation}>
        <ul>
          ${near.map((place) => this.link(place))}
          <li>
            <button type="button" popovertarget="more">
              ${icon('more')}<span>${common.more}</span>
            </button>
          </li>
        </ul>
      </nav>
      <div id="more" popover>
        <nav aria-label=${common.more}>
          <ul>
            ${far.map((place) => this.link(place))} ${this.link('account')}
            <li>
              <button type="button" class="quiet" @click=${this.signOut}>
                ${icon('signOut')}${common.signOut}
              </button>
            </li>
          </ul>
        </nav>
      </div>
      <bt-finder .places=${places}></bt-finder>
      <bt-toasts></bt-toasts>
    `;
  }

  /** The fragment lies in a shadow root, where the browser does not look for it. */
  private toContent(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#content')!.focus();
  }
}

define('bt-shell', Shell);
