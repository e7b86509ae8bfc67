/**
 * `<bt-finder>`: one box that goes anywhere, by Ctrl+K: pages, units and screens by a few letters,
 * with or without diacritics. Units and screens are asked for when it first opens.
 */
import { css, html, nothing } from 'lit';
import type { Screen, Unit } from '#shared/api/resources.ts';
import { fold } from '#shared/domain/fold.ts';
import { call } from '../data/api.ts';
import type { Place } from '../page.ts';
import { base } from './base.css.ts';
import { dialogs, fields } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import { type IconName, icon } from './icons.ts';
import { paths } from './paths.ts';

type Found = {
  readonly icon: IconName;
  readonly name: string;
  readonly beneath: string;
  readonly href: string;
};

const SHOWN = 12;

export class Finder extends ConsoleElement {
  static override properties = {
    places: { attribute: false },
    chosen: { state: true },
    units: { state: true },
    screens: { state: true },
    query: { state: true },
  };
  static override styles = [
    base,
    fields,
    dialogs,
    css`
      dialog {
        margin-block-start: 12vh;
      }

      .search {
        padding: var(--space-3);
        border-block-end: 1px solid var(--line);
      }

      .search > .icon {
        inset-inline-start: calc(var(--space-3) * 2);
      }

      ul {
        padding: var(--space-2);
        min-block-size: 8rem;
      }

      li a {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-block-size: var(--control);
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }

      li a[aria-selected='true'] {
        background: var(--accent-soft);
      }

      li .icon {
        color: var(--ink-faint);
      }

      .beneath {
        margin-inline-start: auto;
        color: var(--ink-faint);
        font-size: var(--text-s);
      }

      @media (max-width: 40rem) {
        dialog {
          margin-block: 0 auto;
          border-radius: 0 0 var(--radius-l) var(--radius-l);
        }

        li a {
          flex-wrap: wrap;
          gap: 0 var(--space-3);
        }

        .beneath {
          flex-basis: 100%;
          padding-inline-start: calc(1.25em + var(--space-3));
        }

      }

      .nothing {
        padding: var(--space-5);
      }
    `,
  ];

  declare places: readonly Place[];
  declare private query: string;
  declare private chosen: number;
  declare private units: readonly Unit[];
  declare private screens: readonly Screen[];
  private asked = false;

  constructor() {
    super();
    this.places = [];
    this.query = '';
    this.chosen = 0;
    this.units = [];
    this.screens = [];
  }

  open(): void {
    this.query = '';
    this.chosen = 0;
    this.renderRoot.querySelector('dialog')!.showModal();
    if (!this.asked) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asked = true;
    const [units, screens] = await Promise.all([
      call<{ units: Unit[] }>('GET', '/api/units'),
      call<{ screens: Screen[] }>('GET', '/api/screens'),
    ]);
    if (units.ok) this.units = units.value.units;
    if (screens.ok) this.screens = screens.value.screens;
    this.asked = units.ok && screens.ok;
  }

  private found(): Found[] {
    const common = this.words.common;
    const unitNames = new Map(this.units.map((unit) => [unit.id, unit.name]));
    const all: Found[] = [
      ...this.places.map((place) => ({
        icon: place,
        name: common.place[place],
        beneath: '',
        href: paths[place],
      })),
      ...this.units.map((unit) => ({
        icon: 'units' as const,
        name: unit.name,
        beneath: unit.parentId ? (unitNames.get(unit.parentId) ?? '') : '',
        href: `/units/${unit.id}`,
      })),
      ...this.screens.map((screen) => ({
        icon: 'screens' as const,
        name: screen.name,
        beneath: unitNames.get(screen.unitId) ?? '',
        href: `/screens/${screen.id}`,
      })),
    ];
    const asked = fold(this.query).split(' ').filter(Boolean);
    return all
      .filter((entry) => {
        const text = fold(`${entry.name} ${entry.beneath}`);
        return asked.every((word) => text.includes(word));
      })
      .slice(0, SHOWN);
  }

  private onKey(event: KeyboardEvent, found: readonly Found[]): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.chosen = (this.chosen + step + found.length) % Math.max(1, found.length);
    } else if (event.key === 'Enter' && found[this.chosen]) {
      event.preventDefault();
      location.assign(found[this.chosen]!.href);
    }
  }

  override render() {
    const common = this.words.common;
    const found = this.found();
    return html`
      <dialog aria-label=${common.find} closedby="any">
        <div class="search">
          ${icon('search')}
          <input
            class="search-box"
            type="search"
            role="combobox"
            aria-expanded="true"
            aria-controls="found"
            aria-label=${common.findHint}
            aria-activedescendant=${found.length > 0 ? `found-${this.chosen}` : nothing}
            placeholder=${common.findHint}
            autocomplete="off"
            spellcheck="false"
            autofocus
            .value=${this.query}
            @input=${(event: InputEvent) => {
              this.query = (event.target as HTMLInputElement).value;
              this.chosen = 0;
            }}
            @keydown=${(event: KeyboardEvent) => this.onKey(event, found)}
          />
        </div>
        <ul id="found" role="listbox" aria-label=${common.find}>
          ${found.map(
            (entry, index) => html`
              <li role="presentation">
                <a
                  id=${`found-${index}`}
                  role="option"
                  tabindex="-1"
                  aria-selected=${index === this.chosen ? 'true' : 'false'}
                  href=${entry.href}
                  @pointermove=${() => {
                    this.chosen = index;
                  }}
                >
                  ${icon(entry.icon)}<span>${entry.name}</span>
                  ${entry.beneath ? html`<span class="beneath">${entry.beneath}</span>` : nothing}
                </a>
              </li>
            `,
          )}
        </ul>
        ${found.length === 0 ? html`<p class="nothing soft">${common.findNothing}</p>` : nothing}
      </dialog>
    `;
  }
}

define('bt-finder', Finder);
