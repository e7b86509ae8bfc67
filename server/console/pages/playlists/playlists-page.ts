/** `<bt-playlists-page>`: the playlists, newest first; to find one, begin one, copy one, let go of one. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '#playlists/templates/slide.ts';
import type { SlideContext } from '#playlists/templates/template.ts';
import type { Playlist } from '#shared/api/resources.ts';
import { fold } from '#shared/domain/fold.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { mediaUrl } from '../../data/media.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, field, pageHeader, pill, problem } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { duration, relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import type { Picture, PlaylistRow, PlaylistsData } from './load.ts';

export class PlaylistsPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    rows: { state: true },
    query: { state: true },
    name: { state: true },
    unitId: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .playlists {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
        gap: var(--space-6) var(--space-5);
      }

      .playlist {
        position: relative;
        display: grid;
        align-content: start;
        gap: var(--space-1);
      }

      .mosaic {
        display: grid;
        grid-template-columns: 2fr 1fr;
        grid-template-rows: 1fr 1fr;
        gap: 3px;
        aspect-ratio: 24 / 9;
        margin-block-end: var(--space-1);
        border-radius: var(--radius);
        overflow: hidden;
      }

      .cell {
        position: relative;
        display: grid;
        place-items: center;
        background: var(--sunken);
        color: var(--ink-faint);
        overflow: hidden;
      }

      .cell:first-child {
        grid-row: span 2;
      }

      .cell > :is(img, bt-slide) {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }

      .cell > .icon {
        inline-size: 1.5rem;
        block-size: 1.5rem;
        stroke-width: 1.4;
      }

      .playlist h2 {
        font-size: var(--text-m);
        overflow-wrap: anywhere;
      }

      .playlist h2 a::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: var(--radius);
      }

      .playlist h2 a:focus-visible {
        box-shadow: none;
      }

      .playlist h2 a:focus-visible::after {
        box-shadow: var(--ring);
      }

      .playlist:hover h2 a {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }

      .line {
        display: flex;
        gap: var(--space-2);
        align-items: start;
        justify-content: space-between;
      }

      .line .actions {
        position: relative;
        flex-wrap: nowrap;
        gap: 0;
        margin-block: calc(-0.5 * var(--space-2));
      }

      .search {
        max-inline-size: 30rem;
      }
    `,
  ];

  declare data: PlaylistsData;
  declare private rows: readonly PlaylistRow[];
  declare private query: string;
  declare private name: string;
  declare private unitId: string | null;
  declare private failed: FailedCall | null;
  private context: SlideContext | null = null;

  constructor() {
    super();
    this.query = '';
    this.name = '';
    this.unitId = null;
    this.failed = null;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('data')) return;
    this.rows = this.data.rows;
    this.context = { mediaUrl, zone: this.data.zone, locale: 'vi', now: this.data.now };
  }

  private get units() {
    return this.data.units.filter((unit) => allows(this.data.mayEdit, unit.path));
  }

  private begin(): void {
    this.name = '';
    this.failed = null;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private async create(event: SubmitEvent): Promise<void> {
    if ((event.submitter as HTMLButtonElement | null)?.value !== 'yes') return;
    event.preventDefault();
    const answer = await call<Playlist>('POST', '/api/playlists', {
      unitId: this.unitId ?? this.units[0]?.id,
      name: this.name,
    });
    if (answer.ok) location.assign(`/playlists/${answer.value.id}`);
    else this.failed = answer;
  }

  private async duplicate({ playlist }: PlaylistRow): Promise<void> {
    const { unitId, themes, items } = playlist;
    const answer = await call<Playlist>('POST', '/api/playlists', {
      unitId,
      themes,
      items,
      name: this.words.playlists.copyName(playlist.name).slice(0, 160),
    });
    if (answer.ok) location.assign(`/playlists/${answer.value.id}`);
    else toast({ text: answer.title, tone: 'bad' });
  }

  /** Nothing refers to a playlist that may be deleted, so putting it back is making it again. */
  private async letGo(row: PlaylistRow): Promise<void> {
    const { playlist } = row;
    const answer = await call('DELETE', `/api/playlists/${playlist.id}`);
    if (!answer.ok) {
      toast({ text: answer.title, tone: 'bad' });
      return;
    }
    this.rows = this.rows.filter((other) => other !== row);
    toast({
      text: this.words.playlists.deleted(playlist.name),
      undo: async () => {
        const { unitId, name, themes, items } = playlist;
        const again = await call<Playlist>('POST', '/api/playlists', {
          unitId,
          name,
          themes,
          items,
        });
        if (!again.ok) {
          toast({ text: again.title, tone: 'bad' });
          return;
        }
        this.rows = [{ ...row, playlist: again.value }, ...this.rows];
        toast({ text: this.words.playlists.restored(name) });
      },
    });
  }

  override render() {
    const said = this.words.playlists;
    const mayCreate = this.units.length > 0;
    const asked = fold(this.query).split(' ').filter(Boolean);
    const shown = this.rows.filter(({ playlist, unitName }) => {
      const text = fold(`${playlist.name} ${unitName}`);
      return asked.every((word) => text.includes(word));
    });
    const create = html`<button type="button" class="primary" @click=${this.begin}>
      ${icon('plus')}${said.new}
    </button>`;
    return html`
      <div class="page">
        ${pageHeader({ title: said.title, actions: mayCreate ? create : nothing })}
        ${
          this.rows.length === 0
            ? emptyState({
                icon: 'playlists',
                title: said.emptyTitle,
                text: mayCreate ? said.emptyText : said.emptyReadOnly,
                action: mayCreate ? create : nothing,
              })
            : html`
                <div class="search">
                  ${icon('search')}
                  <input
                    class="search-box"
                    type="search"
                    aria-label=${said.search}
                    placeholder=${said.search}
                    autocomplete="off"
                    .value=${this.query}
                    @input=${(event: Event) => {
                      this.query = (event.target as HTMLInputElement).value;
                    }}
                  />
                </div>
                ${shown.length === 0 ? html`<p class="soft">${said.nothingFound}</p>` : nothing}
                <ul class="playlists">
                  ${repeat(
                    shown,
                    ({ playlist }) => playlist.id,
                    (row) => this.renderRow(row),
                  )}
                </ul>
              `
        }
      </div>
      ${mayCreate ? this.renderDialog() : nothing}
    `;
  }

  private renderRow(row: PlaylistRow) {
    const said = this.words.playlists;
    const { playlist, unitName, length, onAir } = row;
    return html`<li class="playlist">
      <div class="mosaic">
        ${[0, 1, 2].map((at) => html`<div class="cell">${this.picture(row, at)}</div>`)}
      </div>
      <div class="line">
        <h2><a class="plain" href=${`/playlists/${playlist.id}`}>${playlist.name}</a></h2>
        ${
          row.mayEdit
            ? html`<div class="actions">
                ${rowButton('copy', said.duplicate, playlist.name, () => this.duplicate(row))}
                ${rowButton('remove', said.deletePlaylist, playlist.name, () => this.letGo(row))}
              </div>`
            : nothing
        }
      </div>
      <p class="small faint">
        <span class="number"
          >${said.items(playlist.items.length)}${length > 0 ? ` · ${duration(length)}` : nothing}</span
        >
        · ${said.edited(relative(locale(), playlist.updatedAt, this.data.now))}<br />${unitName}
      </p>
      ${onAir ? html`<div>${pill('accent', 'onAir', said.onAir)}</div>` : nothing}
    </li>`;
  }

  private picture({ pictures }: PlaylistRow, at: number) {
    const picture: Picture | undefined = pictures[at];
    if (picture === undefined) return at === 0 ? icon('playlists') : nothing;
    return picture.kind === 'slide'
      ? html`<bt-slide
          still
          aria-hidden="true"
          .template=${picture.template}
          .data=${picture.data}
          .context=${this.context}
        ></bt-slide>`
      : html`<img src=${mediaUrl(picture.sha256)} alt="" loading="lazy" />`;
  }

  private renderDialog() {
    const said = this.words.playlists;
    return html`<dialog aria-labelledby="new">
      <form method="dialog" @submit=${this.create}>
        <div class="dialog-body">
          <h2 id="new">${said.newTitle}</h2>
          ${field(
            {
              id: 'name',
              label: said.newName,
              hint: said.newNameHint,
              error: this.failed?.fields.name,
            },
            ({ id, describedBy, invalid }) => html`<input
              id=${id}
              required
              autofocus
              maxlength="160"
              autocomplete="off"
              aria-describedby=${describedBy}
              aria-invalid=${invalid}
              .value=${this.name}
              @input=${(event: Event) => {
                this.name = (event.target as HTMLInputElement).value;
              }}
            />`,
          )}
          ${
            this.units.length > 1
              ? html`<div class="field">
                  <span class="legend" aria-hidden="true">${this.words.common.unit}</span>
                  <bt-unit-picker
                    .units=${this.units}
                    .value=${[this.unitId ?? this.units[0]?.id ?? '']}
                    @change=${(event: UnitsChosen) => {
                      this.unitId = event.detail[0] ?? null;
                    }}
                  ></bt-unit-picker>
                </div>`
              : nothing
          }
          ${problem(this.failed)}
        </div>
        <div class="dialog-actions">
          <button value="no" formnovalidate>${this.words.common.cancel}</button>
          <button value="yes" class="primary">${said.newCreate}</button>
        </div>
      </form>
    </dialog>`;
  }
}

function rowButton(
  name: 'copy' | 'remove',
  label: string,
  playlist: string,
  press: () => unknown,
): TemplateResult {
  return html`<button
    type="button"
    class="quiet only-icon"
    aria-label=${`${label}: ${playlist}`}
    title=${label}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}

define('bt-playlists-page', PlaylistsPage);
