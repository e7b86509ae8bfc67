/**
 * `<bt-feeds kind subject>`: addresses at which a calendar program may read the programme of a unit or
 * a screen. A new one is told once; those in use can be removed.
 */
import { css, html, nothing } from 'lit';
import { call, type FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { problem } from '../../design/parts.ts';
import '../../design/secret.ts';
import { dateAndTime } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';

type Listed = { readonly id: string; readonly createdAt: number };

export class Feeds extends ConsoleElement {
  static override properties = {
    kind: { type: String },
    subject: { type: String },
    zone: { type: String },
    feeds: { state: true },
    made: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      :host {
        display: contents;
      }

      li {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  /** `unit` or `screen` */
  declare kind: 'unit' | 'screen';
  declare subject: string;
  declare zone: string;
  /** null: not asked for yet */
  declare private feeds: readonly Listed[] | null;
  declare private made: string | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.kind = 'unit';
    this.subject = '';
    this.zone = 'Asia/Ho_Chi_Minh';
    this.feeds = null;
    this.made = null;
    this.failed = null;
  }

  private get path(): string {
    return `/api/${this.kind}s/${this.subject}/feeds`;
  }

  private async open(): Promise<void> {
    this.made = null;
    this.renderRoot.querySelector('dialog')!.showModal();
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const answer = await call<{ feeds: Listed[] }>('GET', this.path);
    this.failed = answer.ok ? null : answer;
    if (answer.ok) this.feeds = answer.value.feeds;
  }

  private async make(): Promise<void> {
    const answer = await call<{ url: string }>('POST', this.path);
    if (!answer.ok) {
      this.failed = answer;
      return;
    }
    this.made = answer.value.url;
    await this.refresh();
  }

  private async takeAway({ id }: Listed): Promise<void> {
    const said = this.words.week.feed;
    const sure = await confirm({
      title: said.sureTitle,
      text: said.sureText,
      action: said.remove,
      danger: true,
    });
    if (!sure) return;
    const answer = await call('DELETE', `/api/feeds/${id}`);
    if (!answer.ok) {
      this.failed = answer;
      return;
    }
    toast({ text: said.removed });
    await this.refresh();
  }

  override render() {
    const said = this.words.week.feed;
    return html`<button type="button" @click=${this.open}>${icon('feed')}${said.open}</button>
      <dialog aria-labelledby="title" closedby="any">
        <div class="dialog-body">
          <h2 id="title">${said.title}</h2>
          <p class="soft">${said.text}</p>
          ${problem(this.failed)}
          ${
            this.made === null
              ? html`<p>
                  <button type="button" class="primary" @click=${this.make}>
                    ${icon('plus')}${said.make}
                  </button>
                </p>`
              : html`<div class="section" role="status">
                  <p>${said.once}</p>
                  <bt-secret .value=${this.made} label=${said.address}></bt-secret>
                </div>`
          }
          ${
            this.feeds === null
              ? nothing
              : html`<section class="section">
                  <h3>${said.existing}</h3>
                  ${
                    this.feeds.length === 0
                      ? html`<p class="small soft">${said.none}</p>`
                      : html`<ul class="rows small">
                          ${this.feeds.map(
                            (feed) => html`<li>
                              <span>
                                ${said.made(dateAndTime(locale(), this.zone, feed.createdAt), '')}
                              </span>
                              <button
                                type="button"
                                class="quiet danger"
                                @click=${() => this.takeAway(feed)}
                              >
                                ${said.remove}
                              </button>
                            </li>`,
                          )}
                        </ul>`
                  }
                </section>`
          }
        </div>
        <div class="dialog-actions">
          <button
            type="button"
            @click=${(event: Event) => (event.currentTarget as HTMLElement).closest('dialog')!.close()}
          >
            ${this.words.common.close}
          </button>
        </div>
      </dialog>`;
  }
}

define('bt-feeds', Feeds);
