/**
 * `<bt-theme-picker>`: themes by subject area, searched without diacritics, in a fold that tells
 * what is chosen. Fires `change` with `detail: string[]`, the chosen ids.
 */
import { css, html } from 'lit';
import { fold } from '#shared/domain/fold.ts';
import type { Theme } from '#shared/domain/themes.ts';
import { locale } from '../locales/words.ts';
import { base } from './base.css.ts';
import { fields } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import { icon } from './icons.ts';

export class ThemePicker extends ConsoleElement {
  static override properties = {
    themes: { attribute: false },
    value: { attribute: false },
    query: { state: true },
  };
  static override styles = [
    base,
    fields,
    css`
      details {
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
      }

      summary {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
        padding: var(--space-1) var(--space-3);
        list-style: none;
      }

      summary::-webkit-details-marker {
        display: none;
      }

      .inside {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-3) var(--space-3);
        border-block-start: 1px solid var(--line);
      }

      ul {
        max-block-size: 18rem;
        overflow-y: auto;
      }

      label {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-block-size: var(--control);
        padding-inline: var(--space-2);
        border-radius: var(--radius-s);
        cursor: pointer;
      }

      label:hover {
        background: var(--sunken);
      }

      .below {
        padding-inline-start: var(--space-6);
      }
    `,
  ];

  declare themes: readonly Theme[];
  declare value: readonly string[];
  declare private query: string;

  constructor() {
    super();
    this.themes = [];
    this.value = [];
    this.query = '';
  }

  private pick(id: string, checked: boolean): void {
    this.value = checked ? [...this.value, id] : this.value.filter((other) => other !== id);
    this.dispatchEvent(new CustomEvent('change', { detail: this.value }));
  }

  /** Each subject area, followed by what stands under it. */
  private ordered(): Theme[] {
    const areas = this.themes.filter((theme) => theme.parent === null);
    const below = (id: string): Theme[] =>
      this.themes.filter((theme) => theme.parent === id).flatMap((t) => [t, ...below(t.id)]);
    return areas.flatMap((area) => [area, ...below(area.id)]);
  }

  override render() {
    const common = this.words.common;
    const asked = fold(this.query).split(' ').filter(Boolean);
    const shown = this.ordered().filter((theme) => {
      const name = fold(`${theme.name.vi} ${theme.name.en}`);
      return asked.every((word) => name.includes(word));
    });
    const chosen = this.themes
      .filter((theme) => this.value.includes(theme.id))
      .map((theme) => theme.name[locale()]);
    return html`
      <details>
        <summary>
          <span class=${chosen.length === 0 ? 'faint' : ''}>
            ${chosen.length > 0 ? chosen.join(', ') : common.themesChosen(0)}
          </span>
          ${icon('down')}
        </summary>
        <div class="inside">
          <div class="search">
            ${icon('search')}
            <input
              class="search-box"
              type="search"
              aria-label=${common.searchTheme}
              placeholder=${common.searchTheme}
              autocomplete="off"
              .value=${this.query}
              @input=${(event: InputEvent) => {
                this.query = (event.target as HTMLInputElement).value;
              }}
            />
          </div>
          ${
            shown.length > 0
              ? html`<ul>
                  ${shown.map(
                    (theme) => html`<li class=${theme.parent === null ? '' : 'below'}>
                      <label>
                        <input
                          type="checkbox"
                          .checked=${this.value.includes(theme.id)}
                          @change=${(event: Event) =>
                            this.pick(theme.id, (event.target as HTMLInputElement).checked)}
                        />
                        <span>${theme.name[locale()]}</span>
                      </label>
                    </li>`,
                  )}
                </ul>`
              : html`<p class="soft">${common.noThemeFound}</p>`
          }
        </div>
      </details>
    `;
  }
}

define('bt-theme-picker', ThemePicker);

export type ThemesChosen = CustomEvent<readonly string[]>;
