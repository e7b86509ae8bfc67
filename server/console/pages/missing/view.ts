/** No such page, or none that the viewer may see: said the same way. */
import { html, type TemplateResult } from 'lit';
import { ConsoleElement, define } from '../../design/element.ts';
import { emptyState } from '../../design/parts.ts';

class MissingPage extends ConsoleElement {
  // a bound property makes the server leave the mark by which the browser hydrates the element
  static override properties = { data: { attribute: false } };
  declare data: null;

  override render() {
    const { missingTitle, missingText, missingAction } = this.words.common;
    return emptyState({
      whole: true,
      icon: 'help',
      title: missingTitle,
      text: missingText,
      action: html`<a class="button primary" href="/">${missingAction}</a>`,
    });
  }
}

define('bt-missing-page', MissingPage);

export function view(): TemplateResult {
  return html`<bt-missing-page .data=${null}></bt-missing-page>`;
}
