/** A page inside its shell, or bare: the one template that the server renders and the browser hydrates. */
import { html, type TemplateResult } from 'lit';
import './design/shell.ts';
import type { PageState } from './page.ts';

export function whole(state: PageState, content: TemplateResult): TemplateResult {
  return state.shell === null
    ? html`${content}`
    : html`<bt-shell .shell=${state.shell}>${content}</bt-shell>`;
}
