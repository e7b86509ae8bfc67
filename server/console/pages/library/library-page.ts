/**
 * `<bt-library-page>`: all files in reach, searched and filtered, with the road in: files are chosen
 * or dropped anywhere on the page, named in the sheet, and sent while the panel tells how far they are.
 */
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleUpdate } from '#shared/api/events.ts';
import type { Asset } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pageHeader } from '../../design/parts.ts';
import { locale } from '../../locales/words.ts';
import { assetCard, assetCardStyles } from './asset-card.ts';
import type { LibraryData, LibraryFilter } from './load.ts';
import './send-sheet.ts';
import type { FilesNamed, SendSheet } from './send-sheet.ts';
import './upload-panel.ts';
import type { UploadPanel } from './upload-panel.ts';

/** ms after the last key before the list is asked for again */
const TYPING_PAUSE_MS = 250;

const noFilter: LibraryFilter = { q: '', kind: '', state: '', decision: '', theme: '', unit: '' };

export class LibraryPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    assets: { state: true },
    more: { state: true },
    filter: { state: true },
    dropping: { state: true },
  };
  static override styles = [
    ...pageStyles,
    assetCardStyles,
    css`
      .filters {
        display: grid;
        gap: var(--space-3);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }

      .row .search {
        flex: 1 1 18rem;
        max-inline-size: 30rem;
      }

      details > summary {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-block-size: var(--control);
        color: var(--ink-soft);
        list-style: none;
      }

      .selects {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: var(--space-3);
        padding-block-start: var(--space-2);
      }

      .drop {
        position: fixed;
        inset: var(--space-4);
        z-index: 40;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: var(--space-2);
        border: 2px dashed var(--accent);
        border-radius: var(--radius-l);
        background: color-mix(in srgb, var(--accent-soft) 92%, transparent);
        color: var(--accent);
        text-align: center;
        pointer-events: none;
      }

      .drop .icon {
        inline-size: 2.5rem;
        block-size: 2.5rem;
      }

      .further {
        justify-self: center;
      }
    `,
  ];

  declare data: LibraryData;
  declare private assets: readonly Asset[];
  declare private more: boolean;
  declare private filter: LibraryFilter;
  declare private dropping: boolean;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor() {
    super();
    this.dropping = false;
    new LiveNews(this, {
      onUpdate: ({ assets }) => {
        for (const news of assets) this.hear(news);
      },
      onFresh: () => this.catchUp(),
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('data')) return;
    this.assets = this.data.assets;
    this.more = this.data.more;
    this.filter = this.data.filter;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [type, listener] of this.dragging) window.addEventListener(type, listener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const [type, listener] of this.dragging) window.removeEventListener(type, listener);
    clearTimeout(this.typing);
    this.asking?.abort();
  }

  // ── what is shown ─────────────────────────────────────────────────────────────────────────────

  private narrow(change: Partial<LibraryFilter>, pause = 0): void {
    this.filter = { ...this.filter, ...change };
    clearTimeout(this.typing);
    this.typing = setTimeout(() => void this.refresh(), pause);
  }

  private async refresh(): Promise<void> {
    const search = searchOf(this.filter);
    history.replaceState(null, '', search === '' ? '/library' : `/library?${search}`);
    this.asking?.abort();
    this.asking = new AbortController();
    const answer = await this.ask(search, this.asking.signal);
    if (answer) {
      this.assets = answer.assets;
      this.more = answer.next !== null;
    }
  }

  private async showMore(): Promise<void> {
    const last = this.assets.at(-1);
    if (!last) return;
    const search = searchOf(this.filter);
    const answer = await this.ask(`${search}${search && '&'}after=${last.id}`);
    if (!answer) return;
    this.assets = [...this.assets, ...answer.assets];
    this.more = answer.next !== null;
  }

  private async ask(
    search: string,
    signal?: AbortSignal,
  ): Promise<{ assets: Asset[]; next: string | null } | null> {
    const answer = await call<{ assets: Asset[]; next: string | null }>(
      'GET',
      `/api/assets?${search}`,
      undefined,
      signal,
    );
    if (answer.ok) return answer.value;
    if (!signal?.aborted) toast({ text: answer.title, tone: 'bad' });
    return null;
  }

  /** The page is as old as its rendering, or as the stream's last word. */
  private catchUp(): void {
    if (this.assets.some(({ state }) => state === 'processing')) void this.refresh();
    for (const id of this.panel.underConversion()) void this.fetch(id);
  }

  /** Progress is told whole; anything more is fetched, for it shows in many places. */
  private hear({ id, state, progress }: ConsoleUpdate['assets'][number]): void {
    const shown = this.assets.find((asset) => asset.id === id);
    if (state !== 'processing' || shown?.state !== 'processing') void this.fetch(id);
    else {
      this.show({ ...shown, progress });
      this.panel.tell({ ...shown, progress });
    }
  }

  private async fetch(id: string): Promise<void> {
    const answer = await call<Asset>('GET', `/api/assets/${id}`);
    if (!answer.ok) return;
    this.panel.tell(answer.value);
    this.show(answer.value);
  }

  private show(asset: Asset): void {
    if (this.assets.some(({ id }) => id === asset.id))
      this.assets = this.assets.map((shown) => (shown.id === asset.id ? asset : shown));
    else if (searchOf(this.filter) === '' && asset.createdAt >= this.data.now)
      this.assets = [asset, ...this.assets];
  }

  // ── the road in ───────────────────────────────────────────────────────────────────────────────

  private get panel(): UploadPanel {
    return this.renderRoot.querySelector<UploadPanel>('bt-upload-panel')!;
  }

  private get uploadUnits() {
    return this.data.units.filter((unit) => allows(this.data.mayUpload, unit.path));
  }

  private choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#files')!.click();
  }

  private onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.name([...(input.files ?? [])]);
    // the same file can be chosen again after it was left out
    input.value = '';
  }

  private name(files: readonly File[]): void {
    if (files.length === 0) return;
    this.renderRoot.querySelector<SendSheet>('bt-send-sheet')!.add(files);
  }

  private onNamed(event: FilesNamed): void {
    this.panel.send(event.detail);
  }

  private onArrived(event: CustomEvent<Asset>): void {
    this.show(event.detail);
  }

  private readonly dragging: readonly (readonly [string, (event: Event) => void])[] = [
    ['dragenter', (event) => this.onDrag(event as DragEvent)],
    ['dragover', (event) => this.onDrag(event as DragEvent)],
    [
      'dragleave',
      (event) => {
        // leaving the window, not just one of its elements
        if ((event as DragEvent).relatedTarget === null) this.dropping = false;
      },
    ],
    ['drop', (event) => this.onDrop(event as DragEvent)],
  ];

  private onDrag(event: DragEvent): void {
    if (this.uploadUnits.length === 0 || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.dropping = true;
  }

  private onDrop(event: DragEvent): void {
    this.dropping = false;
    if (this.uploadUnits.length === 0 || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const entries = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file');
    const folder = entries.some((item) => item.webkitGetAsEntry()?.isDirectory);
    if (folder) toast({ text: this.words.library.notAFile, tone: 'bad' });
    this.name(
      entries
        .filter((item) => !item.webkitGetAsEntry()?.isDirectory)
        .map((item) => item.getAsFile())
        .filter((file) => file !== null),
    );
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  override render() {
    const said = this.words.library;
    const mayUpload = this.uploadUnits.length > 0;
    const unitNames = new Map(this.data.units.map((unit) => [unit.id, unit.name]));
    const oneUnit = unitNames.size === 1;
    return html`
      <div class="page">
        ${pageHeader({
          title: said.title,
          lead: this.more ? said.countMore(this.assets.length) : said.count(this.assets.length),
          actions: mayUpload
            ? html`<button type="button" class="primary" @click=${this.choose}>
                ${icon('upload')}${said.upload}
              </button>`
            : nothing,
        })}
        ${this.renderFilters()}
        ${
          this.assets.length > 0
            ? html`<ul class="assets">
                ${repeat(
                  this.assets,
                  (asset) => asset.id,
                  (asset) =>
                    assetCard(
                      asset,
                      oneUnit ? null : (unitNames.get(asset.unitId) ?? null),
                      this.data.now,
                    ),
                )}
              </ul>`
            : this.renderEmpty(mayUpload)
        }
        ${
          this.more
            ? html`<button type="button" class="further" @click=${this.showMore}>${said.more}</button>`
            : nothing
        }
      </div>
      <input
        id="files"
        type="file"
        multiple
        hidden
        accept="video/*,audio/*,image/*"
        aria-label=${said.upload}
        @change=${this.onChosen}
      />
      <bt-send-sheet
        .units=${this.uploadUnits}
        .themes=${this.data.themes}
        @send=${this.onNamed}
        @more=${this.choose}
      ></bt-send-sheet>
      <bt-upload-panel @arrived=${this.onArrived}></bt-upload-panel>
      ${
        this.dropping
          ? html`<div class="drop">
              ${icon('upload')}
              <h2>${said.dropHere}</h2>
              <p>${said.dropHint}</p>
            </div>`
          : nothing
      }
    `;
  }

  private renderEmpty(mayUpload: boolean) {
    const said = this.words.library;
    if (searchOf(this.filter) === '')
      return emptyState({
        icon: 'library',
        title: said.emptyTitle,
        text: mayUpload ? said.emptyText : said.emptyReadOnly,
        action: mayUpload
          ? html`<button type="button" class="primary" @click=${this.choose}>
              ${icon('upload')}${said.upload}
            </button>`
          : nothing,
      });
    const { decision, ...others } = this.filter;
    const onlyWaiting =
      decision === 'waiting' && Object.values(others).every((value) => value === '');
    return emptyState({
      icon: onlyWaiting ? 'good' : 'search',
      title: onlyWaiting ? said.nothingWaitingTitle : said.nothingTitle,
      text: onlyWaiting ? said.nothingWaitingText : said.nothingText,
      action: html`<button type="button" @click=${() => this.narrow(noFilter)}>
        ${this.words.common.clear}
      </button>`,
    });
  }

  private renderFilters() {
    const said = this.words.library;
    const { kind, state, theme, unit } = this.filter;
    const narrowed = [kind, state, theme, unit].filter(Boolean).length;
    const decisions = ['', 'waiting', 'approved', 'refused'] as const;
    return html`
      <form
        class="filters"
        role="search"
        method="get"
        action="/library"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.refresh();
        }}
      >
        <div class="row">
          <div class="search">
            ${icon('search')}
            <input
              class="search-box"
              type="search"
              name="q"
              aria-label=${said.search}
              placeholder=${said.search}
              autocomplete="off"
              .value=${this.filter.q}
              @input=${(event: Event) =>
                this.narrow({ q: (event.target as HTMLInputElement).value }, TYPING_PAUSE_MS)}
            />
          </div>
          <div class="choices" role="radiogroup" aria-label=${said.decisionTitle}>
            ${decisions.map(
              (decision) => html`<label class="choice">
                <input
                  class="over"
                  type="radio"
                  name="decision"
                  value=${decision}
                  .checked=${this.filter.decision === decision}
                  @change=${() => this.narrow({ decision })}
                />
                ${decision === '' ? said.anyDecision : said.decision[decision]}
              </label>`,
            )}
          </div>
        </div>
        <details ?open=${narrowed > 0}>
          <summary>
            ${icon('filter')}${said.filters}${narrowed > 0 ? ` (${narrowed})` : nothing}
          </summary>
          <div class="selects">
            ${this.renderSelect('kind', said.anyKind, [
              ['video', said.kind.video],
              ['audio', said.kind.audio],
              ['image', said.kind.image],
            ])}
            ${this.renderSelect('state', said.anyState, [
              ['ready', said.state.ready],
              ['processing', said.state.processing],
              ['failed', said.state.failed],
            ])}
            ${this.renderSelect(
              'theme',
              said.anyTheme,
              this.data.themes.map(({ id, name }) => [id, name[locale()]]),
            )}
            ${this.renderSelect(
              'unit',
              said.anyUnit,
              this.data.units.map(({ id, name }) => [id, name]),
            )}
          </div>
        </details>
      </form>
    `;
  }

  private renderSelect(
    name: 'kind' | 'state' | 'theme' | 'unit',
    any: string,
    options: readonly (readonly [string, string])[],
  ) {
    return html`<select
      name=${name}
      aria-label=${any}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        this.narrow({ [name]: value } as Partial<LibraryFilter>);
      }}
    >
      <option value="" ?selected=${this.filter[name] === ''}>${any}</option>
      ${options.map(
        ([value, label]) =>
          html`<option value=${value} ?selected=${this.filter[name] === value}>${label}</option>`,
      )}
    </select>`;
  }
}

function searchOf(filter: LibraryFilter): string {
  return new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
}

define('bt-library-page', LibraryPage);
