/**
 * `<bt-palette>`: what can be added to a playlist: files of the library, slides by template, tickers.
 * Fires `add` with what was picked; files and templates can be dragged into the list as well.
 */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import Sortable from 'sortablejs';
import { templates } from '#playlists/templates/index.ts';
import '#playlists/templates/slide.ts';
import type { SlideContext, SlideTemplate } from '#playlists/templates/template.ts';
import type { Asset } from '#shared/api/resources.ts';
import { isAllowed, originOf } from '#shared/domain/web.ts';
import { call } from '../../data/api.ts';
import { mediaUrl } from '../../data/media.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, field } from '../../design/parts.ts';
import { duration } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { kindIcon, lengthOf, posterOf, standingPill } from '../library/asset.ts';
import { strip, stripButton, stripPressed } from './strip.css.ts';
import { DRAG_GROUP, tileStyles } from './tile.css.ts';

export type Picked =
  | { readonly kind: 'clip'; readonly asset: Asset }
  | { readonly kind: 'slide'; readonly template: SlideTemplate }
  | { readonly kind: 'ticker'; readonly text: string }
  | { readonly kind: 'web'; readonly url: string };
export type Added = CustomEvent<Picked>;

const drawers = ['clips', 'slides', 'ticker', 'web'] as const;
type Drawer = (typeof drawers)[number];

const TYPING_PAUSE_MS = 250;

export class Palette extends ConsoleElement {
  static override properties = {
    library: { attribute: false },
    zone: { type: String },
    now: { attribute: false },
    drawer: { state: true },
    found: { state: true },
    query: { state: true },
    origins: { attribute: false },
    allower: { type: String },
    line: { state: true },
    address: { state: true },
    refused: { state: true },
  };
  static override styles = [
    ...pageStyles,
    tileStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }

      [role='tablist'] {
        ${strip}
      }

      [role='tab'] {
        min-block-size: calc(var(--control) - 6px);
        padding-inline: var(--space-1);
        ${stripButton}
        font-size: var(--text-xs);
        white-space: nowrap;
      }

      [role='tab'][aria-selected='true'] {
        ${stripPressed}
      }

      [role='tabpanel'] {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }
    `,
  ];

  declare library: readonly Asset[];
  declare zone: string;
  declare now: number;
  declare private drawer: Drawer;
  /** hits of a search; null: nobody has searched */
  declare private found: readonly Asset[] | null;
  declare private query: string;
  /** whose pages may be shown, and who says so */
  declare origins: readonly string[];
  declare allower: string;
  declare private line: string;
  declare private address: string;
  /** what is wrong with the address; null: nothing that was told */
  declare private refused: string | null;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private sortable: Sortable | null = null;
  private context: SlideContext | null = null;
  private sortedIn: Element | null = null;

  constructor() {
    super();
    this.library = [];
    this.drawer = 'clips';
    this.found = null;
    this.query = '';
    this.line = '';
    this.origins = [];
    this.allower = '';
    this.address = '';
    this.refused = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.typing);
    this.sortable?.destroy();
    this.sortable = null;
    this.sortedIn = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('zone') || changed.has('now'))
      this.context = { mediaUrl, zone: this.zone, locale: 'vi', now: this.now };
  }

  protected override updated(): void {
    const tiles = this.renderRoot.querySelector<HTMLElement>('.tiles');
    if (tiles === this.sortedIn) return;
    this.sortable?.destroy();
    this.sortedIn = tiles;
    this.sortable =
      tiles &&
      new Sortable(tiles, {
        group: { name: DRAG_GROUP, pull: 'clone', put: false },
        sort: false,
        forceFallback: true,
        fallbackTolerance: 4,
        // on a phone a finger that rests means to drag, one that moves means to scroll
        delay: 180,
        delayOnTouchOnly: true,
        filter: '.add',
        preventOnFilter: false,
      });
  }

  /** What a dragged tile stands for, by its key. */
  picked(key: string): Picked | null {
    const template = templates.get(key);
    if (template) return { kind: 'slide', template };
    const asset = this.shown.find(({ id }) => id === key);
    return asset ? { kind: 'clip', asset } : null;
  }

  /** What waits for a decision may be put in its place already; what was refused has none. */
  private get shown(): readonly Asset[] {
    return (this.found ?? this.library).filter(({ decision }) => decision !== 'refused');
  }

  private add(picked: Picked): void {
    this.dispatchEvent(new CustomEvent<Picked>('add', { detail: picked }));
  }

  private search(query: string): void {
    this.query = query;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => void this.ask(), TYPING_PAUSE_MS);
  }

  private async ask(): Promise<void> {
    const query = this.query.trim();
    if (query === '') {
      this.found = null;
      return;
    }
    const answer = await call<{ assets: Asset[] }>(
      'GET',
      `/api/assets?${new URLSearchParams({ q: query, state: 'ready' })}`,
    );
    if (answer.ok && query === this.query.trim()) this.found = answer.value.assets;
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = drawers.indexOf(this.drawer);
    this.drawer = drawers[(at + step + drawers.length) % drawers.length]!;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
    );
  }

  override render() {
    const said = this.words.playlists;
    const names = {
      ...{ clips: said.addClips, slides: said.addSlides },
      ...{ ticker: said.addTicker, web: said.addWeb },
    };
    return html`
      <div role="tablist" aria-label=${said.add} @keydown=${this.onTabKey}>
        ${drawers.map(
          (drawer) => html`<button
            type="button"
            role="tab"
            id=${`tab-${drawer}`}
            aria-controls="drawer"
            aria-selected=${drawer === this.drawer ? 'true' : 'false'}
            tabindex=${drawer === this.drawer ? 0 : -1}
            @click=${() => {
              this.drawer = drawer;
            }}
          >
            ${names[drawer]}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="drawer" aria-labelledby=${`tab-${this.drawer}`}>
        ${this.renderDrawer()}
      </div>
    `;
  }

  private renderDrawer() {
    switch (this.drawer) {
      case 'clips':
        return this.renderClips();
      case 'slides':
        return this.renderSlides();
      case 'ticker':
        return this.renderTicker();
      case 'web':
        return this.renderWeb();
    }
  }

  private renderClips() {
    const said = this.words.playlists;
    if (this.library.length === 0)
      return emptyState({
        icon: 'library',
        title: said.addClips,
        text: said.clipsEmpty,
        action: html`<a class="button" href="/library">${said.clipsUpload}</a>`,
      });
    return html`
      <div class="search">
        ${icon('search')}
        <input
          class="search-box"
          type="search"
          aria-label=${said.clipsSearch}
          placeholder=${said.clipsSearch}
          autocomplete="off"
          .value=${this.query}
          @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}
        />
      </div>
      ${this.shown.length === 0 ? html`<p class="soft">${said.clipsNothing}</p>` : nothing}
      <ul class="tiles">
        ${repeat(
          this.shown,
          ({ id }) => id,
          (asset) => this.clipTile(asset),
        )}
      </ul>
    `;
  }

  private clipTile(asset: Asset) {
    const poster = posterOf(asset);
    const length = lengthOf(asset);
    return html`<li class="tile" data-key=${asset.id}>
      <span class="thumb">
        ${
          poster === null
            ? icon(kindIcon(asset.kind))
            : html`<img src=${poster} alt="" loading="lazy" draggable="false" />`
        }
      </span>
      <span class="text">
        <span class="name">${asset.title}</span>
        <span class="beneath">
          ${length === null ? nothing : html`<span class="number">${duration(length)}</span>`}
          ${standingPill(asset)}
        </span>
      </span>
      ${this.addButton(asset.title, { kind: 'clip', asset })}
    </li>`;
  }

  private renderSlides() {
    return html`
      <p class="small soft">${this.words.playlists.slidesText}</p>
      <ul class="tiles pictures">
        ${[...templates.values()].map(
          (template) => html`<li class="tile picture" data-key=${template.id}>
            <span class="thumb">
              <bt-slide
                still
                aria-hidden="true"
                .template=${template.id}
                .data=${template.sample}
                .context=${this.context}
              ></bt-slide>
            </span>
            <span class="text">
              <span class="name">${template.name[locale()]}</span>
              <span class="beneath">${template.purpose[locale()]}</span>
            </span>
            ${this.addButton(template.name[locale()], { kind: 'slide', template })}
          </li>`,
        )}
      </ul>
    `;
  }

  private renderTicker() {
    const said = this.words.playlists;
    return html`<form
      class="form"
      @submit=${(event: Event) => {
        event.preventDefault();
        const text = this.line.trim();
        if (text === '') return;
        this.add({ kind: 'ticker', text });
        this.line = '';
      }}
    >
      <p class="small soft">${said.tickerText}</p>
      <div class="field">
        <label for="line">${said.tickerLabel}</label>
        <textarea
          id="line"
          required
          maxlength="300"
          .value=${this.line}
          @input=${(event: Event) => {
            this.line = (event.target as HTMLTextAreaElement).value;
          }}
        ></textarea>
      </div>
      <div><button class="primary">${icon('plus')}${said.tickerAdd}</button></div>
    </form>`;
  }

  private addPage(event: Event): void {
    event.preventDefault();
    const url = this.address.trim();
    const said = this.words.playlists;
    this.refused =
      originOf(url) === null
        ? said.webNoAddress
        : isAllowed(new Set(this.origins), url)
          ? null
          : said.webNotAllowed;
    if (this.refused !== null) return;
    this.add({ kind: 'web', url });
    this.address = '';
  }

  private renderWeb() {
    const said = this.words.playlists;
    if (this.origins.length === 0) {
      return emptyState({
        icon: 'web',
        title: said.addWeb,
        text: this.allower ? said.webAsk(this.allower) : said.webAskAbove,
      });
    }
    return html`<form class="form" novalidate @submit=${this.addPage}>
      <p class="small soft">${said.webText}</p>
      ${field(
        { id: 'address', label: said.webLabel, error: this.refused ?? undefined },
        ({ id, describedBy, invalid }) => html`<input
          id=${id}
          type="url"
          inputmode="url"
          maxlength="500"
          autocomplete="off"
          placeholder=${`${this.origins[0]}/…`}
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          .value=${this.address}
          @input=${(event: Event) => {
            this.address = (event.target as HTMLInputElement).value;
            this.refused = null;
          }}
        />`,
      )}
      <p class="small faint">${said.webAllowed(this.origins.map((each) => new URL(each).host))}</p>
      <div><button class="primary">${icon('plus')}${said.webAdd}</button></div>
    </form>`;
  }

  private addButton(name: string, picked: Picked) {
    return html`<button
      type="button"
      class="add quiet only-icon"
      aria-label=${this.words.playlists.addThis(name)}
      title=${this.words.playlists.addThis(name)}
      @click=${() => this.add(picked)}
    >
      ${icon('plus')}
    </button>`;
  }
}

define('bt-palette', Palette);
