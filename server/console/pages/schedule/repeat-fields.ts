/** `<bt-repeat-fields>`: how days come back, and what that way of coming back needs to know. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Repeat } from '#shared/domain/when.ts';
import { define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';
import {
  choiceOf,
  nths,
  type RepeatChoice,
  readRule,
  repeatChoices,
  repeatOf,
  ruleText,
  type SimpleRule,
} from './repeat.ts';
import { FormSection, numberOf, sectionProperties, sectionStyles, textOf } from './section.ts';
import { weekdayBoxes, weekdayStyles } from './weekday-boxes.ts';

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

class RepeatFields extends FormSection {
  static override properties = { ...sectionProperties, own: { state: true } };
  static override styles = [
    ...sectionStyles,
    weekdayStyles,
    css`
      .all {
        display: grid;
        gap: var(--space-3);
      }
    `,
  ];
  /** its text is being written, even where it has a shape that could be drawn */
  declare private own: boolean;

  constructor() {
    super();
    this.own = false;
  }

  private get choice(): RepeatChoice {
    const { repeat } = this.form.when;
    return this.own && repeat.kind === 'rule' ? 'own' : choiceOf(repeat);
  }

  private choose(choice: RepeatChoice): void {
    const { when } = this.form;
    this.own = choice === 'own';
    const repeat = repeatOf(choice, when.repeat, when.from);
    // what holds on school days holds on whichever weekday they are
    const anyDay = choice === 'firstSchoolDay' || choice === 'schoolDays';
    this.editWhen({ repeat, ...(anyDay ? { days: [...WEEKDAYS] } : {}) });
  }

  private rule(rule: SimpleRule): void {
    this.editWhen({ repeat: { kind: 'rule', rrule: ruleText(rule) } });
  }

  override render() {
    const said = this.words.scheduleForm;
    return html`<fieldset class="all" ?disabled=${this.disabled}>
      ${field(
        { id: 'repeat', label: said.repeat },
        ({ id }) => html`<select
          id=${id}
          @change=${(event: Event) => this.choose(textOf(event) as RepeatChoice)}
        >
          ${repeatChoices.map(
            (choice) =>
              html`<option value=${choice} ?selected=${choice === this.choice}>
                ${said.repeatChoice[choice]}
              </option>`,
          )}
        </select>`,
      )}
      ${this.details()}
    </fieldset>`;
  }

  private details(): TemplateResult | typeof nothing {
    const { repeat } = this.form.when;
    switch (repeat.kind) {
      case 'weekly':
      case 'firstSchoolDay':
        return nothing;
      case 'schoolDays':
        return html`<div class="said">
            ${this.words.scheduleForm.every}
            ${this.count(repeat.every, 200, (every) => this.editWhen({ repeat: { kind: 'schoolDays', every } }))}
            ${this.words.scheduleForm.everySchoolDays}
          </div>
          ${this.told('when.repeat.every')}`;
      case 'lunar':
        return this.lunar(repeat);
      case 'rule': {
        const simple = this.own ? null : readRule(repeat.rrule);
        return simple === null ? this.text(repeat.rrule) : this.simple(simple);
      }
    }
  }

  private count(value: number, most: number, say: (value: number) => void) {
    return html`<input
      type="number"
      min="1"
      max=${most}
      aria-label=${this.words.scheduleForm.every}
      aria-invalid=${this.invalid('when.repeat.every')}
      .value=${String(value)}
      @change=${(event: Event) => say(numberOf(event) ?? 0)}
    />`;
  }

  private oneOf<Value extends number>(about: {
    readonly label: string;
    readonly values: readonly Value[];
    readonly chosen: Value;
    readonly name: (value: Value) => string;
    readonly choose: (value: Value) => void;
  }) {
    return html`<select
      aria-label=${about.label}
      @change=${(event: Event) => about.choose(Number(textOf(event)) as Value)}
    >
      ${about.values.map(
        (value) =>
          html`<option value=${value} ?selected=${value === about.chosen}>
            ${about.name(value)}
          </option>`,
      )}
    </select>`;
  }

  private dayAndMonth(
    { day, month }: { readonly day: number; readonly month: number },
    days: number,
    say: (date: { day: number; month: number }) => void,
  ) {
    const said = this.words.scheduleForm;
    return html`${said.dayOfMonth}
      ${this.oneOf({
        label: said.dayOfMonth,
        values: Array.from({ length: days }, (_, at) => at + 1),
        chosen: day,
        name: String,
        choose: (chosen) => say({ day: chosen, month }),
      })}
      ${said.month.toLocaleLowerCase('vi')}
      ${this.oneOf({
        label: said.month,
        values: MONTHS,
        chosen: month,
        name: String,
        choose: (chosen) => say({ day, month: chosen }),
      })}`;
  }

  private lunar(repeat: Extract<Repeat, { kind: 'lunar' }>) {
    return html`<div class="said">
        ${this.dayAndMonth(repeat, 30, (date) => this.editWhen({ repeat: { kind: 'lunar', ...date } }))}
      </div>
      ${this.told('when.repeat.day')}
      <p class="hint">${this.words.scheduleForm.lunarHint}</p>`;
  }

  private simple(rule: SimpleRule) {
    const said = this.words.scheduleForm;
    switch (rule.kind) {
      case 'weeks':
        return html`<div class="said">
            ${said.every} ${this.count(rule.every, 52, (every) => this.rule({ ...rule, every: Math.min(52, Math.max(1, every)) }))}
            ${said.everyWeeks}
          </div>
          ${weekdayBoxes(this.words, rule.days, (days) => {
            // a rule without a weekday would be another rule
            if (days.length > 0) this.rule({ ...rule, days });
            else this.requestUpdate();
          })}`;
      case 'monthDay':
        return html`<div class="said">
          ${said.dayOfMonth}
          ${this.oneOf({
            label: said.dayOfMonth,
            values: Array.from({ length: 31 }, (_, at) => at + 1),
            chosen: rule.day,
            name: String,
            choose: (day) => this.rule({ ...rule, day }),
          })}
        </div>`;
      case 'monthWeekday':
        return html`<div class="said">
          ${this.oneOf({
            label: said.weekday,
            values: WEEKDAYS,
            chosen: rule.day as (typeof WEEKDAYS)[number],
            name: (day) => this.words.schedules.day(day),
            choose: (day) => this.rule({ ...rule, day }),
          })}
          ${this.oneOf({
            label: said.nthLabel,
            values: nths,
            chosen: rule.nth as (typeof nths)[number],
            name: said.nth,
            choose: (nth) => this.rule({ ...rule, nth }),
          })}
        </div>`;
      case 'yearly':
        return html`<div class="said">
          ${this.dayAndMonth(rule, 31, (date) => this.rule({ ...rule, ...date }))}
        </div>`;
    }
  }

  private text(rrule: string) {
    const said = this.words.scheduleForm;
    return field(
      {
        id: 'rule',
        label: said.rule,
        hint: said.ruleHint,
        error: this.wrong['when.repeat.rrule'],
      },
      ({ id, describedBy, invalid }) => html`<input
        id=${id}
        type="text"
        maxlength="300"
        spellcheck="false"
        autocapitalize="characters"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${rrule}
        @change=${(event: Event) =>
          this.editWhen({ repeat: { kind: 'rule', rrule: textOf(event).trim() } })}
      />`,
    );
  }
}

define('bt-repeat-fields', RepeatFields);
