/** `<bt-secret>`: something told once, a password or a token: to be read, copied and then forgotten. */
import { css, html } from 'lit';
import { toast } from '../data/messages.ts';
import { base } from './base.css.ts';
import { buttons } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import { icon } from './icons.ts';

class Secret extends ConsoleElement {
  static override properties = { value: { attribute: false }, label: { type: String } };
  static override styles = [
    base,
    buttons,
    css`
      .secret {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--sunken);
      }

      output {
        flex: 1;
        font-size: var(--text-l);
        font-weight: 600;
        letter-spacing: 0.03em;
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  declare value: string;
  declare label: string;

  private async copy(): Promise<void> {
    // over plain http there is no clipboard; the text selects itself at a press and can be copied by hand
    await navigator.clipboard?.writeText(this.value);
    if (navigator.clipboard) toast({ text: this.words.common.copied });
  }

  override render() {
    return html`<div class="secret">
      <output aria-label=${this.label} translate="no">${this.value}</output>
      <button type="button" @click=${this.copy}>${icon('copy')}${this.words.common.copy}</button>
    </div>`;
  }
}

define('bt-secret', Secret);
