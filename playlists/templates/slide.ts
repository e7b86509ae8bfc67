/**
 * `<bt-slide .template=${id} .data=${data} .context=${context}>`: draws a slide into whatever box it is
 * given, from a preview 320 pixels wide to a 4K screen, landscape or portrait. The console and the
 * player both use it; it also renders on the server. `still` leaves out the entrance.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { drawable } from './drawable.ts';
import { allTemplates } from './index.ts';
import { baseStyles } from './parts/base.styles.ts';
import { rowsStyles } from './parts/rows.styles.ts';
import type { SlideContext } from './template.ts';
import { paletteStyles } from './tokens.ts';

export class BtSlide extends LitElement {
  static override properties = {
    template: { type: String },
    data: { attribute: false },
    context: { attribute: false },
    still: { type: Boolean, reflect: true },
  };
  static override styles = [
    paletteStyles,
    baseStyles,
    rowsStyles,
    ...[...allTemplates.values()].map((template) => template.styles),
  ];

  declare template: string;
  declare data: Readonly<Record<string, unknown>>;
  declare context: SlideContext | null;
  declare still: boolean;

  constructor() {
    super();
    this.template = '';
    this.data = {};
    this.context = null;
    this.still = false;
  }

  override render(): TemplateResult {
    const template = allTemplates.get(this.template);
    if (!template || !this.context) return html`<article class="slide on-paper"></article>`;
    return template.view(drawable(template, this.data), this.context);
  }
}

if (!customElements.get('bt-slide')) customElements.define('bt-slide', BtSlide);

declare global {
  interface HTMLElementTagNameMap {
    'bt-slide': BtSlide;
  }
}
