/** `<bt-account-page>`: what people change about themselves. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { call, type FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, pageHeader, problem } from '../../design/parts.ts';
import '../../design/secret.ts';
import { relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import type { AccountData, Token } from './load.ts';

class AccountPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    detailsFailed: { state: true },
    passwordFailed: { state: true },
    tokenFailed: { state: true },
    made: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
        gap: var(--space-7);
      }

      .stack {
        display: grid;
        gap: var(--space-7);
        align-content: start;
      }

      .token {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
        padding-block: var(--space-2);
      }

      .made {
        display: grid;
        gap: var(--space-2);
      }
    `,
  ];

  declare data: AccountData;
  declare private detailsFailed: FailedCall | null;
  declare private passwordFailed: FailedCall | null;
  declare private tokenFailed: FailedCall | null;
  /** the token just made, told once */
  declare private made: Token | null;

  constructor() {
    super();
    this.detailsFailed = null;
    this.passwordFailed = null;
    this.tokenFailed = null;
    this.made = null;
  }

  private async saveDetails(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const chosen = form.get('locale') as 'vi' | 'en';
    const answer = await call('PATCH', '/api/session', { name: form.get('name'), locale: chosen });
    this.detailsFailed = answer.ok ? null : answer;
    if (!answer.ok) return;
    // name and language stand all over the page: the server draws it anew
    location.reload();
  }

  private async changePassword(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const answer = await call('PATCH', '/api/session', {
      password: { current: form.get('current'), next: form.get('next') },
    });
    this.passwordFailed = answer.ok ? null : answer;
    if (!answer.ok) return;
    element.reset();
    toast({ text: this.words.account.changed });
  }

  private async makeToken(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const answer = await call<Token>('POST', '/api/tokens', {
      name: new FormData(element).get('name'),
    });
    this.tokenFailed = answer.ok ? null : answer;
    if (!answer.ok) return;
    element.reset();
    this.made = answer.value;
    await this.refreshTokens();
  }

  private async removeToken(token: Token): Promise<void> {
    const words = this.words.account;
    const sure = await confirm({
      title: words.tokenRemoveSure(token.name),
      text: words.tokenRemoveText,
      action: words.tokenRemove,
      danger: true,
    });
    if (!sure) return;
    const answer = await call('DELETE', `/api/tokens/${token.id}`);
    toast(
      answer.ok
        ? { text: words.tokenRemoved(token.name) }
        : { text: answer.title, tone: 'bad' as const },
    );
    if (this.made?.id === token.id) this.made = null;
    await this.refreshTokens();
  }

  private async refreshTokens(): Promise<void> {
    const answer = await call<{ tokens: Token[] }>('GET', '/api/tokens');
    if (answer.ok) this.data = { ...this.data, tokens: answer.value.tokens };
  }

  private async signOut(): Promise<void> {
    const answer = await call('DELETE', '/api/session');
    if (answer.ok) location.assign('/login');
    else toast({ text: answer.title, tone: 'bad' });
  }

  private details() {
    const { account: words, common } = this.words;
    const { person } = this.data;
    return html`<section class="section" aria-labelledby="details">
      <h2 id="details">${words.details}</h2>
      <form class="form" @submit=${this.saveDetails}>
        ${problem(this.detailsFailed)}
        ${field(
          { id: 'name', label: words.name, error: this.detailsFailed?.fields.name },
          (ids) => html`<input
            id=${ids.id}
            name="name"
            value=${person.name}
            required
            maxlength="160"
            autocomplete="name"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        <fieldset class="field">
          <legend class="legend">${words.language}</legend>
          <div class="choices">
            ${(['vi', 'en'] as const).map(
              (each) => html`<label class="choice">
                <input
                  type="radio"
                  name="locale"
                  value=${each}
                  ?checked=${person.locale === each}
                /><span lang=${each}>${words[each]}</span>
              </label>`,
            )}
          </div>
        </fieldset>
        <div class="actions"><button class="primary">${common.save}</button></div>
      </form>
    </section>`;
  }

  private password() {
    const words = this.words.account;
    const errors = this.passwordFailed?.fields ?? {};
    return html`<section class="section" aria-labelledby="password">
      <h2 id="password">${words.password}</h2>
      <form class="form" @submit=${this.changePassword}>
        ${problem(this.passwordFailed)}
        <input type="text" name="username" autocomplete="username" value=${this.data.person.email} hidden />
        ${field(
          { id: 'current', label: words.current, error: errors['password.current'] },
          (ids) => html`<input
            id=${ids.id}
            name="current"
            type="password"
            required
            autocomplete="current-password"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        ${field(
          { id: 'next', label: words.next, hint: words.nextHint, error: errors['password.next'] },
          (ids) => html`<input
            id=${ids.id}
            name="next"
            type="password"
            required
            minlength="10"
            maxlength="200"
            autocomplete="new-password"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        <div class="actions"><button>${words.change}</button></div>
      </form>
    </section>`;
  }

  private roles() {
    const { account: words, common } = this.words;
    return html`<section class="section" aria-labelledby="roles">
      <h2 id="roles">${words.roles}</h2>
      <ul class="rows">
        ${this.data.roles.map(
          ({ role, unit }) => html`<li class="token">
            <span>${common.role[role]}</span><span class="soft">${unit}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private tokens() {
    const words = this.words.account;
    const { tokens, now } = this.data;
    return html`<section class="section" aria-labelledby="tokens">
      <h2 id="tokens">${words.tokens}</h2>
      <p class="soft">${words.tokensText}</p>
      ${
        tokens.length === 0
          ? html`<p class="soft">${words.tokensNone}</p>`
          : html`<ul class="rows">
              ${tokens.map(
                (token) => html`<li class="token">
                  <span>
                    ${token.name}<br /><span class="small faint">
                      ${
                        token.lastUsedAt === null
                          ? words.tokenUnused
                          : words.tokenUsed(relative(locale(), token.lastUsedAt, now))
                      }
                    </span>
                  </span>
                  <button
                    type="button"
                    class="quiet danger"
                    aria-label=${words.tokenRemoveOf(token.name)}
                    @click=${() => this.removeToken(token)}
                  >
                    ${words.tokenRemove}
                  </button>
                </li>`,
              )}
            </ul>`
      }
      <div role="status">
        ${
          this.made?.token
            ? html`<div class="made">
                <p>${words.tokenOnce}</p>
                <bt-secret label=${this.made.name} .value=${this.made.token}></bt-secret>
              </div>`
            : nothing
        }
      </div>
      <form class="form" @submit=${this.makeToken}>
        ${problem(this.tokenFailed)}
        ${field(
          {
            id: 'token-name',
            label: words.tokenName,
            hint: words.tokenNameHint,
            error: this.tokenFailed?.fields.name,
          },
          (ids) => html`<input
            id=${ids.id}
            name="name"
            required
            maxlength="160"
            autocomplete="off"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        <div class="actions"><button>${icon('key')}${words.tokenMake}</button></div>
      </form>
    </section>`;
  }

  override render() {
    const { common } = this.words;
    return html`<div class="page">
      ${pageHeader({
        eyebrow: this.data.person.email,
        title: this.data.person.name,
        actions: html`<button type="button" @click=${this.signOut}>
          ${icon('signOut')}${common.signOut}
        </button>`,
      })}
      <div class="columns">
        <div class="stack">${this.details()} ${this.password()}</div>
        <div class="stack">${this.roles()} ${this.tokens()}</div>
      </div>
    </div>`;
  }
}

define('bt-account-page', AccountPage);

export function view(data: AccountData): TemplateResult {
  return html`<bt-account-page .data=${data}></bt-account-page>`;
}
