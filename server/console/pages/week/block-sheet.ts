/**
 * `<bt-block-sheet>`: a block of the week looked at: what it is, whom it meets, its hours as fields for
 * those who don't drag, and the ways on. Of several blocks, first the list of them.
 */
import { css, html, nothing } from 'lit';
import type { Hours, When } from '#shared/domain/when.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { pill } from '../../design/parts.ts';
import { time } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { daysOf } from '../schedules/summary.ts';
import { meetingIcon } from './block-view.ts';
import type { Block } from './blocks.ts';
import { dayAndMonth, spoken, weekdayOf } from './clock-time.ts';

export type HoursSet = { readonly block: Block; readonly hours: Hours };

export class BlockSheet extends ConsoleElement {
  static override properties = {
    zone: { type: String },
    whenOf: { attribute: false },
    mayMove: { attribute: false },
    mayPublish: { attribute: false },
    asks: { type: Boolean },
    blocks: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .pills {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }

      .told {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }

      .hours {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: end;
      }

      .hours input {
        inline-size: 9.5rem;
      }

      .several button {
        inline-size: 100%;
        justify-content: space-between;
        border-color: transparent;
        text-align: start;
      }
    `,
  ];

  declare zone: string;
  declare whenOf: (block: Block) => When | null;
  declare mayMove: (block: Block) => boolean;
  declare mayPublish: (block: Block) => boolean;
  /** the week is a screen's, which can be asked why */
  declare asks: boolean;
  declare private blocks: readonly Block[];

  constructor() {
    super();
    this.zone = 'Asia/Ho_Chi_Minh';
    this.whenOf = () => null;
    this.mayMove = () => false;
    this.mayPublish = () => false;
    this.asks = false;
    this.blocks = [];
  }

  async open(blocks: readonly Block[]): Promise<void> {
    this.blocks = blocks;
    await this.updateComplete;
    const { dialog } = this;
    if (!dialog.open) dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.close();
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private hoursOf({ window }: Block): string {
    const clock = (at: number) => spoken(time(locale(), this.zone, at));
    return `${clock(window.start)}–${clock(window.end)}`;
  }

  private dayOf({ date }: Block): string {
    return this.words.week.dayHead(this.words.schedules.day(weekdayOf(date)), dayAndMonth(date));
  }

  private submit(event: SubmitEvent, block: Block): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const end = form.get('end') as string;
    this.tell<HoursSet>('hours', {
      block,
      hours: { start: form.get('start') as string, end: end === '00:00' ? '24:00' : end },
    });
  }

  private fields(block: Block) {
    const said = this.words.week.sheet;
    const when = this.whenOf(block);
    const { source } = block.window;
    if (when === null || source.kind !== 'hours' || !this.mayMove(block)) return nothing;
    const hours = when.hours[source.index]!;
    return html`<form class="section" @submit=${(event: SubmitEvent) => this.submit(event, block)}>
      <div class="hours">
        <div class="field">
          <label for="start">${said.from}</label>
          <input id="start" name="start" type="time" step="300" required .value=${hours.start} />
        </div>
        <div class="field">
          <label for="end">${said.to}</label>
          <input
            id="end"
            name="end"
            type="time"
            step="300"
            required
            .value=${hours.end === '24:00' ? '00:00' : hours.end}
          />
        </div>
        <button>${said.save}</button>
      </div>
      ${
        when.repeat.kind === 'weekly' && when.days.length > 1
          ? html`<p class="hint">${said.hoursHint(daysOf(this.words, when.days))}</p>`
          : nothing
      }
    </form>`;
  }

  private one(block: Block) {
    const { week: said, schedules } = this.words;
    const { window } = block;
    return html`<div class="dialog-body">
        <div>
          <h2 id="title">${window.name}</h2>
          <p class="soft number">${this.dayOf(block)}, ${this.hoursOf(block)}</p>
        </div>
        <p class="pills">
          ${pill(
            window.state === 'onAir' ? 'good' : window.state === 'edited' ? 'attention' : 'neutral',
            window.state === 'onAir' ? 'onAir' : 'edit',
            said.state[window.state],
          )}
          ${pill('neutral', 'filter', schedules.priorityName[window.priority])}
          ${pill('neutral', 'playlists', said.mode[window.mode])}
        </p>
        ${
          window.source.kind === 'period'
            ? html`<p class="told small soft">${icon('clock')}<span>${said.byPeriod}</span></p>`
            : nothing
        }
        ${
          window.meets.length === 0
            ? nothing
            : html`<section>
                <h3>${said.meets}</h3>
                <ul class="small">
                  ${window.meets.map(
                    ({ how, name, scheduleId }) => html`<li class="told">
                      ${icon(meetingIcon[how])}
                      <a href=${`/schedules/${scheduleId}`}>${said.how[how](name)}</a>
                    </li>`,
                  )}
                </ul>
              </section>`
        }
        ${this.fields(block)}
      </div>
      <div class="dialog-actions">
        ${
          this.asks
            ? html`<button type="button" @click=${() => this.tell('ask', block)}>
                ${icon('help')}${said.sheet.why}
              </button>`
            : nothing
        }
        <a class="button" href=${`/schedules/${window.scheduleId}/versions`}>
          ${icon('history')}${said.sheet.versions}
        </a>
        <a class="button" href=${`/schedules/${window.scheduleId}`}>
          ${icon('schedules')}${said.sheet.open}
        </a>
        ${
          window.state !== 'onAir' && this.mayPublish(block)
            ? html`<button type="button" class="primary" @click=${() => this.tell('publish', block)}>
                ${icon('onAir')}${said.sheet.publish}
              </button>`
            : nothing
        }
      </div>`;
  }

  private several(blocks: readonly Block[]) {
    return html`<div class="dialog-body">
      <h2 id="title">${this.words.week.list(this.dayOf(blocks[0]!))}</h2>
      <ul class="several rows">
        ${blocks.map(
          (block) => html`<li>
            <button type="button" @click=${() => this.open([block])}>
              <span>${block.window.name}</span>
              <span class="number soft">${this.hoursOf(block)}</span>
            </button>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  override render() {
    const [first, ...more] = this.blocks;
    return html`<dialog aria-labelledby="title" closedby="any">
      ${first === undefined ? nothing : more.length === 0 ? this.one(first) : this.several(this.blocks)}
    </dialog>`;
  }
}

define('bt-block-sheet', BlockSheet);
