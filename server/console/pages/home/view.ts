/** `<bt-home-page>`: the office's desk. */
import { html, type TemplateResult } from 'lit';
import { ConsoleElement, define } from '../../design/element.ts';
import { pageHeader } from '../../design/parts.ts';
import type { HomeData } from './load.ts';

class HomePage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  declare data: HomeData;

  override render() {
    return html`<div class="page">${pageHeader({ title: this.words.common.place.home })}</div>`;
  }
}

define('bt-home-page', HomePage);

export function view(data: HomeData): TemplateResult {
  return html`<bt-home-page .data=${data}></bt-home-page>`;
}
