/**
 * Small parts of pages as functions from values to templates: page header, field, pill, empty state,
 * problem, person. Their looks are in `content.css.ts` and `controls.css.ts`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { FailedCall } from '../data/api.ts';
import { words } from '../locales/words.ts';
import { type IconName, icon } from './icons.ts';

type Content = TemplateResult | string | typeof nothing;

/** The page's one `h1`, what stands over it, and what can be done here. */
export function pageHeader(header: {
  title: string;
  eyebrow?: Content;
  lead?: Content;
  actions?: Content;
}): TemplateResult {
  return html`
    <div class="page-header">
      <div>
        ${header.eyebrow ? html`<div class="eyebrow">${header.eyebrow}</div>` : nothing}
        <h1>${header.title}</h1>
        ${header.lead ? html`<p class="lead">${header.lead}</p>` : nothing}
      </div>
      ${header.actions ? html`<div class="actions">${header.actions}</div>` : nothing}
    </div>
  `;
}

export type Tone = 'neutral' | 'good' | 'attention' | 'bad' | 'accent';

/** A state in icon and word: never told by colour alone. */
export function pill(tone: Tone, iconName: IconName, text: string): TemplateResult {
  return html`<span class="pill ${tone}">${icon(iconName)}<span>${text}</span></span>`;
}

/** Nothing here yet: why that is, and the next step. */
export function emptyState(state: {
  icon: IconName;
  title: string;
  text: Content;
  action?: Content;
  /** it is all there is on the page, so its title is the page's */
  whole?: boolean;
}): TemplateResult {
  return html`
    <div class="empty">
      ${icon(state.icon)}
      ${state.whole ? html`<h1>${state.title}</h1>` : html`<h2>${state.title}</h2>`}
      <p>${state.text}</p>
      ${state.action ?? nothing}
    </div>
  `;
}

/** What a control inside `field` binds, so that label, hint and error belong to it. */
export type ControlIds = {
  readonly id: string;
  readonly describedBy: string;
  readonly invalid: 'true' | 'false';
};

/**
 * One labelled control with its hint and its error. An empty hint is `nothing`, never '': of an empty
 * text the server leaves no node behind, and what Lit writes there after hydration stays unseen.
 */
export function field(
  about: {
    id: string;
    label: string;
    hint?: string;
    error?: string | undefined;
    optional?: boolean;
  },
  control: (ids: ControlIds) => TemplateResult,
): TemplateResult {
  const hintId = `${about.id}-hint`;
  const errorId = `${about.id}-error`;
  return html`
    <div class="field">
      <label for=${about.id}>
        ${about.label}
        ${about.optional ? html`<span class="hint">(${words().common.optional})</span>` : nothing}
      </label>
      ${control({
        id: about.id,
        describedBy: about.error ? errorId : hintId,
        invalid: about.error ? 'true' : 'false',
      })}
      ${
        about.error
          ? html`<p class="error" id=${errorId}>${icon('alert')}<span>${about.error}</span></p>`
          : html`<p class="hint" id=${hintId} ?hidden=${!about.hint}>${about.hint || nothing}</p>`
      }
    </div>
  `;
}

/** Why a call failed, in the sentence of the problem table; empty while there is no failure. */
export function problem(failed: FailedCall | null): TemplateResult {
  return html`<div role="alert" class="alert">
    ${failed ? html`<p class="problem">${icon('alert')}<span>${failed.title}</span></p>` : nothing}
  </div>`;
}

/** `Nguyễn Thị Hoa`: Vietnamese given names come last, so the initials are of the last two words. */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .slice(-2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}

export function personChip(name: string, beneath: Content = nothing): TemplateResult {
  return html`
    <span class="chip">
      <span class="initials" aria-hidden="true">${initials(name)}</span>
      <span>
        <span>${name}</span>
        ${beneath === nothing ? nothing : html`<br /><span class="small faint">${beneath}</span>`}
      </span>
    </span>
  `;
}

/** A bar with its figure for those who don't see it. `value` from 0 to 1; null: running, unknown. */
export function progressBar(value: number | null, label: string): TemplateResult {
  return value === null
    ? html`<progress aria-label=${label}></progress>`
    : html`<progress aria-label=${label} value=${value} max="1"></progress>`;
}
