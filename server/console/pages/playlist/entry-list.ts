/**
 * `<bt-entry-list>`: the running order. Entries are chosen, dragged or moved by Alt and the arrows,
 * and taken out. Fires `choose`, `move`, `take-out` and `drop-in`; it changes nothing itself.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import Sortable, { type SortableEvent } from 'sortablejs';
import '#playlists/templates/slide.ts';
import type { SlideContext } from '#playlists/templates/template.ts';
import type { Asset } from '#shared/api/resources.ts';
import { mediaUrl } from '../../data/media.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pill } from '../../design/parts.ts';
import { duration } from '../../locales/formats.ts';
import { words } from '../../locales/words.ts';
import { posterOf } from '../library/asset.ts';
import { iconOf, kindOf, titleOf } from './entry.ts';
import type { Placed, Trouble } from './programme.ts';
import { DRAG_GROUP, tileStyles } from './tile.css.ts';

export type Moved = CustomEvent<{ readonly id: string; readonly to: number }>;
export type DroppedIn = CustomEvent<{ readonly key: string; readonly at: number }>;
export type OneEntry = CustomEvent<string>;

export class EntryList extends ConsoleElement {
  static override properties = {
    placed: { attribute: false },
    assets: { attribute: false },
    chosen: { attribute: false },
    playing: { attribute: false },
    fixed: { type: Boolean },
    zone: { type: String },
    now: { attribute: false },
  };
  static override styles = [
    ...pageStyles,
    tileStyles,
    css`
      ol {
        display: grid;
        gap: 2px;
        align-content: start;
        min-block-size: 6rem;
      }

      .entry {
        display: grid;
        grid-template-columns: auto 5rem minmax(0, 1fr) auto auto;
        gap: var(--space-2);
        align-items: center;
        position: relative;
        padding: var(--space-2) var(--space-2) var(--space-2) 0;
        border-radius: var(--radius);
      }

      .entry:hover {
        background: var(--sunken);
      }

      .entry.chosen {
        background: var(--accent-soft);
      }

      .handle {
        min-inline-size: 1.75rem;
        cursor: grab;
        touch-action: none;
        color: var(--ink-faint);
      }

      :host([fixed]) .entry {
        grid-template-columns: 5rem minmax(0, 1fr) auto;
        padding-inline: var(--space-2);
      }

      .choose {
        display: block;
        min-inline-size: 0;
        min-block-size: 0;
        padding: 0;
        border: 0;
        background: none;
        font-weight: 500;
        text-align: start;
      }

      .choose:hover {
        background: none;
      }

      /* all of the row chooses, apart from its own buttons */
      .choose::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: var(--radius);
      }

      .choose:focus-visible {
        box-shadow: none;
      }

      .choose:focus-visible::after {
        box-shadow: var(--ring);
      }

      .entry > button:not(.choose) {
        position: relative;
        z-index: 1;
      }

      .length {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      .now {
        position: absolute;
        inset: 0 auto 0 0;
        inline-size: 3px;
        border-radius: 99px;
        background: var(--accent);
      }

      .near {
        display: none;
      }

      @media (max-width: 40rem) {
        .entry {
          grid-template-columns: auto 4.5rem minmax(0, 1fr) auto;
        }

        .handle {
          min-inline-size: var(--control);
        }

        .entry > .length {
          display: none;
        }

        .near {
          display: inline;
        }
      }
    `,
  ];

  declare placed: readonly Placed[];
  declare assets: ReadonlyMap<string, Asset>;
  declare chosen: string | null;
  /** whose turn it is in the preview */
  declare playing: string | null;
  /** to be looked at only */
  declare fixed: boolean;
  declare zone: string;
  declare now: number;
  private sortable: Sortable | null = null;
  private dragNext: Node | null = null;
  /** whom the focus goes to once the new order is drawn: moving an element takes it away */
  private focusNext: string | null = null;
  /** made once, so that thumbnails are not drawn anew with every key */
  private context: SlideContext | null = null;

  constructor() {
    super();
    this.placed = [];
    this.assets = new Map();
    this.chosen = null;
    this.playing = null;
    this.fixed = false;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('zone') || changed.has('now'))
      this.context = { mediaUrl, zone: this.zone, locale: 'vi', now: this.now };
  }

  protected override firstUpdated(): void {
    if (this.fixed) return;
    this.sortable = new Sortable(this.renderRoot.querySelector('ol')!, {
      group: { name: DRAG_GROUP, pull: false, put: true },
      handle: '.handle',
      draggable: '.entry, .tile',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 140,
      forceFallback: true,
      fallbackTolerance: 3,
      onStart: ({ item }) => {
        this.dragNext = item.nextSibling;
      },
      onUpdate: (event) => this.onSorted(event),
      onAdd: (event) => this.onDropped(event),
    });
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.focusNext === null || !changed.has('placed')) return;
    this.focusEntry(this.focusNext);
    this.focusNext = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sortable?.destroy();
    this.sortable = null;
  }

  /** Sortable has moved the element; it goes back, and the new order comes by drawing. */
  private onSorted({ item, newDraggableIndex }: SortableEvent): void {
    item.parentNode!.insertBefore(item, this.dragNext);
    this.fire('move', { id: item.dataset.id ?? '', to: newDraggableIndex ?? 0 });
  }

  /** Sortable has put the palette's own tile here and a copy there: the tile goes home. */
  private onDropped({ item, clone, newDraggableIndex }: SortableEvent): void {
    clone.replaceWith(item);
    this.fire('drop-in', { key: item.dataset.key ?? '', at: newDraggableIndex ?? 0 });
  }

  private fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private onKey(event: KeyboardEvent, id: string, at: number): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined && event.altKey && !this.fixed) {
      event.preventDefault();
      this.focusNext = id;
      this.fire('move', { id, to: Math.max(0, Math.min(this.placed.length - 1, at + step)) });
    } else if (step !== undefined) {
      event.preventDefault();
      const next = this.placed[at + step];
      if (next) this.focusEntry(next.entry.id);
    } else if (event.key === 'Delete' && !this.fixed) {
      event.preventDefault();
      const next = this.placed[at + 1] ?? this.placed[at - 1];
      this.focusNext = next?.entry.id ?? null;
      this.fire('take-out', id);
    }
  }

  private focusEntry(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"] .choose`)?.focus();
  }

  override render() {
    const said = this.words.playlists;
    return html`
      <ol aria-label=${said.list}>
        ${repeat(
          this.placed,
          ({ entry }) => entry.id,
          (placed, at) => this.row(placed, at),
        )}
      </ol>
      ${
        this.placed.length === 0
          ? emptyState({ icon: 'playlists', title: said.listEmptyTitle, text: said.listEmptyText })
          : nothing
      }
    `;
  }

  private row(placed: Placed, at: number): TemplateResult {
    const said = this.words.playlists;
    const { entry, item, trouble } = placed;
    const title = titleOf(entry, this.assets);
    return html`<li
      class="entry ${entry.id === this.chosen ? 'chosen' : ''}"
      data-id=${entry.id}
      @keydown=${(event: KeyboardEvent) => this.onKey(event, entry.id, at)}
    >
      ${entry.id === this.playing ? html`<span class="now"></span>` : nothing}
      ${
        this.fixed
          ? nothing
          : html`<button
              type="button"
              class="handle quiet only-icon"
              tabindex="-1"
              aria-label=${said.handle(title)}
              title=${said.keys}
            >
              ${icon('grip')}
            </button>`
      }
      <span class="thumb">${this.thumb(placed)}</span>
      <button
        type="button"
        class="choose"
        aria-pressed=${entry.id === this.chosen ? 'true' : 'false'}
        aria-keyshortcuts=${this.fixed ? nothing : 'Alt+ArrowUp Alt+ArrowDown Delete'}
        @click=${() => this.fire('choose', entry.id)}
      >
        <span class="text">
          <span class="name">${title}</span>
          <span class="beneath">
            <span class="near number">${item === null ? nothing : duration(item.ms)}</span>
            <span>${kindOf(entry, this.assets)}</span>${trouble === null ? nothing : troublePill(trouble)}
          </span>
        </span>
      </button>
      <span class="length">${item === null ? nothing : duration(item.ms)}</span>
      ${
        this.fixed
          ? nothing
          : html`<button
              type="button"
              class="out quiet only-icon"
              aria-label=${said.removeEntry(title)}
              title=${said.removeEntry(title)}
              @click=${() => this.fire('take-out', entry.id)}
            >
              ${icon('close')}
            </button>`
      }
    </li>`;
  }

  private thumb({ entry, item }: Placed): TemplateResult {
    if (item?.kind === 'slide') {
      return html`<bt-slide
        still
        aria-hidden="true"
        .template=${item.template}
        .data=${item.data}
        .context=${this.context}
      ></bt-slide>`;
    }
    const asset = 'assetId' in entry ? this.assets.get(entry.assetId) : undefined;
    const poster = asset === undefined ? null : posterOf(asset);
    return poster === null
      ? icon(iconOf(entry, this.assets))
      : html`<img src=${poster} alt="" loading="lazy" draggable="false" />`;
  }
}

function troublePill(trouble: Trouble): TemplateResult {
  const { playlists: said, library } = words();
  switch (trouble) {
    case 'gone':
      return pill('bad', 'bad', said.gone);
    case 'failed':
      return pill('bad', 'bad', library.state.failed);
    case 'notReady':
      return pill('neutral', 'waiting', said.notReady);
    case 'notApproved':
      return pill('attention', 'waiting', said.notApproved);
    case 'notAllowed':
      return pill('attention', 'web', said.notAllowed);
    case 'unfinished':
      return pill('attention', 'edit', said.unfinished);
  }
}

define('bt-entry-list', EntryList);
