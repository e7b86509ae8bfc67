/** `<bt-on-hours .rows .wrong .path>`: the hours in which something is on, by weekday. Fires `change`. */
import { css, html, nothing } from 'lit';
import type { OnHours } from '#shared/domain/air-policy.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { adder, remover, wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';
import { weekdayBoxes, weekdayStyles } from '../schedule/weekday-boxes.ts';
import { hoursFields, policyStyles } from './part.ts';

export type OnHoursChanged = CustomEvent<OnHours>;
type Row = OnHours[number];

class OnHoursFields extends ConsoleElement {
  static override properties = {
    rows: { attribute: false },
    wrong: { attribute: false },
    path: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = [
    ...policyStyles,
    weekdayStyles,
    css`
      .group {
        display: grid;
        grid-template-columns: minmax(0, 22rem) minmax(0, 1fr) auto;
        gap: var(--space-3) var(--space-5);
        align-items: start;
        padding-block-end: var(--space-3);
        border-block-end: 1px solid var(--line);
      }

      .hours {
        display: grid;
        gap: var(--space-2);
      }

      @media (max-width: 60rem) {
        .group {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .hours {
          grid-column: 1;
          grid-row: 2;
        }
      }
    `,
  ];

  declare rows: OnHours;
  declare wrong: Wrong;
  /** `screens` or `speakers` */
  declare path: string;
  declare disabled: boolean;

  constructor() {
    super();
    this.rows = [];
    this.wrong = {};
    this.path = '';
    this.disabled = false;
  }

  private say(rows: OnHours): void {
    this.dispatchEvent(new CustomEvent('change', { detail: rows }));
  }

  private add(): void {
    // days that no group has yet are what somebody is about to add
    const taken = new Set(this.rows.flatMap(({ days }) => days));
    const free = [1, 2, 3, 4, 5, 6, 7].filter((day) => !taken.has(day));
    const days = free.length === 7 ? [1, 2, 3, 4, 5] : free.length > 0 ? free : [7];
    this.say([...this.rows, { days, hours: [{ start: '06:30', end: '17:30' }] }]);
  }

  override render() {
    const said = this.words.policy;
    return html`<fieldset ?disabled=${this.disabled}>
      ${this.rows.length === 0 ? html`<p class="small soft">${said.always}</p>` : nothing}
      ${this.rows.map((row, at) => this.row(row, at))}
      ${this.disabled ? nothing : html`<div>${adder(said.addHours, () => this.add())}</div>`}
    </fieldset>`;
  }

  private row(row: Row, at: number) {
    const said = this.words.policy;
    const set = (change: Partial<Row>) => this.say(this.rows.with(at, { ...row, ...change }));
    const found = Object.entries(this.wrong).find(([place]) =>
      place.startsWith(`${this.path}.${at}`),
    );
    return html`<div class="group" role="group" aria-label=${said.row(at + 1)}>
        ${weekdayBoxes(this.words, row.days, (days) => set({ days }))}
        <div class="hours">
          ${row.hours.map((hours, nth) =>
            hoursFields(
              hours,
              `${said.row(at + 1)}.${nth + 1}`,
              (changed) => set({ hours: row.hours.with(nth, changed) }),
              row.hours.length > 1 ? () => set({ hours: row.hours.toSpliced(nth, 1) }) : null,
            ),
          )}
          ${
            row.hours.length < 6
              ? html`<div>
                  <button
                    type="button"
                    class="quiet"
                    @click=${() => set({ hours: [...row.hours, { start: '18:00', end: '20:00' }] })}
                  >
                    ${icon('plus')}${said.addRange}
                  </button>
                </div>`
              : nothing
          }
        </div>
        ${remover(said.removeRow(at + 1), () => this.say(this.rows.toSpliced(at, 1)))}
      </div>
      ${wrongText(found?.[1])}`;
  }
}

define('bt-on-hours', OnHoursFields);
