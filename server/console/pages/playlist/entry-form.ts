/**
 * `<bt-entry-form>`: the details of one entry. A slide's form is made from its template's fields, and
 * what the template objects to stands at the field. Fires `edit` with the entry as it became, and `move`
 * and `duplicate`: dragging is never the only way.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { templates } from '#playlists/templates/index.ts';
import type { Field, SlideTemplate } from '#playlists/templates/template.ts';
import { PICTURE_MS } from '#server/publish/resolve.ts';
import type { Asset } from '#shared/api/resources.ts';
import { isAllowed, originOf } from '#shared/domain/web.ts';
import type { Entrance } from '#shared/frame/manifest.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { type ControlIds, field } from '../../design/parts.ts';
import { duration } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { lengthOf, posterOf } from '../library/asset.ts';
import type { DraftEntry } from './draft.ts';
import {
  type ClipEntry,
  kindOf,
  objectionsTo,
  type SlideEntry,
  type TickerEntry,
  titleOf,
  type WebEntry,
} from './entry.ts';
import { readFromAfar, readFromAfarStyles } from './read-from-afar.ts';

export type EntryEdited = CustomEvent<{ readonly entry: DraftEntry; readonly field: string }>;

const SHORTEST_S = 1;
const LONGEST_S = 3600;

export class EntryForm extends ConsoleElement {
  static override properties = {
    entry: { attribute: false },
    assets: { attribute: false },
    pictures: { attribute: false },
    place: { attribute: false },
    count: { attribute: false },
    origins: { attribute: false },
    fixed: { type: Boolean },
    touched: { state: true },
  };
  static override styles = [
    ...pageStyles,
    readFromAfarStyles,
    css`
      .form {
        gap: var(--space-4);
      }

      .actions {
        gap: 0;
        margin-inline-start: calc(-1 * var(--space-2));
      }

      .actions button {
        padding-inline: var(--space-2);
        font-size: var(--text-s);
      }

      .pictures {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr));
        gap: var(--space-2);
        max-block-size: 16rem;
        padding: 3px;
        overflow-y: auto;
      }

      .pictures label {
        display: grid;
        place-items: center;
        position: relative;
        aspect-ratio: 16 / 9;
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
        background: var(--sunken);
        font-size: var(--text-xs);
        text-align: center;
        cursor: pointer;
        overflow: hidden;
      }

      .pictures label:has(:checked) {
        outline: 3px solid var(--accent);
        outline-offset: -1px;
      }

      .pictures label:has(:focus-visible) {
        box-shadow: var(--ring);
      }

      .pictures img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }

      .slider {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-block-size: var(--control);
      }

      .slider input {
        flex: 1;
      }

      .slider output {
        min-inline-size: 4.5rem;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare entry: DraftEntry;
  declare assets: ReadonlyMap<string, Asset>;
  /** approved pictures, for slides that can hold one */
  declare pictures: readonly Asset[];
  /** whose pages may be shown */
  declare origins: readonly string[];
  /** where it stands among how many, from 0 */
  declare place: number;
  declare count: number;
  declare fixed: boolean;
  /** fields that were left once: only those are told what is wrong with them */
  declare private touched: ReadonlySet<string>;

  constructor() {
    super();
    this.assets = new Map();
    this.pictures = [];
    this.place = 0;
    this.count = 0;
    this.fixed = false;
    this.touched = new Set();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('entry') as DraftEntry | undefined;
    if (before && before.id !== this.entry.id) this.touched = new Set();
  }

  private edit(entry: DraftEntry, what: string): void {
    this.fire('edit', { entry, field: what });
  }

  private fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private touch(name: string): void {
    this.touched = new Set([...this.touched, name]);
  }

  override render() {
    const { entry } = this;
    return html`<form class="form" @submit=${(event: Event) => event.preventDefault()}>
      <div>
        <p class="small faint">${kindOf(entry, this.assets)}</p>
        <h2>${titleOf(entry, this.assets)}</h2>
      </div>
      ${this.fixed ? nothing : this.renderActions(entry)}
      <fieldset class="form" ?disabled=${this.fixed}>
        ${'slide' in entry ? this.renderSlide(entry) : nothing}
        ${'ticker' in entry ? this.renderTicker(entry) : nothing}
        ${'web' in entry ? this.renderWeb(entry) : nothing} ${this.renderLength(entry)}
        ${this.renderEntrance(entry)} ${'assetId' in entry ? this.renderClip(entry) : nothing}
      </fieldset>
    </form>`;
  }

  private renderActions({ id }: DraftEntry) {
    const said = this.words.playlists;
    const move = (by: number) => () => this.fire('move', { id, to: this.place + by });
    return html`<div class="actions">
      ${action('moveUp', said.moveUp, move(-1), this.place === 0)}
      ${action('moveDown', said.moveDown, move(1), this.place === this.count - 1)}
      ${action('copy', said.duplicateEntry, () => this.fire('duplicate', id))}
    </div>`;
  }

  // ── slides ────────────────────────────────────────────────────────────────────────────────────

  private renderSlide(entry: SlideEntry) {
    const template = templates.get(entry.slide.template);
    if (template === undefined)
      return html`<p class="soft">${this.words.playlists.unknownTemplate}</p>`;
    const objections = objectionsTo(template, entry.slide.data, locale());
    return html`${readFromAfar(template, entry.slide.data)}
    ${template.fields.map((one) => this.renderField(entry, template, one, objections))}`;
  }

  private renderField(
    entry: SlideEntry,
    template: SlideTemplate,
    one: Field,
    objections: ReadonlyMap<string, string>,
  ): TemplateResult {
    const language = locale();
    const value = entry.slide.data[one.name];
    const text = typeof value === 'string' ? value : '';
    const error = this.touched.has(one.name) ? objections.get(one.name) : undefined;
    const set = (next: unknown) => {
      const { [one.name]: _, ...others } = entry.slide.data;
      // an optional field that is emptied is not there, rather than there and empty
      const data = next === '' && one.optional ? others : { ...others, [one.name]: next };
      this.edit({ ...entry, slide: { template: template.id, data } }, one.name);
    };
    const count = one.maxLength && one.input !== 'lines' && text.length > one.maxLength * 0.7;
    return field(
      {
        id: one.name,
        label: one.label[language],
        hint: [one.hint?.[language] ?? '', count ? `${text.length}/${one.maxLength}` : '']
          .filter(Boolean)
          .join(' · '),
        error,
        optional: one.optional === true,
      },
      (ids) => this.control(one, ids, value, set),
    );
  }

  private control(
    { name, input, choices, maxLength, maxLines }: Field,
    ids: ControlIds,
    value: unknown,
    set: (next: unknown) => void,
  ): TemplateResult {
    const text = typeof value === 'string' ? value : '';
    const typed = (event: Event) => (event.target as HTMLInputElement).value;
    const left = () => this.touch(name);
    switch (input) {
      case 'text':
        return html`<textarea
          id=${ids.id}
          maxlength=${maxLength ?? nothing}
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
          .value=${text}
          @input=${(event: Event) => set(typed(event).replace(/\s*\n\s*/g, ' '))}
          @blur=${left}
        ></textarea>`;
      case 'lines': {
        const lines = Array.isArray(value) ? value.map(String) : [];
        return html`<textarea
          id=${ids.id}
          rows=${maxLines ?? 4}
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
          .value=${lines.join('\n')}
          @input=${(event: Event) => {
            // the empty last line is where the next one is typed, and is no line yet
            set(
              typed(event)
                .split('\n')
                .filter((line, at, all) => line !== '' || at < all.length - 1),
            );
          }}
          @blur=${() => {
            set(lines.map((line) => line.trim()).filter(Boolean));
            left();
          }}
        ></textarea>`;
      }
      case 'choice':
        return html`<select
          id=${ids.id}
          aria-describedby=${ids.describedBy}
          @change=${(event: Event) => set(typed(event))}
        >
          ${choices?.map(
            (choice) =>
              html`<option value=${choice.value} ?selected=${choice.value === text}>
                ${choice.label[locale()]}
              </option>`,
          )}
        </select>`;
      case 'image':
        return this.renderPictures(name, text, set);
      case 'line':
      case 'url':
      case 'date':
      case 'dateTime':
        return html`<input
          id=${ids.id}
          type=${inputTypes[input]}
          maxlength=${maxLength ?? nothing}
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
          autocomplete="off"
          .value=${text}
          @input=${(event: Event) => set(typed(event))}
          @blur=${left}
        />`;
    }
  }

  private renderPictures(name: string, chosen: string, set: (next: unknown) => void) {
    const said = this.words.playlists;
    const choices = this.pictures.flatMap((asset) => {
      const rendition = asset.renditions.find(({ kind }) => kind === 'image');
      return rendition ? [{ sha256: rendition.sha256, asset }] : [];
    });
    if (choices.length === 0) return html`<p class="soft small" id=${name}>${said.photoEmpty}</p>`;
    const choose = (value: string, label: string, content: TemplateResult | string) =>
      html`<label>
        <input
          class="over"
          type="radio"
          name=${name}
          aria-label=${label}
          .checked=${chosen === value}
          @change=${() => set(value)}
        />
        ${content}
      </label>`;
    return html`<div class="pictures" role="radiogroup" id=${name} aria-label=${said.photoChoose}>
      ${choose('', said.photoNone, said.photoNone)}
      ${choices.map(({ sha256, asset }) =>
        choose(
          sha256,
          asset.title,
          html`<img src=${posterOf(asset) ?? ''} alt="" loading="lazy" />`,
        ),
      )}
    </div>`;
  }

  // ── tickers, clips, lengths ───────────────────────────────────────────────────────────────────

  private renderTicker(entry: TickerEntry) {
    const empty = entry.ticker.text.trim() === '';
    return field(
      {
        id: 'text',
        label: this.words.playlists.tickerLabel,
        error: empty ? this.words.playlists.unfinished : undefined,
      },
      ({ id, describedBy, invalid }) => html`<textarea
        id=${id}
        maxlength="300"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${entry.ticker.text}
        @input=${(event: Event) => {
          const text = (event.target as HTMLTextAreaElement).value.replace(/\s*\n\s*/g, ' ');
          this.edit({ ...entry, ticker: { text } }, 'text');
        }}
      ></textarea>`,
    );
  }

  private renderWeb(entry: WebEntry) {
    const said = this.words.playlists;
    const trouble =
      originOf(entry.web.url) === null
        ? said.webNoAddress
        : isAllowed(new Set(this.origins), entry.web.url)
          ? undefined
          : said.webNotAllowed;
    return field(
      { id: 'address', label: said.webLabel, error: trouble },
      ({ id, describedBy, invalid }) => html`<input
        id=${id}
        type="url"
        inputmode="url"
        maxlength="500"
        autocomplete="off"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${entry.web.url}
        @input=${(event: Event) => {
          const url = (event.target as HTMLInputElement).value.trim();
          this.edit({ ...entry, web: { url } }, 'address');
        }}
      />`,
    );
  }

  /** How the picture takes the place of the one before it; lines and sounds have no picture. */
  private renderEntrance(entry: DraftEntry) {
    const said = this.words.playlists;
    const kind = 'assetId' in entry ? (this.assets.get(entry.assetId)?.kind ?? null) : 'slide';
    if ('ticker' in entry || kind === null || kind === 'audio') return nothing;
    const usual = kind === 'video' ? 'cut' : 'fade';
    const chosen = entry.enter ?? usual;
    const choose = (enter: Entrance) => {
      const { enter: _, ...rest } = entry;
      this.edit((enter === usual ? rest : { ...rest, enter }) as DraftEntry, 'enter');
    };
    return choices('enter', said.enter, chosen, [
      ['cut', said.enterCut, () => choose('cut')],
      ['fade', said.enterFade, () => choose('fade')],
    ]);
  }

  private renderLength(entry: DraftEntry) {
    const said = this.words.playlists;
    const own = this.ownLength(entry);
    const seconds = entry.ms === undefined ? '' : String(entry.ms / 1000);
    const reading = 'slide' in entry && own !== null && entry.ms !== undefined && entry.ms < own;
    return field(
      {
        id: 'length',
        label: said.length,
        hint: reading
          ? said.tooShort
          : own === null
            ? ''
            : 'assetId' in entry && this.assets.get(entry.assetId)?.kind !== 'image'
              ? `${said.lengthFixed} (${duration(own)})`
              : said.lengthOwn(duration(own)),
      },
      ({ id, describedBy, invalid }) => html`<input
        id=${id}
        type="number"
        inputmode="decimal"
        min=${SHORTEST_S}
        max=${LONGEST_S}
        step="1"
        placeholder=${own === null ? '' : String(Math.round(own / 1000))}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${seconds}
        @change=${(event: Event) => this.setLength(entry, (event.target as HTMLInputElement).value)}
      />`,
    );
  }

  private setLength(entry: DraftEntry, text: string): void {
    const { ms: _, ...rest } = entry;
    const seconds = Math.max(SHORTEST_S, Math.min(LONGEST_S, Number(text)));
    const next =
      text === '' && !('web' in entry) ? rest : { ...rest, ms: Math.round(seconds * 1000) };
    this.edit(next as DraftEntry, 'length');
    this.requestUpdate();
  }

  /** How long it lasts when nobody says otherwise, ms; null: not to be known yet. */
  private ownLength(entry: DraftEntry): number | null {
    if ('assetId' in entry) {
      const asset = this.assets.get(entry.assetId);
      return asset === undefined ? null : asset.kind === 'image' ? PICTURE_MS : lengthOf(asset);
    }
    if (!('slide' in entry)) return null;
    const template = templates.get(entry.slide.template);
    const parsed = template?.schema.safeParse(entry.slide.data);
    return template && parsed?.success ? template.dwell(parsed.data) : null;
  }

  /** Music lies below everything; an announcement is heard above it. */
  private renderRole(entry: ClipEntry) {
    const said = this.words.playlists;
    const { role, ...rest } = entry;
    return html`${choices('role', said.role, role ?? 'music', [
      ['music', said.roleMusic, () => this.edit(rest, 'role')],
      [
        'announcement',
        said.announcement,
        () => this.edit({ ...rest, role: 'announcement' }, 'role'),
      ],
    ])}
      <p class="hint">${role === 'announcement' ? said.announcementHint : said.musicHint}</p>`;
  }

  private renderClip(entry: ClipEntry) {
    const said = this.words.playlists;
    const asset = this.assets.get(entry.assetId);
    const kind = asset?.kind ?? null;
    return html`
      ${
        asset === undefined || asset.decision === 'approved'
          ? nothing
          : html`<p class="hint">${said.notApprovedText}</p>`
      }
      ${
        kind === 'audio'
          ? this.renderRole(entry)
          : choices('fit', said.fit, entry.fit, [
              ['contain', said.fitContain, () => this.edit({ ...entry, fit: 'contain' }, 'fit')],
              ['cover', said.fitCover, () => this.edit({ ...entry, fit: 'cover' }, 'fit')],
            ])
      }
      ${
        kind === 'image'
          ? nothing
          : html`<div class="field">
              <label for="volume">${said.volume}</label>
              <div class="slider">
                ${icon(entry.volume === 0 ? 'silent' : 'sound')}
                <input
                  id="volume"
                  type="range"
                  min="0"
                  max="100"
                  step="5"
                  .value=${String(entry.volume)}
                  @input=${(event: Event) =>
                    this.edit(
                      { ...entry, volume: Number((event.target as HTMLInputElement).value) },
                      'volume',
                    )}
                />
                <output for="volume">${entry.volume === 0 ? said.volumeOff : `${entry.volume}%`}</output>
              </div>
            </div>`
      }
    `;
  }
}

/** A few words of which one holds. */
function choices(
  name: string,
  legend: string,
  chosen: string,
  options: readonly (readonly [value: string, label: string, choose: () => void])[],
): TemplateResult {
  return html`<div class="field" role="radiogroup" aria-labelledby=${`legend-${name}`}>
    <span class="legend" id=${`legend-${name}`}>${legend}</span>
    <div class="choices">
      ${options.map(
        ([value, label, choose]) => html`<label class="choice">
          <input type="radio" name=${name} .checked=${value === chosen} @change=${choose} />
          ${label}
        </label>`,
      )}
    </div>
  </div>`;
}

function action(
  name: IconName,
  label: string,
  press: () => void,
  disabled = false,
): TemplateResult {
  return html`<button type="button" class="quiet" ?disabled=${disabled} @click=${press}>
    ${icon(name)}${label}
  </button>`;
}

const inputTypes = { line: 'text', url: 'url', date: 'date', dateTime: 'datetime-local' } as const;

define('bt-entry-form', EntryForm);
