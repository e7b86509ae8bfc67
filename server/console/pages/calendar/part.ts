/** What the lists of the calendar have in common: what lies on the desk, what is wrong, and rows of fields. */
import { type CSSResult, css, html, type TemplateResult } from 'lit';
import type { Calendar } from '#shared/domain/calendar.ts';
import { base } from '../../design/base.css.ts';
import { content } from '../../design/content.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement } from '../../design/element.ts';
import type { FromAbove } from '../../settings/load.ts';
import { remover, wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';

export type CalendarEdit = CustomEvent<Partial<Calendar>>;

/** What all lists are handed alike. */
export type CalendarDesk = {
  readonly draft: Calendar;
  readonly above: readonly FromAbove<'calendar'>[];
  readonly wrong: Wrong;
  /** `2026-11-23` */
  readonly today: string;
};

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

/** On a screen narrower than so many rem a row's fields stand two by two, below its name. */
export function inPairsBelow(rem: number): CSSResult {
  return css`
    @media (max-width: ${rem}rem) {
      .row {
        grid-template-columns: 1fr 1fr;
      }

      .row label:first-child {
        grid-column: 1 / -1;
      }

      .row > button {
        justify-self: end;
        grid-column: 2;
      }
    }
  `;
}

export abstract class CalendarPart extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = partStyles;

  declare desk: CalendarDesk;
  declare disabled: boolean;

  constructor() {
    super();
    this.disabled = false;
  }

  protected get draft(): Calendar {
    return this.desk.draft;
  }

  protected edit(change: Partial<Calendar>): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: change }));
  }

  /** The field that each row begins with. */
  protected nameField(value: string, path: string, say: (value: string) => void): TemplateResult {
    const { name: label } = this.words.calendar;
    return this.input({ label, type: 'text', value, path: `${path}.name`, say });
  }

  /** The first or the last day of a row, both of them included. */
  protected dateField(
    which: 'from' | 'until',
    row: { readonly from: string; readonly until: string },
    path: string,
    say: (value: string) => void,
  ): TemplateResult {
    const label = this.words.calendar[which];
    return this.input({ label, type: 'date', value: row[which], path: `${path}.${which}`, say });
  }

  private input(about: {
    readonly label: string;
    readonly type: 'text' | 'date';
    readonly value: string;
    readonly path: string;
    readonly say: (value: string) => void;
  }): TemplateResult {
    return html`<label>
      ${about.label}
      <input
        type=${about.type}
        aria-invalid=${this.desk.wrong[about.path] ? 'true' : 'false'}
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
    return remover(this.words.calendar.remove(name), remove);
  }

  /** Everything that is wrong anywhere below a path, told once. */
  protected told(path: string) {
    const texts = Object.entries(this.desk.wrong)
      .filter(([place]) => place === path || place.startsWith(`${path}.`))
      .map(([, text]) => text);
    return [...new Set(texts)].map(wrongText);
  }
}

/** `20/11`, or with its year */
export function shortDate(date: string, year = true): string {
  const [y, month, day] = date.split('-');
  return year ? `${day}/${month}/${y}` : `${day}/${month}`;
}
