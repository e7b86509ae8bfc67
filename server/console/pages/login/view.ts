/** `<bt-login-page>`: who are you? One form, no distraction. */
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { call, type FailedCall } from '../../data/api.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { mark } from '../../design/mark.ts';
import { field, problem } from '../../design/parts.ts';
import { locale } from '../../locales/words.ts';
import type { LoginData } from './load.ts';

class LoginPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    working: { state: true },
    visible: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr);
        min-block-size: 100dvh;
      }

      .welcome {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        padding: clamp(var(--space-5), 5vw, var(--space-8));
        background: #0a3d3b;
        color: #f3f1e9;
        position: relative;
        overflow: hidden;
      }

      .welcome .mark {
        inline-size: 3rem;
        color: #f3f1e9;
        --paper: #0a3d3b;
      }

      .welcome p {
        max-inline-size: 15ch;
        font-size: clamp(1.75rem, 3.4vw, 3rem);
        font-weight: 600;
        letter-spacing: -0.025em;
        line-height: 1.5;
      }

      .waves {
        position: absolute;
        inset-block-start: 50%;
        inset-inline-start: 100%;
        inline-size: 60rem;
        block-size: 60rem;
        translate: -50% -50%;
        opacity: 0.16;
      }

      .brand {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        font-size: var(--text-l);
        font-weight: 700;
      }

      .panel-side {
        display: grid;
        place-items: center;
        padding: var(--space-5);
        position: relative;
      }

      .language {
        position: absolute;
        inset-block-start: var(--space-4);
        inset-inline-end: var(--space-4);
      }

      form {
        display: grid;
        gap: var(--space-4);
        inline-size: min(23rem, 100%);
      }

      .password {
        position: relative;
      }

      .password input {
        padding-inline-end: calc(var(--control) + var(--space-2));
      }

      .password button {
        position: absolute;
        inset-block: 0;
        inset-inline-end: 0;
      }

      @media not (scripting: none) {
        .needs-script {
          display: none;
        }
      }

      .submit {
        margin-block-start: var(--space-2);
      }

      @media (max-width: 60rem) {
        :host {
          display: flex;
          flex-direction: column;
        }

        .welcome {
          gap: var(--space-4);
          padding: var(--space-5);
        }

        .welcome p {
          font-size: 1.375rem;
          max-inline-size: 24ch;
        }

        .welcome .mark {
          inline-size: 2.25rem;
        }

        .panel-side {
          place-items: start center;
          padding-block-start: var(--space-8);
        }
      }
    `,
  ];

  declare data: LoginData;
  declare private working: boolean;
  declare private visible: boolean;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.working = false;
    this.visible = false;
    this.failed = null;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.working) return;
    const form = new FormData(event.target as HTMLFormElement);
    this.working = true;
    this.failed = null;
    const answer = await call('POST', '/api/session', {
      email: form.get('email'),
      password: form.get('password'),
    });
    if (answer.ok) {
      location.assign(this.data.next);
      return;
    }
    this.working = false;
    this.failed = answer;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('#password')!.select();
  }

  override render() {
    const words = this.words.signIn;
    const toggle = this.visible ? words.hide : words.show;
    return html`
      <header class="welcome">
        <div class="brand">${mark}<span>${this.words.common.product}</span></div>
        <p>${words.lead}</p>
        <svg class="waves" viewBox="0 0 200 200" fill="none" stroke="currentColor" aria-hidden="true">
          ${[20, 36, 52, 68, 84].map(
            (radius) => svg`<circle cx="100" cy="100" r=${radius} stroke-width="4"></circle>`,
          )}
        </svg>
      </header>
      <main class="panel-side">
        <a class="language button quiet" href=${this.data.otherLanguage} lang=${locale() === 'vi' ? 'en' : 'vi'}>
          ${icon('language')}${words.otherLanguage}
        </a>
        <form method="post" action="/login" @submit=${this.submit}>
          <h1>${words.title}</h1>
          <p class="problem needs-script">${words.needsScript}</p>
          ${problem(this.failed)}
          ${field(
            { id: 'email', label: words.email },
            (ids) => html`<input
              id=${ids.id}
              name="email"
              type="email"
              autocomplete="username"
              inputmode="email"
              required
              autofocus
              aria-describedby=${ids.describedBy}
            />`,
          )}
          ${field(
            { id: 'password', label: words.password, hint: words.help },
            (ids) => html`<div class="password">
              <input
                id=${ids.id}
                name="password"
                type=${this.visible ? 'text' : 'password'}
                autocomplete="current-password"
                required
                aria-describedby=${ids.describedBy}
              />
              <button
                type="button"
                class="quiet only-icon"
                aria-label=${toggle}
                title=${toggle}
                @click=${() => {
                  this.visible = !this.visible;
                }}
              >
                ${icon(this.visible ? 'hide' : 'show')}
              </button>
            </div>`,
          )}
          <button class="primary submit" aria-disabled=${this.working ? 'true' : nothing}>
            ${this.working ? words.working : words.submit}
          </button>
        </form>
      </main>
    `;
  }
}

define('bt-login-page', LoginPage);

export function view(data: LoginData): TemplateResult {
  return html`<bt-login-page .data=${data}></bt-login-page>`;
}
