/** Looks and small fields that the parts of the air policy share. */
import { css, html, type TemplateResult } from 'lit';
import type { Hours } from '#shared/domain/when.ts';
import { base } from '../../design/base.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { words } from '../../locales/words.ts';
import { remover } from '../../settings/rows.ts';
import { endField, endTime } from '../schedule/times.ts';
import { rangeOf } from '../schedules/summary.ts';

export const policyStyles = [
  base,
  buttons,
  fields,
  css`
    fieldset {
      display: grid;
      gap: var(--space-4);
    }

    .line {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      align-items: center;
    }

    .line input[type='time'] {
      inline-size: 8.75rem;
    }

    input[type='range'] {
      inline-size: 100%;
      min-block-size: var(--control);
    }

    .slider {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 4rem;
      gap: var(--space-3);
      align-items: center;
    }

    .slider output {
      font-variant-numeric: tabular-nums;
      text-align: end;
    }
  `,
];

/** One range of hours of the clock, with a way to take it out. */
export function hoursFields(
  hours: Hours,
  nth: string,
  say: (hours: Hours) => void,
  remove: (() => void) | null,
): TemplateResult {
  const said = words().policy;
  const time = (which: 'start' | 'end', value: string, set: (text: string) => void) => html`<input
    type="time"
    aria-label=${`${nth}, ${said[which].toLocaleLowerCase('vi')}`}
    .value=${value}
    @change=${(event: Event) => set((event.target as HTMLInputElement).value)}
  />`;
  return html`<div class="line">
    ${time('start', hours.start, (start) => say({ ...hours, start }))}
    <span aria-hidden="true">–</span>
    ${time('end', endField(hours.end), (end) => say({ ...hours, end: endTime(end) }))}
    ${remove === null ? '' : remover(said.removeRange(rangeOf(hours)), remove)}
  </div>`;
}

/** A share of a hundred, with its figure. */
export function percentField(
  label: string,
  value: number,
  step: number,
  say: (value: number) => void,
): TemplateResult {
  return html`<div class="slider">
    <input
      type="range"
      min="0"
      max="100"
      step=${step}
      aria-label=${label}
      aria-valuetext=${`${value} %`}
      .value=${String(value)}
      @input=${(event: Event) => say((event.target as HTMLInputElement).valueAsNumber)}
    />
    <output>${value} %</output>
  </div>`;
}
