/** `<bt-day-exceptions .exceptions .templates>`: single dates that go otherwise. Fires `change`. */
import { css, html, nothing } from 'lit';
import type { DayException, DayTemplate } from '#shared/domain/timetable.ts';
import { base } from '../../design/base.css.ts';
import { content } from '../../design/content.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field } from '../../design/parts.ts';
import { adder, remover, wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';
import './day-bar.ts';
import './period-rows.ts';
import type { PeriodsChanged } from './period-rows.ts';

export type ExceptionsChanged = CustomEvent<DayException[]>;

class DayExceptions extends ConsoleElement {
  static override properties = {
    exceptions: { attribute: false },
    templates: { attribute: false },
    wrong: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    fields,
    content,
    css`
      .all {
        display: grid;
        gap: var(--space-4);
      }

      .panel,
      fieldset {
        display: grid;
        gap: var(--space-3);
      }

      .about {
        display: grid;
        grid-template-columns: 11rem minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: end;
      }

      @media (max-width: 40rem) {
        .panel {
          padding: var(--space-4);
        }

        .about {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .about .field:first-child {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  declare exceptions: readonly DayException[];
  /** what holds otherwise: where most such days begin from */
  declare templates: readonly DayTemplate[];
  declare wrong: Wrong;
  declare disabled: boolean;

  constructor() {
    super();
    this.exceptions = [];
    this.templates = [];
    this.wrong = {};
    this.disabled = false;
  }

  private say(exceptions: readonly DayException[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: [...exceptions] }));
  }

  private change(at: number, change: Partial<DayException>): void {
    this.say(this.exceptions.with(at, { ...this.exceptions[at]!, ...change }));
  }

  private add(): void {
    const name = this.words.timetable.newException;
    this.say([...this.exceptions, { date: '', name, levels: [], periods: [] }]);
  }

  override render() {
    const said = this.words.timetable;
    return html`<div class="all">
      <div>
        <h2>${said.exceptions}</h2>
        <p class="hint">${said.exceptionsHint}</p>
      </div>
      ${this.exceptions.map((exception, at) => this.exception(exception, at))}
      ${this.disabled ? nothing : html`<div>${adder(said.addException, () => this.add())}</div>`}
    </div>`;
  }

  private exception({ date, name, periods }: DayException, at: number) {
    const said = this.words.timetable;
    const path = `exceptions.${at}`;
    return html`<section class="panel" aria-label=${`${name} ${date}`}>
      <fieldset class="about" ?disabled=${this.disabled}>
        ${field(
          { id: `date-${at}`, label: said.date },
          ({ id }) => html`<input
            id=${id}
            type="date"
            aria-invalid=${this.wrong[`${path}.date`] ? 'true' : 'false'}
            .value=${date}
            @change=${(event: Event) =>
              this.change(at, { date: (event.target as HTMLInputElement).value })}
          />`,
        )}
        ${field(
          { id: `name-${at}`, label: said.name },
          ({ id }) => html`<input
            id=${id}
            type="text"
            maxlength="80"
            .value=${name}
            @change=${(event: Event) =>
              this.change(at, { name: (event.target as HTMLInputElement).value })}
          />`,
        )}
        ${remover(said.remove(name), () => this.say(this.exceptions.toSpliced(at, 1)))}
      </fieldset>
      ${wrongText(this.wrong[`${path}.date`])}
      ${
        periods.length === 0 && !this.disabled
          ? html`<div class="actions">
              ${this.templates.map(
                (template) => html`<button
                  type="button"
                  @click=${() =>
                    this.change(at, { levels: template.levels, periods: template.periods })}
                >
                  ${icon('copy')}${said.fromTemplate(template.name)}
                </button>`,
              )}
            </div>`
          : html`<bt-day-bar .periods=${periods}></bt-day-bar>`
      }
      <bt-period-rows
        .periods=${periods}
        .wrong=${this.wrong}
        .path=${`${path}.periods`}
        ?disabled=${this.disabled}
        @change=${(event: PeriodsChanged) => this.change(at, { periods: event.detail })}
      ></bt-period-rows>
    </section>`;
  }
}

define('bt-day-exceptions', DayExceptions);
