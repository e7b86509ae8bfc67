/**
 * Small parts of the rows in which settings are written: adding one, taking one out, what is wrong with
 * one. Functions from values to templates.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../design/icons.ts';

export function adder(text: string, add: () => void): TemplateResult {
  return html`<button type="button" @click=${add}>${icon('plus')}${text}</button>`;
}

/** `label` names the row, for those who don't see which one the button stands in. */
export function remover(label: string, remove: () => void): TemplateResult {
  return html`<button type="button" class="quiet only-icon" aria-label=${label} @click=${remove}>
    ${icon('remove')}
  </button>`;
}

export function wrongText(text: string | undefined): TemplateResult | typeof nothing {
  return text ? html`<p class="error">${icon('alert')}<span>${text}</span></p>` : nothing;
}
