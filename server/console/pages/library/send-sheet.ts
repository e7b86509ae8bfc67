/**
 * `<bt-send-sheet>`: what is told about files before they are sent. `add(files)` opens it; fires
 * `send` with every file and what to tell of it, and `more` to choose further files.
 */
import { css, html, nothing } from 'lit';
import type { Theme } from '#shared/domain/themes.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import '../../design/theme-picker.ts';
import type { ThemesChosen } from '../../design/theme-picker.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { bytes } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { titleFrom } from './asset.ts';
import type { PlacedUnit } from './load.ts';
import type { About } from './queue.ts';

export type NamedFile = { readonly file: File; readonly about: About };
export type FilesNamed = CustomEvent<readonly NamedFile[]>;

type Row = { readonly file: File; readonly title: string };

export class SendSheet extends ConsoleElement {
  static override properties = {
    units: { attribute: false },
    themes: { attribute: false },
    rows: { state: true },
    unitId: { state: true },
    chosenThemes: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 4.25rem auto;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        padding-block: var(--space-2);
      }

      li + li {
        border-block-start: 1px solid var(--line);
      }

      .size {
        text-align: end;
      }

      .file {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare units: readonly PlacedUnit[];
  declare themes: readonly Theme[];
  declare private rows: readonly Row[];
  declare private unitId: string | null;
  declare private chosenThemes: readonly string[];

  constructor() {
    super();
    this.units = [];
    this.themes = [];
    this.rows = [];
    this.unitId = null;
    this.chosenThemes = [];
  }

  add(files: readonly File[]): void {
    this.rows = [...this.rows, ...files.map((file) => ({ file, title: titleFrom(file.name) }))];
    const dialog = this.renderRoot.querySelector('dialog')!;
    if (!dialog.open) dialog.showModal();
  }

  /** Until somebody chooses: the topmost unit, which for most people is their only one. */
  private get unit(): string {
    return this.unitId ?? this.units[0]?.id ?? '';
  }

  private onClose(event: Event): void {
    const dialog = event.currentTarget as HTMLDialogElement;
    const about = { unitId: this.unit, themes: this.chosenThemes };
    if (dialog.returnValue === 'send')
      this.dispatchEvent(
        new CustomEvent<readonly NamedFile[]>('send', {
          detail: this.rows.map(({ file, title }) => ({
            file,
            about: { ...about, title: title.trim() || titleFrom(file.name) },
          })),
        }),
      );
    dialog.returnValue = '';
    this.rows = [];
  }

  private change(at: number, title: string): void {
    this.rows = this.rows.with(at, { ...this.rows[at]!, title });
  }

  private leaveOut(at: number): void {
    this.rows = this.rows.toSpliced(at, 1);
    if (this.rows.length === 0) this.renderRoot.querySelector('dialog')!.close();
  }

  override render() {
    const said = this.words.library;
    return html`
      <dialog aria-labelledby="title" @close=${this.onClose}>
        <form method="dialog">
          <div class="dialog-body">
            <div>
              <h2 id="title">${said.sendTitle(this.rows.length)}</h2>
              <p class="soft">${said.sendText}</p>
            </div>
            <ul>
              ${this.rows.map(
                ({ file, title }, at) => html`<li>
                  <span class="file small faint">${file.name}</span>
                  <input
                    required
                    maxlength="160"
                    aria-label=${said.nameOf(file.name)}
                    .value=${title}
                    @input=${(event: Event) =>
                      this.change(at, (event.target as HTMLInputElement).value)}
                  />
                  <span class="small faint number size">${bytes(locale(), file.size)}</span>
                  <button
                    type="button"
                    class="quiet only-icon"
                    aria-label=${said.leaveOut(file.name)}
                    @click=${() => this.leaveOut(at)}
                  >
                    ${icon('close')}
                  </button>
                </li>`,
              )}
            </ul>
            <button type="button" class="quiet" @click=${() => this.dispatchEvent(new Event('more'))}>
              ${icon('plus')}${said.addMore}
            </button>
            ${
              this.units.length > 1
                ? html`<div class="field">
                    <span class="legend" aria-hidden="true">${said.sendTo}</span>
                    <bt-unit-picker
                      .units=${this.units}
                      .value=${[this.unit]}
                      .label=${said.sendTo}
                      @change=${(event: UnitsChosen) => {
                        this.unitId = event.detail[0] ?? null;
                      }}
                    ></bt-unit-picker>
                  </div>`
                : nothing
            }
            <div class="field">
              <span class="legend">${this.words.common.themes}</span>
              <bt-theme-picker
                .themes=${this.themes}
                .value=${this.chosenThemes}
                @change=${(event: ThemesChosen) => {
                  this.chosenThemes = event.detail;
                }}
              ></bt-theme-picker>
            </div>
          </div>
          <div class="dialog-actions">
            <button value="no" formnovalidate>${this.words.common.cancel}</button>
            <button value="send" class="primary" autofocus>
              ${icon('upload')}${said.send(this.rows.length)}
            </button>
          </div>
        </form>
      </dialog>
    `;
  }
}

define('bt-send-sheet', SendSheet);
