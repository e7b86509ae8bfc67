/**
 * `<bt-unit-picker>`: one unit, or several, from the tree; opened as a dialog, searched without
 * diacritics. Fires `change` with `detail: string[]`, the chosen ids. Units come with the page (they
 * are the viewer's own, depth first); `disabled` greys out those that make no sense, such as a
 * unit's own subtree when it is moved.
 */
import { css, html, nothing } from 'lit';
import type { Unit } from '#shared/api/resources.ts';
import { fold } from '#shared/domain/fold.ts';
import { base } from './base.css.ts';
import { buttons, dialogs, fields } from './controls.css.ts';
import { ConsoleElement, define } from './element.ts';
import { icon } from './icons.ts';

export type PickableUnit = Pick<Unit, 'id' | 'parentId' | 'name' | 'kind'>;

export class UnitPicker extends ConsoleElement {
  static override properties = {
    units: { attribute: false },
    value: { attribute: false },
    disabled: { attribute: false },
    multiple: { type: Boolean },
    bare: { type: Boolean },
    label: { type: String },
    placeholder: { type: String },
    query: { state: true },
    folded: { state: true },
    draft: { state: true },
  };
  static override styles = [
    base,
    buttons,
    fields,
    dialogs,
    css`
      .opener {
        justify-content: space-between;
        inline-size: 100%;
        font-weight: 400;
        text-align: start;
      }

      .head {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-5) var(--space-3);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      ul {
        padding: var(--space-2) var(--space-3);
        min-block-size: 12rem;
      }

      li {
        display: flex;
        align-items: center;
        padding-inline-start: calc(var(--depth) * 1.25rem);
      }

      .fold {
        min-inline-size: 2rem;
        inline-size: 2rem;
        transition: rotate var(--quick);
      }

      .fold[aria-expanded='false'] {
        rotate: -90deg;
      }

      .leaf {
        inline-size: 2rem;
        flex: none;
      }

      label {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        flex: 1;
        min-block-size: var(--control);
        padding-inline: var(--space-2);
        border-radius: var(--radius);
        cursor: pointer;
      }

      label:hover {
        background: var(--sunken);
      }

      label:has(:checked) {
        background: var(--accent-soft);
      }

      label:has(:disabled) {
        color: var(--ink-faint);
        cursor: not-allowed;
      }

      .kind {
        margin-inline-start: auto;
        color: var(--ink-faint);
        font-size: var(--text-xs);
      }

      .nothing {
        padding: var(--space-5);
      }
    `,
  ];

  declare units: readonly PickableUnit[];
  declare value: readonly string[];
  declare disabled: readonly string[];
  declare multiple: boolean;
  /** without a button of its own: opened by `open()` */
  declare bare: boolean;
  declare label: string;
  /** what stands there while nothing is chosen */
  declare placeholder: string;
  declare private query: string;
  declare private folded: ReadonlySet<string>;
  declare private draft: readonly string[];

  constructor() {
    super();
    this.units = [];
    this.value = [];
    this.disabled = [];
    this.multiple = false;
    this.bare = false;
    this.label = '';
    this.placeholder = '';
    this.query = '';
    this.folded = new Set();
    this.draft = [];
  }

  open(): void {
    this.query = '';
    this.draft = this.value;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private pick(id: string, checked: boolean): void {
    if (!this.multiple) this.draft = [id];
    else this.draft = checked ? [...this.draft, id] : this.draft.filter((other) => other !== id);
  }

  private onClose(event: Event): void {
    if ((event.target as HTMLDialogElement).returnValue !== 'yes') return;
    this.value = this.draft;
    this.dispatchEvent(new CustomEvent('change', { detail: this.value }));
  }

  private fold(id: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(id)) folded.add(id);
    this.folded = folded;
  }

  /** What the list shows: searching shows hits with all that stands above them, folds set aside. */
  private visible(): { unit: PickableUnit; depth: number; parent: boolean }[] {
    const byId = new Map(this.units.map((unit) => [unit.id, unit]));
    const parents = new Set(this.units.map((unit) => unit.parentId));
    const above = (unit: PickableUnit): PickableUnit[] => {
      const parent = unit.parentId === null ? undefined : byId.get(unit.parentId);
      return parent ? [...above(parent), parent] : [];
    };
    const asked = fold(this.query).split(' ').filter(Boolean);
    const kept = new Set<string>();
    for (const unit of this.units) {
      const ancestors = above(unit);
      if (asked.length > 0) {
        const name = fold(unit.name);
        if (!asked.every((word) => name.includes(word))) continue;
        for (const ancestor of ancestors) kept.add(ancestor.id);
      } else if (ancestors.some((ancestor) => this.folded.has(ancestor.id))) continue;
      kept.add(unit.id);
    }
    return this.units
      .filter((unit) => kept.has(unit.id))
      .map((unit) => ({ unit, depth: above(unit).length, parent: parents.has(unit.id) }));
  }

  private summary(): string {
    const names = this.value
      .map((id) => this.units.find((unit) => unit.id === id)?.name)
      .filter((name) => name !== undefined);
    if (names.length > 0) return names.join(', ');
    return this.placeholder || this.words.common.chooseUnit;
  }

  private row({ unit, depth, parent }: { unit: PickableUnit; depth: number; parent: boolean }) {
    const common = this.words.common;
    const open = !this.folded.has(unit.id);
    return html`<li style="--depth:${depth}">
      ${
        parent
          ? html`<button
              type="button"
              class="fold quiet only-icon"
              aria-expanded=${open ? 'true' : 'false'}
              aria-label=${open ? common.collapse(unit.name) : common.expand(unit.name)}
              @click=${() => this.fold(unit.id)}
            >
              ${icon('down')}
            </button>`
          : html`<span class="leaf"></span>`
      }
      <label>
        <input
          type=${this.multiple ? 'checkbox' : 'radio'}
          name="unit"
          .checked=${this.draft.includes(unit.id)}
          ?disabled=${this.disabled.includes(unit.id)}
          @change=${(event: Event) => this.pick(unit.id, (event.target as HTMLInputElement).checked)}
        />
        <span>${unit.name}</span>
        <span class="kind">${common.unitKind[unit.kind]}</span>
      </label>
    </li>`;
  }

  private opener(label: string) {
    return html`<button
      type="button"
      class="opener"
      aria-haspopup="dialog"
      aria-label=${`${label}: ${this.summary()}`}
      @click=${this.open}
    >
      <span class=${this.value.length === 0 ? 'faint' : ''}>${this.summary()}</span>${icon('down')}
    </button>`;
  }

  override render() {
    const common = this.words.common;
    const rows = this.visible();
    const label = this.label || common.unit;
    return html`
      ${this.bare ? nothing : this.opener(label)}
      <dialog aria-label=${label} closedby="any" @close=${this.onClose}>
        <form method="dialog">
          <div class="head">
            <h2>${label}</h2>
            <div class="search">
              ${icon('search')}
              <input
                class="search-box"
                type="search"
                aria-label=${common.searchUnit}
                placeholder=${common.searchUnit}
                autocomplete="off"
                .value=${this.query}
                @input=${(event: InputEvent) => {
                  this.query = (event.target as HTMLInputElement).value;
                }}
                @keydown=${(event: KeyboardEvent) => {
                  if (event.key === 'Enter') event.preventDefault();
                }}
              />
            </div>
          </div>
          ${
            rows.length > 0
              ? html`<ul>
                  ${rows.map((row) => this.row(row))}
                </ul>`
              : html`<p class="nothing soft">${common.noUnitFound}</p>`
          }
          <div class="dialog-actions">
            <button value="no">${common.cancel}</button>
            <button value="yes" class="primary" ?disabled=${!this.multiple && this.draft.length === 0}>
              ${common.choose}
            </button>
          </div>
        </form>
      </dialog>
    `;
  }
}

define('bt-unit-picker', UnitPicker);

export type UnitsChosen = CustomEvent<readonly string[]>;
