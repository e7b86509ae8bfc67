/**
 * `<bt-period-rows .periods .wrong .path .lesson>`: the periods of a day as rows to write in, in order of
 * time. Fires `change` with `detail: Period[]`.
 */
import { css, html, nothing } from 'lit';
import { fold } from '#shared/domain/fold.ts';
import { knownPeriods, sessions } from '#shared/domain/periods.ts';
import type { Period } from '#shared/domain/timetable.ts';
import { base } from '../../design/base.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { isKnownPeriod, periodName } from '../../period-name.ts';
import { remover, wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';
import { minutesOf } from '../schedules/week.ts';

export type PeriodsChanged = CustomEvent<Period[]>;

const OTHER = 'other';

class PeriodRows extends ConsoleElement {
  static override properties = {
    periods: { attribute: false },
    wrong: { attribute: false },
    path: { attribute: false },
    lesson: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    fields,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
      }

      .row,
      .head {
        display: grid;
        grid-template-columns: minmax(9rem, 1fr) minmax(0, 10rem) 8rem 9rem 9rem 2.75rem;
        gap: var(--space-2);
        align-items: center;
      }

      .head {
        font-size: var(--text-xs);
        color: var(--ink-faint);
      }

      .row input,
      .row select {
        min-inline-size: 0;
        font-variant-numeric: tabular-nums;
      }

      .wide {
        grid-column: span 2;
      }

      @media (max-width: 60rem) {
        .head {
          display: none;
        }

        .row {
          grid-template-columns: 1fr 1fr 2.75rem;
          padding-block: var(--space-2);
          border-block-end: 1px solid var(--line);
        }

        .row .name {
          grid-column: 1 / -1;
        }

        .row .name.wide {
          grid-column: 1;
        }

        .row .session {
          grid-column: 2 / -1;
        }

        .row .name:not(.wide) ~ .session {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  declare periods: readonly Period[];
  declare wrong: Wrong;
  /** where the periods stand in the setting: `templates.0.periods` */
  declare path: string;
  /** minutes of a lesson: 35 in primary schools, else 45 */
  declare lesson: number;
  declare disabled: boolean;

  constructor() {
    super();
    this.periods = [];
    this.wrong = {};
    this.path = '';
    this.lesson = 45;
    this.disabled = false;
  }

  private say(periods: readonly Period[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: [...periods] }));
  }

  private change(at: number, change: Partial<Period>): void {
    this.say(this.periods.with(at, { ...this.periods[at]!, ...change }));
  }

  /** The next one begins where the last one ends, which is what most days look like. */
  private add(): void {
    const last = this.periods.at(-1);
    const start = last?.end && last.end < '23:00' ? last.end : '07:00';
    const end = minutesOf(start) + this.lesson;
    this.say([
      ...this.periods,
      {
        period: 'lesson',
        label: '',
        session: start < '12:00' ? 'morning' : 'afternoon',
        start,
        end: `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`,
      },
    ]);
  }

  override render() {
    const said = this.words.timetable;
    return html`<fieldset ?disabled=${this.disabled}>
      ${
        this.periods.length === 0
          ? html`<p class="small soft">${said.noPeriods}</p>`
          : html`<div class="head" aria-hidden="true">
              <span class="wide">${said.period}</span><span>${said.session}</span>
              <span>${said.start}</span><span>${said.end}</span>
            </div>`
      }
      ${this.periods.map((period, at) => this.row(period, at))}
      ${
        this.disabled
          ? nothing
          : html`<div>
              <button type="button" class="quiet" @click=${this.add}>
                ${icon('plus')}${said.addPeriod}
              </button>
            </div>`
      }
    </fieldset>`;
  }

  private row(each: Period, at: number) {
    const said = this.words.timetable;
    const { session } = this.words.schoolTime;
    const nth = said.periodNumber(at + 1);
    const known = isKnownPeriod(each.period);
    const place = `${this.path}.${at}`;
    const wrong = Object.entries(this.wrong).filter(([path]) => path.startsWith(`${place}.`));
    return html`<div class="row">
        <select
          class="name ${known ? 'wide' : ''}"
          aria-label=${nth}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.change(at, { period: value, label: '' });
          }}
        >
          ${[...knownPeriods, ...(known ? [OTHER] : [each.period])].map(
            (id) =>
              html`<option value=${id} ?selected=${id === each.period}>
                ${isKnownPeriod(id) ? periodName(this.words, id) : said.other}
              </option>`,
          )}
        </select>
        ${
          known
            ? nothing
            : html`<input
                type="text"
                class="name"
                maxlength="40"
                aria-label=${`${nth}, ${said.label.toLocaleLowerCase('vi')}`}
                placeholder=${said.label}
                .value=${each.label}
                @change=${(event: Event) => {
                  const label = (event.target as HTMLInputElement).value.trim();
                  this.change(at, { label, period: slug(label) || OTHER });
                }}
              />`
        }
        <select
          class="session"
          aria-label=${`${nth}, ${said.session.toLocaleLowerCase('vi')}`}
          @change=${(event: Event) =>
            this.change(at, {
              session: sessions[(event.target as HTMLSelectElement).selectedIndex]!,
            })}
        >
          ${sessions.map(
            (one) => html`<option ?selected=${one === each.session}>${session[one]}</option>`,
          )}
        </select>
        ${this.time(each, at, 'start')} ${this.time(each, at, 'end')}
        ${remover(
          said.removePeriod(`${at + 1}, ${periodName(this.words, each.period, each.label)}`),
          () => this.say(this.periods.toSpliced(at, 1)),
        )}
      </div>
      ${[...new Set(wrong.map(([, text]) => text))].map(wrongText)}`;
  }

  private time(each: Period, at: number, which: 'start' | 'end') {
    const said = this.words.timetable;
    return html`<input
      type="time"
      aria-label=${`${said.periodNumber(at + 1)}, ${said[which].toLocaleLowerCase('vi')}`}
      aria-invalid=${this.wrong[`${this.path}.${at}.${which}`] ? 'true' : 'false'}
      .value=${each[which]}
      @change=${(event: Event) =>
        this.change(at, { [which]: (event.target as HTMLInputElement).value })}
    />`;
  }
}

/** `Sinh hoạt Đội` as `sinh-hoat-doi`: the name by which schedules know it. */
function slug(label: string): string {
  return fold(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
}

define('bt-period-rows', PeriodRows);
