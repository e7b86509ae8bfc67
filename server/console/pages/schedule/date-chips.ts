/**
 * `<bt-date-chips .dates .label .hint .problem>`: single dates, added one after the other and taken
 * away again. Fires `change` with `detail: string[]`, in order.
 */
import { css, html, nothing } from 'lit';
import { base } from '../../design/base.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { dayText } from './day-text.ts';

export class DateChips extends ConsoleElement {
  static override properties = {
    dates: { attribute: false },
    label: { attribute: false },
    hint: { attribute: false },
    problem: { attribute: false },
    disabled: { type: Boolean },
    next: { state: true },
  };
  static override styles = [
    base,
    buttons,
    fields,
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      .chips li {
        display: flex;
        align-items: center;
        padding-inline-start: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        font-variant-numeric: tabular-nums;
      }

      .adding {
        display: flex;
        gap: var(--space-2);
      }

      .adding input[type='date'] {
        inline-size: 11rem;
      }
    `,
  ];

  declare dates: readonly string[];
  declare label: string;
  declare hint: string;
  declare problem: string | undefined;
  declare disabled: boolean;
  declare private next: string;

  constructor() {
    super();
    this.dates = [];
    this.label = '';
    this.hint = '';
    this.problem = undefined;
    this.disabled = false;
    this.next = '';
  }

  private say(dates: readonly string[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: [...new Set(dates)].toSorted() }));
  }

  private add(): void {
    if (this.next === '') return;
    this.say([...this.dates, this.next]);
    this.next = '';
  }

  override render() {
    const said = this.words.scheduleForm;
    return html`<fieldset class="field" ?disabled=${this.disabled}>
      <label for="date">${this.label}</label>
      ${
        this.dates.length === 0
          ? nothing
          : html`<ul class="chips">
              ${this.dates.map(
                (date, at) => html`<li>
                  ${dayText(this.words, date)}
                  <button
                    type="button"
                    class="quiet only-icon"
                    aria-label=${said.removeDate(dayText(this.words, date))}
                    @click=${() => this.say(this.dates.toSpliced(at, 1))}
                  >
                    ${icon('close')}
                  </button>
                </li>`,
              )}
            </ul>`
      }
      <div class="adding">
        <input
          id="date"
          type="date"
          min="2000-01-01"
          max="2199-12-31"
          aria-describedby="hint"
          aria-invalid=${this.problem ? 'true' : 'false'}
          .value=${this.next}
          @change=${(event: Event) => {
            this.next = (event.target as HTMLInputElement).value;
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') this.add();
          }}
        />
        <button type="button" ?disabled=${this.next === ''} @click=${this.add}>
          ${icon('plus')}${said.addDate}
        </button>
      </div>
      ${
        this.problem
          ? html`<p class="error" id="hint">${icon('alert')}<span>${this.problem}</span></p>`
          : html`<p class="hint" id="hint">${this.hint || nothing}</p>`
      }
    </fieldset>`;
  }
}

define('bt-date-chips', DateChips);

export type DatesChanged = CustomEvent<string[]>;
