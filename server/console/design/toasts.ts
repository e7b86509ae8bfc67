/** `<bt-toasts>`: passing messages at the foot of the window, each with a way back if there is one. */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { TOAST, type Toast } from '../data/messages.ts';
import { base } from './base.css.ts';
import { buttons } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import { icon } from './icons.ts';

/** Long enough to read a sentence and reach for the button; hovering or focus holds it. */
const SHOWN_MS = 8000;

type Shown = Toast & { readonly key: number };

export class Toasts extends ConsoleElement {
  static override properties = { shown: { state: true } };
  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: fixed;
        inset-inline: 0;
        /* a page may have a bar of its own that stands at the foot */
        inset-block-end: calc(var(--bottom-bar, 0px) + var(--page-bar, 0px) + var(--space-4));
        z-index: 50;
        display: grid;
        gap: var(--space-2);
        justify-items: center;
        padding-inline: var(--space-4);
        pointer-events: none;
      }

      .toast {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        max-inline-size: min(36rem, 100%);
        padding: var(--space-1) var(--space-1) var(--space-1) var(--space-4);
        border-radius: var(--radius);
        background: var(--ink);
        color: var(--paper);
        box-shadow: var(--shadow-high);
        pointer-events: auto;
      }

      .toast button {
        border-color: transparent;
        background: transparent;
        color: inherit;
        font-weight: 600;
        white-space: nowrap;
      }

      .toast button:hover {
        background: color-mix(in srgb, var(--paper) 16%, transparent);
      }
    `,
  ];

  declare private shown: readonly Shown[];
  private lastKey = 0;
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor() {
    super();
    this.shown = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(TOAST, this.onToast);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(TOAST, this.onToast);
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private readonly onToast = (event: Event): void => {
    const message = (event as CustomEvent<Toast>).detail;
    this.lastKey += 1;
    this.shown = [...this.shown, { ...message, key: this.lastKey }].slice(-3);
    this.start(this.lastKey);
  };

  private start(key: number): void {
    this.hold(key);
    this.timers.set(
      key,
      setTimeout(() => this.dismiss(key), SHOWN_MS),
    );
  }

  private hold(key: number): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  private dismiss(key: number): void {
    this.hold(key);
    this.shown = this.shown.filter((toast) => toast.key !== key);
  }

  private async undo(toast: Shown): Promise<void> {
    this.dismiss(toast.key);
    await toast.undo?.();
  }

  override render() {
    return html`<div role="status" aria-live="polite">
      ${repeat(
        this.shown,
        (toast) => toast.key,
        (toast) => html`
          <div
            class="toast"
            @pointerenter=${() => this.hold(toast.key)}
            @pointerleave=${() => this.start(toast.key)}
            @focusin=${() => this.hold(toast.key)}
          >
            ${toast.tone === 'bad' ? icon('alert') : nothing}
            <span>${toast.text}</span>
            ${
              toast.undo
                ? html`<button type="button" @click=${() => this.undo(toast)}>
                    ${this.words.common.undo}
                  </button>`
                : nothing
            }
            <button
              type="button"
              class="only-icon"
              aria-label=${this.words.common.dismiss}
              @click=${() => this.dismiss(toast.key)}
            >
              ${icon('close')}
            </button>
          </div>
        `,
      )}
    </div>`;
  }
}

define('bt-toasts', Toasts);
