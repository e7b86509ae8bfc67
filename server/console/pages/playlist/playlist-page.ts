/**
 * `<bt-playlist-page>`: the editor. At the desk three zones: what can be added, the running order, and
 * the preview with the details of what is chosen; on a phone the same three as steps.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { duration } from '../../locales/formats.ts';
import { Desk } from './desk.ts';
import './entry-form.ts';
import type { EntryEdited } from './entry-form.ts';
import './entry-list.ts';
import type { DroppedIn, Moved, OneEntry } from './entry-list.ts';
import { head, headStyles } from './head.ts';
import type { PlaylistData } from './load.ts';
import { overtakenQuestion, overtakenStyles } from './overtaken.ts';
import './palette.ts';
import type { Added, Palette, Picked } from './palette.ts';
import { playlistPageStyles } from './playlist-page.css.ts';
import './preview.ts';
import type { Preview, Reached } from './preview.ts';
import { inSteps, type Step, stepsNav, stepsStyles } from './steps.ts';

export class PlaylistPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    playing: { state: true },
    step: { state: true },
  };
  static override styles = [
    ...pageStyles,
    headStyles,
    overtakenStyles,
    stepsStyles,
    playlistPageStyles,
  ];

  declare data: PlaylistData;
  /** id of the entry whose turn it is in the preview */
  declare private playing: string | null;
  declare private step: Step;
  private readonly desk = new Desk(this);

  constructor() {
    super();
    this.playing = null;
    this.step = 'list';
    new LiveNews(this, {
      onUpdate: ({ assets }) => {
        for (const { id, state } of assets)
          if (state !== 'processing' && this.desk.assets.has(id)) void this.desk.refetch(id);
      },
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.desk.load(this.data);
  }

  // ── from zone to zone ─────────────────────────────────────────────────────────────────────────

  private choose(id: string): void {
    this.desk.choose(id);
    this.renderRoot.querySelector<Preview>('bt-preview')?.show(id);
  }

  private goTo(step: Step): void {
    this.step = step;
    void this.updateComplete.then(() => this.renderRoot.querySelector('.desk')?.scrollIntoView());
  }

  private onChoose(event: OneEntry): void {
    this.choose(event.detail);
    if (inSteps()) this.goTo('preview');
  }

  private onAdd(event: Added): void {
    this.inserted(this.desk.insertNext(event.detail), event.detail);
  }

  private onDropIn(event: DroppedIn): void {
    const picked = this.renderRoot.querySelector<Palette>('bt-palette')?.picked(event.detail.key);
    if (picked) this.inserted(this.desk.insert(picked, event.detail.at), picked);
  }

  /** A new entry is chosen; a slide is then written, anything else is done. */
  private inserted(id: string, { kind }: Picked): void {
    void this.updateComplete.then(() => {
      this.choose(id);
      if (!inSteps()) return;
      if (kind === 'slide') this.goTo('preview');
      else toast({ text: this.desk.said });
    });
  }

  private onDuplicate(event: OneEntry): void {
    const id = this.desk.duplicate(event.detail);
    if (id !== null) void this.updateComplete.then(() => this.choose(id));
  }

  private onMove({ detail: { id, to } }: Moved): void {
    this.desk.move(id, to);
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  override render() {
    const { mayEdit } = this.data;
    return html`
      <div class="page">
        ${head(this.data, this.desk)} ${overtakenQuestion(this.desk)}
        ${mayEdit ? stepsNav(this.step, (step) => this.goTo(step)) : nothing}
        <div class="desk ${mayEdit ? '' : 'fixed'}">
          ${mayEdit ? this.renderAdd() : nothing} ${this.renderList()} ${this.renderPreview()}
        </div>
      </div>
      <div class="unseen" aria-live="assertive">${this.desk.said || nothing}</div>
    `;
  }

  private renderAdd(): TemplateResult {
    return html`<section
      class="zone add ${this.step === 'add' ? 'shown' : ''}"
      aria-label=${this.words.playlists.add}
    >
      <bt-palette
        .library=${this.data.library}
        .now=${this.data.now}
        .origins=${this.data.web.origins}
        allower=${this.data.web.allower}
        zone=${this.data.zone}
        @add=${this.onAdd}
      ></bt-palette>
    </section>`;
  }

  private renderList(): TemplateResult {
    const { mayEdit, zone, now } = this.data;
    const { draft, programme, assets, chosen } = this.desk;
    return html`<section
      class="zone list ${this.step === 'list' || !mayEdit ? 'shown' : ''}"
      aria-labelledby="order"
    >
      <div class="section-header">
        <h2 id="order">${this.words.playlists.list}</h2>
        <p class="small faint number">
          ${this.words.playlists.items(draft.items.length)} ·
          ${this.words.playlists.total(duration(programme.length))}
        </p>
      </div>
      <bt-entry-list
        .placed=${programme.placed}
        .assets=${assets}
        .chosen=${chosen}
        .playing=${this.playing}
        .now=${now}
        zone=${zone}
        ?fixed=${!mayEdit}
        @choose=${this.onChoose}
        @move=${this.onMove}
        @take-out=${(event: OneEntry) => this.desk.takeOut(event.detail)}
        @drop-in=${this.onDropIn}
      ></bt-entry-list>
    </section>`;
  }

  private renderPreview(): TemplateResult {
    const { mayEdit, zone } = this.data;
    return html`<section
      class="zone preview ${this.step === 'preview' || !mayEdit ? 'shown' : ''}"
      aria-label=${this.words.playlists.preview}
    >
      <bt-preview
        .programme=${this.desk.programme}
        zone=${zone}
        @reached=${(event: Reached) => {
          this.playing = event.detail;
        }}
      ></bt-preview>
      ${this.renderForm()}
    </section>`;
  }

  private renderForm(): TemplateResult {
    const { draft, assets, chosenEntry } = this.desk;
    if (!chosenEntry) return html`<p class="soft">${this.words.playlists.nothingChosen}</p>`;
    return html`<bt-entry-form
      .entry=${chosenEntry}
      .assets=${assets}
      .pictures=${this.data.pictures}
      .origins=${this.data.web.origins}
      .place=${draft.items.indexOf(chosenEntry)}
      .count=${draft.items.length}
      ?fixed=${!this.data.mayEdit}
      @edit=${({ detail: { entry, field } }: EntryEdited) =>
        this.desk.edit({ kind: 'change', entry, field })}
      @move=${this.onMove}
      @duplicate=${this.onDuplicate}
    ></bt-entry-form>`;
  }
}

define('bt-playlist-page', PlaylistPage);
