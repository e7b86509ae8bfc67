/** `<bt-yearly-days>`: holidays and themed days that come back each year, with their next dates. */
import { css, html, nothing } from 'lit';
import type { YearlyDay } from '#shared/domain/calendar.ts';
import { define } from '../../design/element.ts';
import { adder } from '../../settings/rows.ts';
import { CalendarPart, partStyles, shortDate } from './part.ts';
import { datesIn } from './year.ts';

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const YEARS_SHOWN = 2;

class YearlyDaysList extends CalendarPart {
  static override styles = [
    ...partStyles,
    css`
      .row {
        grid-template-columns: minmax(10rem, 1fr) 8rem 5rem 5rem auto 2.75rem;
      }

      .themed[open] {
        display: grid;
        gap: var(--space-4);
      }

      .themed summary {
        cursor: pointer;
        padding-block: var(--space-2);
      }

      .falls {
        grid-column: 1 / -1;
        font-size: var(--text-xs);
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
      }

      @media (max-width: 60rem) {
        .row {
          grid-template-columns: 1fr 1fr 1fr;
        }

        .row label:first-child {
          grid-column: 1 / -1;
        }

        .row .choice {
          grid-column: 1 / 3;
          justify-self: start;
        }

        .row > button {
          justify-self: end;
        }
      }
    `,
  ];

  private change(at: number, change: Partial<YearlyDay>): void {
    const { yearly } = this.draft;
    this.edit({ yearly: yearly.with(at, { ...yearly[at]!, ...change }) });
  }

  private add(): void {
    const on = { calendar: 'solar', month: 1, day: 1 } as const;
    this.edit({ yearly: [...this.draft.yearly, { name: '', on, off: true }] });
  }

  private fallsOn(day: YearlyDay): string {
    const said = this.words.calendar;
    const year = Number(this.desk.today.slice(0, 4));
    const dates = Array.from({ length: YEARS_SHOWN }, (_, more) => datesIn(year + more, day));
    return dates.flat().length === 0
      ? said.fallsNever
      : said.fallsOn(
          dates
            .flat()
            .map((date) => shortDate(date))
            .join(', '),
        );
  }

  override render() {
    const said = this.words.calendar;
    return html`<fieldset ?disabled=${this.disabled}>
      <div>
        <h2>${said.yearly}</h2>
        <p class="hint">${said.yearlyHint}</p>
      </div>
      ${this.rows((day) => day.off)}
      ${this.themed()}
      ${
        this.disabled
          ? nothing
          : html`<div class="actions">
              ${adder(said.addYearly, () => this.add())}
            </div>`
      }
      ${this.desk.above.map(({ unitName, value }) => this.fromAbove(unitName, value.yearly))}
    </fieldset>`;
  }

  private rows(which: (day: YearlyDay) => boolean) {
    return this.draft.yearly.map((day, at) => (which(day) ? this.row(day, at) : nothing));
  }

  /** Days that are only marked: many, and rarely edited. They open when one of them is wrong. */
  private themed() {
    const themed = this.draft.yearly.filter(({ off }) => !off);
    if (themed.length === 0) return nothing;
    const isWrong = this.draft.yearly.some(
      ({ off }, at) =>
        !off && Object.keys(this.desk.wrong).some((path) => path.startsWith(`yearly.${at}.`)),
    );
    return html`<details class="themed" ?open=${isWrong}>
      <summary>${this.words.calendar.themed(themed.length)}</summary>
      ${this.rows((day) => !day.off)}
    </details>`;
  }

  private row(day: YearlyDay, at: number) {
    const said = this.words.calendar;
    const { name, on, off } = day;
    const path = `yearly.${at}`;
    const days = Array.from({ length: on.calendar === 'lunar' ? 30 : 31 }, (_, each) => each + 1);
    return html`<div class="row">
        ${this.nameField(name, path, (value) => this.change(at, { name: value }))}
        ${this.select({
          label: said.calendar,
          values: ['solar', 'lunar'] as const,
          chosen: on.calendar,
          name: (calendar) => said.calendarOf[calendar],
          say: (calendar) =>
            this.change(at, {
              on: { ...on, calendar, day: calendar === 'lunar' ? Math.min(30, on.day) : on.day },
            }),
        })}
        ${this.select({
          label: said.day,
          values: days,
          chosen: on.day,
          name: String,
          say: (value) => this.change(at, { on: { ...on, day: value } }),
        })}
        ${this.select({
          label: said.monthLabel,
          values: MONTHS,
          chosen: on.month,
          name: String,
          say: (value) => this.change(at, { on: { ...on, month: value } }),
        })}
        <label class="choice">
          <input
            type="checkbox"
            .checked=${off}
            @change=${(event: Event) =>
              this.change(at, { off: (event.target as HTMLInputElement).checked })}
          />
          ${said.off}
        </label>
        ${this.remover(name, () => this.edit({ yearly: this.draft.yearly.toSpliced(at, 1) }))}
        <span class="falls">${this.fallsOn(day)}</span>
      </div>
      ${this.told(path)}`;
  }

  private fromAbove(unitName: string, yearly: readonly YearlyDay[]) {
    if (yearly.length === 0) return nothing;
    const said = this.words.calendar;
    const when = ({ on }: YearlyDay) =>
      `${on.day}/${on.month}${on.calendar === 'lunar' ? ` ${said.calendarOf.lunar}` : ''}`;
    return html`<details class="above">
      <summary>${said.inherited(yearly.length)} (${unitName})</summary>
      <ul>
        ${yearly.map(
          (day) => html`<li>
            ${when(day)} · ${day.name}${day.off ? ` (${said.kindOf.off.toLocaleLowerCase('vi')})` : ''}
            ${day.on.calendar === 'lunar' ? html`– ${this.fallsOn(day)}` : nothing}
          </li>`,
        )}
      </ul>
    </details>`;
  }
}

define('bt-yearly-days', YearlyDaysList);
