/**
 * What the sections of the form have in common: each is handed the form and what is wrong with it,
 * draws its part, and says what somebody changed as an `edit` event. A fieldset of its own disables
 * its controls: one outside of its shadow root could not.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { base } from '../../design/base.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import type { Objections, ScheduleForm } from './form.ts';
import type { ScheduleData } from './load.ts';

export type Edit = CustomEvent<Partial<ScheduleForm>>;

export const sectionStyles = [
  base,
  buttons,
  fields,
  css`
    .part {
      display: grid;
      gap: var(--space-4);
      max-inline-size: var(--measure);
    }

    .explained {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
      gap: var(--space-2);
    }

    .explained .choice {
      align-items: flex-start;
      padding-block: var(--space-3);
    }

    .explained .choice input {
      margin-block-start: 0.2em;
    }

    .explained b {
      display: block;
      font-weight: 600;
    }

    .said {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      align-items: center;
    }

    .said input[type='number'] {
      inline-size: 5.5rem;
    }

    .said select {
      inline-size: auto;
    }

    .note {
      display: flex;
      gap: var(--space-2);
      align-items: flex-start;
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius);
      background: var(--attention-soft);
      color: var(--attention);
      font-size: var(--text-s);
    }

    .note .icon {
      margin-block-start: 0.15em;
    }
  `,
];

export const sectionProperties = {
  data: { attribute: false },
  form: { attribute: false },
  wrong: { attribute: false },
  warned: { attribute: false },
  disabled: { type: Boolean },
};

export abstract class FormSection extends ConsoleElement {
  static override properties = sectionProperties;
  static override styles = sectionStyles;

  declare data: ScheduleData;
  declare form: ScheduleForm;
  declare wrong: Objections;
  /** what stands out without being wrong, by field */
  declare warned: Objections;
  declare disabled: boolean;

  constructor() {
    super();
    this.wrong = {};
    this.warned = {};
    this.disabled = false;
  }

  protected edit(change: Partial<ScheduleForm>): void {
    this.dispatchEvent(new CustomEvent('edit', { detail: change }));
  }

  protected editWhen(change: Partial<ScheduleForm['when']>): void {
    this.edit({ when: { ...this.form.when, ...change } });
  }

  /** What is wrong with a field, or else what is to be known of it. */
  protected told(place: string): TemplateResult | typeof nothing {
    const wrong = this.wrong[place];
    if (wrong) return html`<p class="error">${icon('alert')}<span>${wrong}</span></p>`;
    const warned = this.warned[place];
    return warned ? note(warned) : nothing;
  }

  protected invalid(place: string): 'true' | 'false' {
    return this.wrong[place] ? 'true' : 'false';
  }

  protected titled(title: string, content: unknown): TemplateResult {
    return html`<fieldset class="part" aria-labelledby="title" ?disabled=${this.disabled}>
      <h2 id="title">${title}</h2>
      ${content}
    </fieldset>`;
  }

  /** A few choices of which one holds, each with a sentence on what it does. */
  protected explained<Value extends string>(list: {
    readonly name: string;
    readonly label: string;
    readonly values: readonly Value[];
    readonly chosen: Value;
    readonly title: (value: Value) => string;
    readonly text: (value: Value) => string;
    readonly choose: (value: Value) => void;
  }): TemplateResult {
    return html`<div class="explained" role="radiogroup" aria-label=${list.label}>
      ${list.values.map(
        (value) => html`<label class="choice">
          <input
            type="radio"
            name=${list.name}
            .checked=${list.chosen === value}
            @change=${() => list.choose(value)}
          />
          <span><b>${list.title(value)}</b>
            <span class="small soft">${list.text(value)}</span></span>
        </label>`,
      )}
    </div>`;
  }
}

export function note(text: string): TemplateResult {
  return html`<p class="note">${icon('warning')}<span>${text}</span></p>`;
}

export function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

export function checkedIn(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}

/** A number field's value; null while there is none. */
export function numberOf(event: Event): number | null {
  const value = (event.target as HTMLInputElement).valueAsNumber;
  return Number.isNaN(value) ? null : value;
}

export function toggled<Value>(list: readonly Value[], value: Value): Value[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
