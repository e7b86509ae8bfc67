/** What the lists of the calendar have in common: a piece of the draft, what is wrong, and rows of fields. */
import { css, html, type TemplateResult } from 'lit';
import type { Calendar } from '#shared/domain/calendar.ts';
import { base } from '../../design/base.css.ts';
import { content } from '../../design/content.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import type { FromAbove } from '../../settings/load.ts';
import type { Wrong } from '../../settings/wrong.ts';

export type CalendarEdit = CustomEvent<Partial<Calendar>>;

export const partStyles = [
  base,
  buttons,
  fields,
  content,
  css`
    fieldset {
      display: grid;
      gap: var(--space-3);
    }

    .row {
      display: grid;
      gap: var(--space-2);
      align-items: end;
      padding-block: var(--space-2);
    }

    .row + .row,
    .row + .error + .row {
      border-block-start: 1px solid var(--line);
    }

    .row label {
      display: grid;
      gap: 0;
      font-size: var(--text-xs);
      color: var(--ink-faint);
    }

    .row input,
    .row select {
      min-inline-size: 0;
      font-size: var(--text-m);
      color: var(--ink);
      font-variant-numeric: tabular-nums;
    }

    .row .choice {
      display: inline-flex;
      grid-template: none;
      font-size: var(--text-s);
      color: var(--ink);
    }

    .above {
      display: grid;
      gap: var(--space-1);
      font-size: var(--text-s);
      color: var(--ink-faint);
    }

    .above ul {
      columns: 2 20rem;
      column-gap: var(--space-5);
      margin-block-start: var(--space-1);
    }

    .above li {
      break-inside: avoid;
      padding-block: 0.1rem;
      font-variant-numeric: tabular-nums;
    }
  `,
];

export abstract class CalendarPart extends ConsoleElement {
  static override properties = {
    draft: { attribute: false },
    above: { attribute: false },
    wrong: { attribute: false },
    today: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = partStyles;

  declare draft: Calendar;
  declare above: readonly FromAbove<'calendar'>[];
  declare wrong: Wrong;
  declare today: string;
  declare disabled: boolean;

  constructor() {
    super();
    this.above = [];
    this.wrong = {};
    this.disabled = false;
  }

  protected edit(change: Partial<Calendar>): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: change }));
  }

  protected input(about: {
    readonly label: string;
    readonly type: 'text' | 'date' | 'number';
    readonly value: string;
    readonly path: string;
    readonly say: (value: string) => void;
  }): TemplateResult {
    return html`<label>
      ${about.label}
      <input
        type=${about.type}
        aria-invalid=${this.wrong[about.path] ? 'true' : 'false'}
        .value=${about.value}
        @change=${(event: Event) => about.say((event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  protected select<Value extends string | number>(about: {
    readonly label: string;
    readonly values: readonly Value[];
    readonly chosen: Value;
    readonly name: (value: Value) => string;
    readonly say: (value: Value) => void;
  }): TemplateResult {
    return html`<label>
      ${about.label}
      <select
        @change=${(event: Event) =>
          about.say(about.values[(event.target as HTMLSelectElement).selectedIndex]!)}
      >
        ${about.values.map(
          (value) =>
            html`<option ?selected=${value === about.chosen}>${about.name(value)}</option>`,
        )}
      </select>
    </label>`;
  }

  protected remover(name: string, remove: () => void): TemplateResult {
    return html`<button
      type="button"
      class="quiet only-icon"
      aria-label=${this.words.calendar.remove(name)}
      @click=${remove}
    >
      ${icon('remove')}
    </button>`;
  }

  /** Everything that is wrong anywhere below a path, told once. */
  protected told(path: string): TemplateResult[] {
    const texts = Object.entries(this.wrong)
      .filter(([place]) => place === path || place.startsWith(`${path}.`))
      .map(([, text]) => text);
    return [...new Set(texts)].map(
      (text) => html`<p class="error">${icon('alert')}<span>${text}</span></p>`,
    );
  }
}

/** `20/11`, or with its year */
export function shortDate(date: string, year = true): string {
  const [y, month, day] = date.split('-');
  return year ? `${day}/${month}/${y}` : `${day}/${month}`;
}
