/**
 * `<bt-slide .template=${id} .data=${data} .context=${context}>`: draws a slide into whatever box it is
 * given, from a preview 320 pixels wide to a 4K screen, landscape or portrait. The console and the
 * player both use it; it also renders on the server. `still` leaves out the entrance. `ms`: how long
 * it is on air; only then do the pages of a long slide turn, else the first one stands.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { drawable } from './drawable.ts';
import { allTemplates } from './index.ts';
import { baseStyles } from './parts/base.styles.ts';
import { pagesStyles } from './parts/pages.ts';
import { rowsStyles } from './parts/rows.styles.ts';
import type { SlideContext } from './template.ts';
import { paletteStyles } from './tokens.ts';

export class BtSlide extends LitElement {
  static override properties = {
    template: { type: String },
    data: { attribute: false },
    context: { attribute: false },
    still: { type: Boolean, reflect: true },
    ms: { type: Number },
  };
  static override styles = [
    paletteStyles,
    baseStyles,
    rowsStyles,
    pagesStyles,
    ...[...allTemplates.values()].map((template) => template.styles),
  ];

  declare template: string;
  declare data: Readonly<Record<string, unknown>>;
  declare context: SlideContext | null;
  declare still: boolean;
  declare ms: number;

  constructor() {
    super();
    this.template = '';
    this.data = {};
    this.context = null;
    this.still = false;
    this.ms = 0;
  }

  override updated(): void {
    this.toggleAttribute('turning', this.ms > 0);
    if (this.ms > 0) this.style.setProperty('--ms', `${this.ms}ms`);
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
