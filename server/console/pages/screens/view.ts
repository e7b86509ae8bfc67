/** `<bt-screens-page>`: every screen in sight, those in need first, live. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleUpdate } from '#shared/api/events.ts';
import type { Screen } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { serverNow } from '../../data/clock.ts';
import { LiveNews } from '../../data/events.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pageHeader } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { needsText, speakerTag, statePill } from '../../screen-parts.ts';
import {
  connected,
  type ScreenRow,
  type ScreenState,
  screenRow,
  screenStates,
} from '../../screen-rows.ts';
import { upwards } from '../../unit-facts.ts';
import { explain } from '../why/why-dialog.ts';
import { everything, type Filter, filtered, queryOf } from './filter.ts';
import type { ScreensData } from './load.ts';

/** Rows drawn at once; a province has thousands, and nobody reads them all. */
const STEP = 100;

class ScreensPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    now: { state: true },
    shown: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .filters {
        display: grid;
        grid-template-columns: minmax(12rem, 1.4fr) minmax(9rem, 0.8fr) minmax(12rem, 1.2fr) auto;
        gap: var(--space-3);
        align-items: center;
      }

      td a {
        font-weight: 500;
      }

      tbody tr:has(a:hover) {
        background: color-mix(in srgb, var(--accent-soft) 40%, transparent);
      }

      .path {
        color: var(--ink-soft);
      }

      @media (max-width: 48rem) {
        .filters {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }

        .filters .search {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  declare data: ScreensData;
  declare private now: number | null;
  declare private shown: number;

  constructor() {
    super();
    this.now = null;
    this.shown = STEP;
    new LiveNews(this, {
      onUpdate: (update) => this.apply(update),
      onFresh: () => void this.refresh(),
    });
  }

  private apply({ screens, removedScreens }: ConsoleUpdate): void {
    if (screens.length + removedScreens.length === 0) return;
    const changed = screens.map(screenRow);
    const gone = new Set([...removedScreens, ...changed.map(({ id }) => id)]);
    const others = this.data.screens.filter(({ id }) => !gone.has(id));
    this.data = { ...this.data, screens: [...others, ...changed] };
    this.now = serverNow();
  }

  private async refresh(): Promise<void> {
    const answer = await call<{ screens: Screen[] }>('GET', '/api/screens');
    if (!answer.ok) return;
    this.data = { ...this.data, screens: answer.value.screens.map(screenRow) };
    this.now = serverNow();
  }

  private filter(change: Partial<Filter>): void {
    const filter = { ...this.data.filter, ...change };
    this.data = { ...this.data, filter };
    this.shown = STEP;
    history.replaceState(null, '', `/screens${queryOf(filter)}`);
  }

  private filters() {
    const words = this.words.screens;
    const { filter, units } = this.data;
    const set = filter.words !== '' || filter.state !== null || filter.unit !== null;
    return html`<div class="filters" role="search">
      <div class="search">
        ${icon('search')}
        <input
          class="search-box"
          type="search"
          aria-label=${words.filterWords}
          placeholder=${words.filterWords}
          autocomplete="off"
          .value=${filter.words}
          @input=${(event: InputEvent) =>
            this.filter({ words: (event.target as HTMLInputElement).value })}
        />
      </div>
      <select
        aria-label=${words.filterState}
        @change=${(event: Event) =>
          this.filter({
            state: ((event.target as HTMLSelectElement).value || null) as ScreenState | null,
          })}
      >
        <option value="" ?selected=${filter.state === null}>${words.anyState}</option>
        ${screenStates.map(
          (state) => html`<option value=${state} ?selected=${filter.state === state}>
            ${words.state[state]}
          </option>`,
        )}
      </select>
      <bt-unit-picker
        label=${words.filterUnit}
        placeholder=${words.anyUnit}
        .units=${units}
        .value=${filter.unit === null ? [] : [filter.unit]}
        @change=${(event: UnitsChosen) => this.filter({ unit: event.detail[0] ?? null })}
      ></bt-unit-picker>
      ${
        set
          ? html`<button type="button" class="quiet" @click=${() => this.filter(everything)}>
              ${icon('close')}${this.words.common.clear}
            </button>`
          : nothing
      }
    </div>`;
  }

  private row(screen: ScreenRow) {
    const words = this.words.screens;
    const place = upwards(this.data.units, screen.unitId);
    const now = this.now ?? this.data.now;
    return html`<tr>
      <td class="headline">
        <a class="plain" href=${`/screens/${screen.id}`}>${screen.name}</a>
        ${screen.kind === 'speaker' ? speakerTag() : nothing}
        ${screen.tags.map((tag) => html` <span class="tag">${tag}</span>`)}
      </td>
      <td data-label=${words.place}>
        <span class="path">
          ${place
            .slice(0, 2)
            .reverse()
            .map(({ name }) => name)
            .join(' › ')}
        </span>
      </td>
      <td data-label=${words.filterState}>${statePill(screen.state)} ${needsText(screen.needs)}</td>
      <td class="number soft" data-label=${words.seen}>
        ${
          connected(screen)
            ? words.seenNow
            : screen.lastSeenAt === null
              ? words.seenNever
              : relative(locale(), screen.lastSeenAt, now)
        }
      </td>
      <td class="cell-end">
        <a class="button quiet only-icon" href=${`/screens/${screen.id}/week`} title=${this.words.week.open}>
          ${icon('week')}<span class="unseen">${this.words.week.titleOf(screen.name)}</span>
        </a>
        <button
          type="button"
          class="quiet"
          aria-label=${this.words.why.askOf(screen.name)}
          @click=${() => explain({ id: screen.id, name: screen.name })}
        >
          ${icon('help')}${this.words.why.ask}
        </button>
      </td>
    </tr>`;
  }

  private list() {
    const words = this.words.screens;
    const { screens, units, filter, mayPair } = this.data;
    const found = filtered(screens, units, filter);
    if (screens.length === 0) {
      return emptyState({
        icon: 'screens',
        title: words.emptyTitle,
        text: words.emptyText,
        action: mayPair ? html`<a class="button primary" href="/pair">${words.pair}</a>` : nothing,
      });
    }
    if (found.length === 0) {
      return emptyState({ icon: 'search', title: words.nothingTitle, text: words.nothingText });
    }
    const more = found.length - this.shown;
    return html`
      <table>
        <caption class="unseen">${words.title}</caption>
        <thead>
          <tr>
            <th scope="col">${words.name}</th>
            <th scope="col">${words.place}</th>
            <th scope="col">${words.filterState}</th>
            <th scope="col">${words.seen}</th>
            <th scope="col"><span class="unseen">${this.words.why.ask}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            found.slice(0, this.shown),
            (screen) => screen.id,
            (screen) => this.row(screen),
          )}
        </tbody>
      </table>
      ${
        more > 0
          ? html`<p>
              <button
                type="button"
                @click=${() => {
                  this.shown += STEP;
                }}
              >
                ${words.showMore(Math.min(more, STEP))}
              </button>
            </p>`
          : nothing
      }
    `;
  }

  override render() {
    const words = this.words.screens;
    const { screens, mayPair } = this.data;
    return html`<div class="page">
      ${pageHeader({
        title: words.title,
        lead:
          screens.length > 0 ? words.online(screens.filter(connected).length, screens.length) : '',
        actions: mayPair
          ? html`<a class="button primary" href="/pair">${icon('plus')}${words.pair}</a>`
          : nothing,
      })}
      ${screens.length > 0 ? this.filters() : nothing}
      <div class="section" aria-live="off">${this.list()}</div>
    </div>`;
  }
}

define('bt-screens-page', ScreensPage);

export function view(data: ScreensData): TemplateResult {
  return html`<bt-screens-page .data=${data}></bt-screens-page>`;
}
