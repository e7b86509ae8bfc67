/**
 * `<bt-year-picture .facts .first .themed>`: a school year as twelve small months, each day in the colour
 * of what it is. Fires `pick` with the date that was pointed at: a short way for the mouse to what the
 * lists below do for everybody.
 */
import { css, html, nothing } from 'lit';
import type { DayFacts } from '#shared/domain/calendar.ts';
import { base } from '../../design/base.css.ts';
import { buttons } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { countOf, dayLooks, type Month, monthsOf, type YearDay } from './year.ts';

export type DayPicked = CustomEvent<string>;

class YearPicture extends ConsoleElement {
  static override properties = {
    facts: { attribute: false },
    first: { attribute: false },
    today: { attribute: false },
    picking: { type: Boolean },
    year: { state: true },
  };
  static override styles = [
    base,
    buttons,
    css`
      figure {
        display: grid;
        gap: var(--space-4);
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
      }

      .turn {
        display: flex;
        gap: var(--space-1);
        align-items: center;
        font-weight: 600;
      }

      .months {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
        gap: var(--space-4);
      }

      .month {
        display: grid;
        gap: var(--space-1);
        align-content: start;
      }

      .month > b {
        font-size: var(--text-s);
        font-weight: 600;
      }

      .days {
        display: grid;
        grid-template-columns: repeat(7, 1fr);
        gap: 2px;
        font-size: var(--text-xs);
        font-variant-numeric: tabular-nums;
        text-align: center;
      }

      .days i {
        color: var(--ink-faint);
        font-style: normal;
        font-size: 0.6875rem;
      }

      .day {
        position: relative;
        padding-block: 0.05rem;
        border-radius: 0.25rem;
        border: 1px solid transparent;
      }

      .picking .day {
        cursor: pointer;
      }

      .picking .day:hover {
        border-color: var(--accent);
      }

      .school {
        background: var(--accent-soft);
      }

      .makeUp {
        background: var(--accent);
        color: var(--accent-ink);
        font-weight: 600;
      }

      .exam {
        background: var(--attention-soft);
        color: var(--attention);
        border-color: currentcolor;
        font-weight: 600;
      }

      .holiday {
        background: var(--bad-soft);
        color: var(--bad);
        font-weight: 600;
      }

      .weekend {
        background: var(--sunken);
        color: var(--ink-faint);
      }

      .outsideTerms {
        color: var(--ink-faint);
      }

      .today {
        outline: 2px solid var(--ink);
        outline-offset: -1px;
      }

      .themed::after {
        content: '';
        position: absolute;
        inset-block-end: 1px;
        inset-inline: 0;
        inline-size: 4px;
        block-size: 4px;
        margin-inline: auto;
        border-radius: 50%;
        background: currentcolor;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        font-size: var(--text-xs);
        color: var(--ink-soft);
      }

      .legend span {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
      }

      .legend .day {
        display: inline-block;
        inline-size: 1.1em;
        block-size: 1.1em;
        padding: 0;
      }

      .legend .outsideTerms {
        border-color: var(--line);
      }
    `,
  ];

  declare facts: (day: number) => DayFacts;
  /** the year in which the school year begins that is shown first */
  declare first: number;
  declare today: string;
  declare picking: boolean;
  declare private year: number | null;

  constructor() {
    super();
    this.picking = false;
    this.year = null;
  }

  private turn(by: number): void {
    this.year = (this.year ?? this.first) + by;
  }

  private pick(date: string): void {
    if (this.picking) this.dispatchEvent(new CustomEvent('pick', { detail: date }));
  }

  override render() {
    const said = this.words.calendar;
    const year = this.year ?? this.first;
    const months = monthsOf(year, this.facts);
    const summary = said.counted(
      countOf(months, 'school', 'makeUp', 'exam'),
      countOf(months, 'holiday'),
      countOf(months, 'exam'),
    );
    return html`<figure class=${this.picking ? 'picking' : ''}>
      <div class="head">
        <div class="turn">
          <button type="button" class="quiet only-icon" aria-label=${said.previous} @click=${() => this.turn(-1)}>
            ${icon('left')}
          </button>
          <span role="status">${said.year(year, year + 1)}</span>
          <button type="button" class="quiet only-icon" aria-label=${said.following} @click=${() => this.turn(1)}>
            ${icon('right')}
          </button>
        </div>
        <figcaption class="small soft number">${summary}</figcaption>
      </div>
      <div class="months" role="img" aria-label=${`${said.year(year, year + 1)}: ${summary}`}>
        ${months.map((month) => this.month(month))}
      </div>
      <div class="legend" aria-hidden="true">
        ${dayLooks.map(
          (look) => html`<span><span class="day ${look}"></span>${said.is[look]}</span>`,
        )}
        <span><span class="day themed"></span>${said.is.themed}</span>
      </div>
      ${this.picking ? html`<p class="small faint" aria-hidden="true">${said.pictureHint}</p>` : nothing}
    </figure>`;
  }

  private month({ month, year, before, days }: Month) {
    return html`<div class="month">
      <b>${this.words.calendar.month(month, year)}</b>
      <div class="days">
        ${[1, 2, 3, 4, 5, 6, 7].map((day) => html`<i>${this.words.schedules.dayShort(day).slice(0, 2)}</i>`)}
        ${Array.from({ length: before }, () => html`<span></span>`)}
        ${days.map((day) => this.day(day))}
      </div>
    </div>`;
  }

  private day({ date, day, look, names }: YearDay) {
    const themed = names.length > 0 && look === 'school';
    const title = [this.words.calendar.is[look], ...names].join(': ');
    return html`<span
      class="day ${look} ${themed ? 'themed' : ''} ${date === this.today ? 'today' : ''}"
      title=${title}
      @click=${() => this.pick(date)}
      >${day}</span
    >`;
  }
}

define('bt-year-picture', YearPicture);
