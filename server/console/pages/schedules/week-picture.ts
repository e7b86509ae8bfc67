/**
 * `<bt-week-picture>`: the hours of a schedule over one week, days as columns. A picture beside the
 * words, so it is hidden from those who listen to the words.
 */
import { css, html, nothing, svg } from 'lit';
import type { When } from '#shared/domain/when.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { type Block, blocksOf, dayShown, minutesAWeek } from './week.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const COLUMN = 10;
const GAP = 2;
/** minutes of the day to one unit of the drawing */
const SCALE = 9;

export class WeekPicture extends ConsoleElement {
  static override properties = {
    when: { attribute: false },
    blocks: { attribute: false },
    small: { type: Boolean, reflect: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      figure {
        display: grid;
        gap: var(--space-1);
      }

      .grid {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--space-2);
      }

      svg {
        display: block;
        inline-size: 100%;
        block-size: 9rem;
      }

      :host([small]) svg {
        block-size: 2.75rem;
      }

      .day {
        fill: var(--sunken);
      }

      .on {
        fill: var(--accent);
      }

      .names {
        display: grid;
        grid-column: 2;
        grid-template-columns: repeat(7, 1fr);
        color: var(--ink-faint);
        font-size: var(--text-xs);
        text-align: center;
      }

      :host([small]) .names {
        font-size: 0.6875rem;
        line-height: 1.5;
      }

      .hours {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        margin-block: -0.6em;
        color: var(--ink-faint);
        font-size: var(--text-xs);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
    `,
  ];

  declare when: Pick<When, 'days' | 'hours'>;
  /** what a week really has, where hours on weekdays don't tell it; null: drawn from `when` */
  declare blocks: readonly Block[] | null;
  declare small: boolean;

  constructor() {
    super();
    this.when = { days: [], hours: [] };
    this.blocks = null;
    this.small = false;
  }

  override render() {
    const said = this.words.schedules;
    const hours = this.when.hours.filter(({ start, end }) => start !== '' && end !== '');
    const when = { ...this.when, hours };
    const blocks = this.blocks ?? blocksOf(when);
    const shown = dayShown(blocks);
    const height = (shown.end - shown.start) / SCALE;
    const left = (day: number) => (day - 1) * (COLUMN + GAP);
    return html`<figure aria-hidden="true">
      <div class="grid">
        ${
          this.small
            ? html`<span></span>`
            : html`<div class="hours">
                <span>${shown.start / 60}:00</span>
                <span>${(shown.start + shown.end) / 120}:00</span>
                <span>${shown.end / 60}:00</span>
              </div>`
        }
        <svg viewBox="0 0 ${7 * COLUMN + 6 * GAP} ${height}" preserveAspectRatio="none">
          ${DAYS.map(
            (day) =>
              svg`<rect class="day" x=${left(day)} y="0" width=${COLUMN} height=${height} rx="1" />`,
          )}
          ${blocks.map(
            ({ day, start, end }) =>
              svg`<rect class="on" x=${left(day)} y=${(start - shown.start) / SCALE} width=${COLUMN} height=${Math.max(1.5, (end - start) / SCALE)} rx="0.8" />`,
          )}
        </svg>
        <div class="names">${DAYS.map((day) => html`<span>${said.dayShort(day)}</span>`)}</div>
      </div>
      ${
        this.small
          ? nothing
          : html`<figcaption class="small faint number">
              ${said.hoursAWeek(number(locale(), minutesAWeek(when) / 60, 1))}
            </figcaption>`
      }
    </figure>`;
  }
}

define('bt-week-picture', WeekPicture);
