/**
 * `<bt-playlist-page>`: the editor. At the desk three zones: what can be added, the running order, and
 * the preview with the details of what is chosen; on a phone the same three as steps.
 */
import { css, html, nothing } from 'lit';
import { uuidv7 } from 'uuidv7';
import { templates } from '#playlists/templates/index.ts';
import type { Asset, Playlist } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { pill } from '../../design/parts.ts';
import '../../design/theme-picker.ts';
import type { ThemesChosen } from '../../design/theme-picker.ts';
import { duration } from '../../locales/formats.ts';
import { type Draft, draftOf, type Edit } from './draft.ts';
import { clipEntry, slideEntry, tickerEntry, titleOf } from './entry.ts';
import './entry-form.ts';
import type { EntryEdited } from './entry-form.ts';
import './entry-list.ts';
import type { DroppedIn, Moved, OneEntry } from './entry-list.ts';
import { begun, edited, type History, redone, undone } from './history.ts';
import type { PlaylistData } from './load.ts';
import './palette.ts';
import type { Added, Palette, Picked } from './palette.ts';
import './preview.ts';
import type { Preview, Reached } from './preview.ts';
import { type DraftProgramme, programmeOf } from './programme.ts';
import { Saver } from './saver.ts';

type Step = 'list' | 'add' | 'preview';
const steps = ['list', 'add', 'preview'] as const satisfies readonly Step[];

export class PlaylistPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    history: { state: true },
    assets: { state: true },
    chosen: { state: true },
    playing: { state: true },
    step: { state: true },
    said: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .head {
        display: grid;
        gap: var(--space-1);
      }

      .title {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
      }

      .title h1 {
        flex: 1 1 18rem;
        min-inline-size: 0;
      }

      .title input {
        inline-size: 100%;
        padding: 0 var(--space-2) !important;
        margin-inline-start: calc(-1 * var(--space-2) - 1px);
        border-color: transparent !important;
        background: transparent !important;
        font-size: var(--text-2xl) !important;
        font-weight: 600 !important;
        letter-spacing: -0.012em;
      }

      .title input:hover {
        border-color: var(--line) !important;
      }

      .title input:focus {
        border-color: var(--accent) !important;
        background: var(--surface) !important;
      }

      bt-theme-picker {
        max-inline-size: 26rem;
      }

      .state {
        display: inline-flex;
        gap: var(--space-1);
        align-items: center;
      }

      .desk {
        display: grid;
        grid-template-columns: minmax(14rem, 16.5rem) minmax(20rem, 1fr) minmax(19rem, 25rem);
        gap: var(--space-5);
        align-items: start;
      }

      .desk.fixed {
        grid-template-columns: minmax(20rem, 1fr) minmax(20rem, 30rem);
      }

      .zone {
        display: grid;
        gap: var(--space-3);
        align-content: start;
        min-inline-size: 0;
      }

      .zone.add,
      .zone.preview {
        position: sticky;
        inset-block-start: var(--space-4);
        max-block-size: calc(100dvh - 2 * var(--space-4));
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: 4px;
        margin: -4px;
      }

      .zone.list {
        padding: var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
      }

      .steps {
        display: none;
      }

      .overtaken {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-5);
        border: 1px solid var(--attention);
        border-radius: var(--radius-l);
        background: var(--attention-soft);
      }

      .overtaken ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-5);
      }

      .overtaken li {
        display: grid;
        gap: var(--space-1);
      }

      @media (max-width: 72rem) {
        .desk {
          grid-template-columns: minmax(14rem, 17rem) minmax(18rem, 1fr);
        }

        .desk .zone.preview {
          grid-column: 1 / -1;
          grid-row: 1;
          position: static;
          max-block-size: none;
          display: grid;
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
          gap: var(--space-5);
        }
      }

      @media (max-width: 48rem) {
        .desk,
        .desk.fixed {
          grid-template-columns: minmax(0, 1fr);
        }

        .desk .zone.preview {
          grid-row: auto;
          grid-template-columns: minmax(0, 1fr);
        }

        .zone.add {
          position: static;
          max-block-size: none;
        }

        .zone.list {
          padding: 0;
          border: 0;
          background: none;
        }

        .zone:not(.shown) {
          display: none;
        }

        .steps {
          position: sticky;
          inset-block-start: 3.75rem;
          z-index: 5;
          display: grid;
          grid-auto-flow: column;
          grid-auto-columns: 1fr;
          gap: 2px;
          padding: 3px;
          border-radius: var(--radius);
          background: var(--sunken);
        }

        .steps button {
          padding-inline: var(--space-2);
          border-color: transparent;
          background: transparent;
          color: var(--ink-soft);
        }

        .steps button[aria-current='step'] {
          background: var(--surface);
          color: var(--ink);
          box-shadow: var(--shadow);
        }
      }
    `,
  ];

  declare data: PlaylistData;
  declare private history: History;
  /** every file that the page has heard of, by its id */
  declare private assets: ReadonlyMap<string, Asset>;
  declare private chosen: string | null;
  declare private playing: string | null;
  declare private step: Step;
  /** the last change of order or contents, for those who can't see it */
  declare private said: string;
  private saver: Saver | null = null;
  private shown: {
    draft: Draft;
    assets: PlaylistPage['assets'];
    programme: DraftProgramme;
  } | null = null;

  constructor() {
    super();
    this.chosen = null;
    this.playing = null;
    this.step = 'list';
    this.said = '';
    new LiveNews(this, {
      onUpdate: ({ assets }) => {
        for (const { id, state } of assets)
          if (state !== 'processing' && this.assets.has(id)) void this.fetchAsset(id);
      },
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('data')) return;
    const { playlist, assets, library, pictures } = this.data;
    // entries that lack an id get the same one here and in the server's drawing
    let serial = 0;
    const draft = draftOf(playlist, () => `entry-${++serial}`);
    this.history = begun(draft);
    this.assets = new Map([...pictures, ...library, ...assets].map((asset) => [asset.id, asset]));
    this.chosen = draft.items[0]?.id ?? null;
    this.saver = this.data.mayEdit
      ? new Saver(
          this,
          playlist,
          { version: playlist.version, draft },
          {
            draft: () => this.draft,
            finished: (entry) => this.unfinishedIds.has(entry.id) === false,
            newId: uuidv7,
          },
        )
      : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onKey);
  }

  private get draft(): Draft {
    return this.history.present;
  }

  /** Laid out once for each draft, however often it is drawn. */
  private get programme(): DraftProgramme {
    const { draft, assets } = this;
    if (this.shown?.draft !== draft || this.shown.assets !== assets)
      this.shown = {
        draft,
        assets,
        programme: programmeOf(draft, { assets, templates }, this.data.now),
      };
    return this.shown.programme;
  }

  private get unfinishedIds(): ReadonlySet<string> {
    return new Set(
      this.programme.placed
        .filter(({ trouble }) => trouble === 'unfinished')
        .map(({ entry }) => entry.id),
    );
  }

  private async fetchAsset(id: string): Promise<void> {
    const answer = await call<Asset>('GET', `/api/assets/${id}`);
    if (answer.ok) this.assets = new Map([...this.assets, [id, answer.value]]);
  }

  // ── editing ───────────────────────────────────────────────────────────────────────────────────

  private edit(edit: Edit): void {
    this.travel(edited(this.history, edit, performance.now()));
  }

  private travel(history: History): void {
    if (history === this.history) return;
    this.history = history;
    if (!this.draft.items.some(({ id }) => id === this.chosen))
      this.chosen = this.draft.items[0]?.id ?? null;
    this.saver?.touch();
  }

  private choose(id: string, andShow = true): void {
    this.chosen = id;
    if (andShow) this.renderRoot.querySelector<Preview>('bt-preview')?.show(id);
  }

  private onChoose(event: OneEntry): void {
    this.choose(event.detail);
    if (matchMedia('(max-width: 48rem)').matches) this.goTo('preview');
  }

  private insert(picked: Picked, at: number): void {
    const id = uuidv7();
    const entry =
      picked.kind === 'clip'
        ? clipEntry(id, picked.asset)
        : picked.kind === 'slide'
          ? slideEntry(id, picked.template)
          : tickerEntry(id, picked.text);
    if (picked.kind === 'clip')
      this.assets = new Map([...this.assets, [picked.asset.id, picked.asset]]);
    this.edit({ kind: 'add', entry, at });
    this.said = this.words.playlists.added(titleOf(entry, this.assets));
    void this.updateComplete.then(() => {
      this.choose(id);
      if (picked.kind === 'slide' && matchMedia('(max-width: 48rem)').matches) this.goTo('preview');
      else if (matchMedia('(max-width: 48rem)').matches) toast({ text: this.said });
    });
  }

  private onAdd(event: Added): void {
    const after = this.draft.items.findIndex(({ id }) => id === this.chosen);
    this.insert(event.detail, after < 0 ? this.draft.items.length : after + 1);
  }

  private onDropIn(event: DroppedIn): void {
    const picked = this.renderRoot.querySelector<Palette>('bt-palette')?.picked(event.detail.key);
    if (picked) this.insert(picked, event.detail.at);
  }

  private onMove({ detail: { id, to } }: Moved): void {
    const entry = this.draft.items.find((one) => one.id === id);
    if (!entry) return;
    this.edit({ kind: 'move', id, to });
    this.said = this.words.playlists.movedTo(
      titleOf(entry, this.assets),
      to + 1,
      this.draft.items.length,
    );
  }

  private onTakeOut(event: OneEntry): void {
    const entry = this.draft.items.find(({ id }) => id === event.detail);
    if (!entry) return;
    const at = this.draft.items.indexOf(entry);
    this.edit({ kind: 'remove', id: entry.id });
    toast({
      text: this.words.playlists.removed(titleOf(entry, this.assets)),
      undo: () => {
        if (!this.draft.items.some(({ id }) => id === entry.id))
          this.edit({ kind: 'add', entry, at: Math.min(at, this.draft.items.length) });
      },
    });
  }

  private onDuplicate(event: OneEntry): void {
    const at = this.draft.items.findIndex(({ id }) => id === event.detail);
    const entry = this.draft.items[at];
    if (!entry) return;
    const copy = { ...entry, id: uuidv7() };
    this.edit({ kind: 'add', entry: copy, at: at + 1 });
    this.said = this.words.playlists.added(titleOf(copy, this.assets));
    void this.updateComplete.then(() => this.choose(copy.id));
  }

  private onEdit(event: EntryEdited): void {
    const { entry, field } = event.detail;
    this.edit({ kind: 'change', entry, field });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !this.data.mayEdit) return;
    const key = event.key.toLowerCase();
    const back = key === 'z' && !event.shiftKey;
    const forth = (key === 'z' && event.shiftKey) || key === 'y';
    if (!back && !forth) return;
    // also within a field: what was typed there is in the history too, and in step with the rest
    event.preventDefault();
    this.travel(back ? undone(this.history) : redone(this.history));
  };

  private goTo(step: Step): void {
    this.step = step;
    void this.updateComplete.then(() => this.renderRoot.querySelector('.steps')?.scrollIntoView());
  }

  // ── somebody else was faster ──────────────────────────────────────────────────────────────────

  private takeTheirs(): void {
    const theirs = this.saver?.takeTheirs();
    if (theirs) this.edit({ kind: 'replace', draft: theirs });
  }

  private async keepBoth(): Promise<void> {
    const { unitId } = this.data.playlist;
    const unfinished = this.unfinishedIds;
    const answer = await call<Playlist>('POST', '/api/playlists', {
      ...this.draft,
      name: this.words.playlists.copyName(this.draft.name),
      items: this.draft.items.filter(({ id }) => !unfinished.has(id)),
      unitId,
    });
    if (!answer.ok) {
      toast({ text: answer.title, tone: 'bad' });
      return;
    }
    this.takeTheirs();
    location.assign(`/playlists/${answer.value.id}`);
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  override render() {
    const { mayEdit, zone, now } = this.data;
    const chosen = this.draft.items.find(({ id }) => id === this.chosen);
    return html`
      <div class="page">
        ${this.renderHead()} ${this.renderOvertaken()} ${mayEdit ? this.renderSteps() : nothing}
        <div class="desk ${mayEdit ? '' : 'fixed'}">
          ${
            mayEdit
              ? html`<section
                  class="zone add ${this.step === 'add' ? 'shown' : ''}"
                  aria-label=${this.words.playlists.add}
                >
                  <bt-palette
                    .library=${this.data.library}
                    .now=${now}
                    zone=${zone}
                    @add=${this.onAdd}
                  ></bt-palette>
                </section>`
              : nothing
          }
          <section
            class="zone list ${this.step === 'list' || !mayEdit ? 'shown' : ''}"
            aria-labelledby="order"
          >
            <div class="section-header">
              <h2 id="order">${this.words.playlists.list}</h2>
              <p class="small faint number">
                ${this.words.playlists.items(this.draft.items.length)} ·
                ${this.words.playlists.total(duration(this.programme.length))}
              </p>
            </div>
            <bt-entry-list
              .placed=${this.programme.placed}
              .assets=${this.assets}
              .chosen=${this.chosen}
              .playing=${this.playing}
              .now=${now}
              zone=${zone}
              ?fixed=${!mayEdit}
              @choose=${this.onChoose}
              @move=${this.onMove}
              @take-out=${this.onTakeOut}
              @drop-in=${this.onDropIn}
            ></bt-entry-list>
          </section>
          <section
            class="zone preview ${this.step === 'preview' || !mayEdit ? 'shown' : ''}"
            aria-label=${this.words.playlists.preview}
          >
            <bt-preview
              .programme=${this.programme}
              zone=${zone}
              @reached=${(event: Reached) => {
                this.playing = event.detail;
              }}
            ></bt-preview>
            ${
              chosen
                ? html`<bt-entry-form
                    .entry=${chosen}
                    .assets=${this.assets}
                    .pictures=${this.data.pictures}
                    .place=${this.draft.items.indexOf(chosen)}
                    .count=${this.draft.items.length}
                    ?fixed=${!mayEdit}
                    @edit=${this.onEdit}
                    @move=${this.onMove}
                    @duplicate=${this.onDuplicate}
                  ></bt-entry-form>`
                : html`<p class="soft">${this.words.playlists.nothingChosen}</p>`
            }
          </section>
        </div>
      </div>
      <div class="unseen" aria-live="assertive">${this.said || nothing}</div>
    `;
  }

  private renderHead() {
    const said = this.words.playlists;
    const { playlist, unitName, mayEdit, maySchedule, onAir, themes } = this.data;
    return html`<header class="head">
      <div class="eyebrow">
        <a href="/playlists">${said.back}</a><span aria-hidden="true">/</span><span>${unitName}</span>
        ${onAir.length > 0 ? pill('accent', 'onAir', said.onAir) : nothing}
      </div>
      <div class="title">
        <h1>
          ${
            mayEdit
              ? html`<input
                  aria-label=${said.name}
                  placeholder=${said.untitled}
                  maxlength="160"
                  autocomplete="off"
                  .value=${this.draft.name}
                  @input=${(event: Event) =>
                    this.edit({
                      kind: 'rename',
                      name: (event.target as HTMLInputElement).value,
                    })}
                />`
              : playlist.name
          }
        </h1>
        ${
          mayEdit
            ? html`<div class="actions">
                ${this.renderState()}
                ${this.headButton('back', said.undo, 'Control+Z', this.history.past, undone)}
                ${this.headButton('redo', said.redo, 'Control+Shift+Z', this.history.future, redone)}
              </div>`
            : nothing
        }
        ${
          maySchedule
            ? html`<a class="button primary" href=${`/schedules/new?playlist=${playlist.id}`}>
                ${icon('schedules')}${said.schedule}
              </a>`
            : nothing
        }
      </div>
      ${
        mayEdit
          ? html`<bt-theme-picker
              .themes=${themes}
              .value=${this.draft.themes}
              @change=${(event: ThemesChosen) =>
                this.edit({ kind: 'themes', themes: event.detail })}
            ></bt-theme-picker>`
          : html`<p class="soft">${said.readOnly}</p>`
      }
    </header>`;
  }

  private headButton(
    name: 'back' | 'redo',
    label: string,
    keys: string,
    steps: readonly unknown[],
    travel: (history: History) => History,
  ) {
    return html`<button
      type="button"
      class="quiet only-icon"
      aria-label=${label}
      aria-keyshortcuts=${keys}
      title=${`${label} (${keys.replace('Control', 'Ctrl').replace('Shift', '⇧')})`}
      ?disabled=${steps.length === 0}
      @click=${() => this.travel(travel(this.history))}
    >
      ${icon(name)}
    </button>`;
  }

  private renderState() {
    const said = this.words.playlists;
    const saving = this.saver?.saving;
    if (!saving) return nothing;
    const unfinished = this.unfinishedIds.size;
    const text =
      saving.kind === 'saved' && unfinished > 0
        ? said.savedExcept(unfinished)
        : said.saving[saving.kind];
    const trouble = saving.kind === 'unreachable' || saving.kind === 'refused';
    return html`<span class="state small ${trouble ? 'error' : 'faint'}" role="status">
      ${saving.kind === 'saved' ? icon('check') : trouble ? icon('alert') : nothing}
      <span>${text}</span>
      ${
        saving.kind === 'refused'
          ? html`<span>: ${Object.values(saving.problem.fields)[0] ?? saving.problem.title}</span>`
          : nothing
      }
    </span>`;
  }

  private renderOvertaken() {
    const said = this.words.playlists;
    if (this.saver?.saving.kind !== 'overtaken') return html`<div role="alert" hidden></div>`;
    return html`<div class="overtaken" role="alert">
      <h2>${said.overtakenTitle}</h2>
      <p>${said.overtakenText}</p>
      <ul>
        <li>
          <button type="button" class="primary" @click=${() => this.saver?.keepMine()}>
            ${said.overtakenMine}
          </button>
          <span class="small soft">${said.overtakenMineText}</span>
        </li>
        <li>
          <button type="button" @click=${this.takeTheirs}>${said.overtakenTheirs}</button>
          <span class="small soft">${said.overtakenTheirsText}</span>
        </li>
        <li>
          <button type="button" @click=${this.keepBoth}>${said.overtakenBoth}</button>
          <span class="small soft">${said.overtakenBothText}</span>
        </li>
      </ul>
    </div>`;
  }

  private renderSteps() {
    const said = this.words.playlists;
    const names = { list: said.stepList, add: said.stepAdd, preview: said.stepPreview };
    return html`<nav class="steps" aria-label=${said.steps}>
      ${steps.map(
        (step) => html`<button
          type="button"
          aria-current=${step === this.step ? 'step' : 'false'}
          @click=${() => this.goTo(step)}
        >
          ${names[step]}
        </button>`,
      )}
    </nav>`;
  }
}

define('bt-playlist-page', PlaylistPage);
