/**
 * `<bt-unit-form>`: the dialog that adds a unit or edits one. Fires `saved` with the unit as the server
 * now has it.
 */
import { html, nothing } from 'lit';
import type { Unit } from '#shared/api/resources.ts';
import { levels, type UnitKind, unitKinds } from '#shared/domain/units.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { field, problem } from '../../design/parts.ts';
import { tagsFrom } from '../../tags.ts';

export type UnitSubject =
  | { readonly mode: 'add'; readonly parent: Unit }
  | { readonly mode: 'edit'; readonly unit: Unit };

/** What usually stands below a kind; any other may be chosen. */
const usuallyBelow: Readonly<Record<UnitKind, UnitKind>> = {
  province: 'office',
  office: 'school',
  school: 'zone',
  campus: 'zone',
  zone: 'zone',
  guest: 'zone',
};

export class UnitForm extends ConsoleElement {
  static override properties = { subject: { state: true }, failed: { state: true } };
  declare private subject: UnitSubject | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.subject = null;
    this.failed = null;
  }

  async open(subject: UnitSubject): Promise<void> {
    this.failed = null;
    this.subject = subject;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private shut(): void {
    this.renderRoot.querySelector('dialog')!.close();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const subject = this.subject!;
    const form = new FormData(event.target as HTMLFormElement);
    const described = {
      name: form.get('name'),
      kind: form.get('kind'),
      levels: form.getAll('levels'),
      tags: tagsFrom(form.get('tags') as string),
      zone: (form.get('zone') as string).trim() || null,
    };
    const answer =
      subject.mode === 'add'
        ? await call<Unit>('POST', '/api/units', { ...described, parentId: subject.parent.id })
        : await call<Unit>('PATCH', `/api/units/${subject.unit.id}`, described);
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.shut();
    this.dispatchEvent(new CustomEvent<Unit>('saved', { detail: answer.value }));
  }

  private fields(subject: UnitSubject) {
    const { common, units: words } = this.words;
    const unit = subject.mode === 'edit' ? subject.unit : null;
    const kind = unit?.kind ?? usuallyBelow[(subject as { parent: Unit }).parent.kind];
    const errors = this.failed?.fields ?? {};
    return html`
      ${problem(this.failed)}
      ${field(
        { id: 'name', label: words.name, error: errors.name },
        (ids) => html`<input
          id=${ids.id}
          name="name"
          value=${unit?.name ?? ''}
          required
          maxlength="160"
          autofocus
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
        />`,
      )}
      ${field(
        { id: 'kind', label: words.kind, error: errors.kind },
        (ids) => html`<select id=${ids.id} name="kind" aria-describedby=${ids.describedBy}>
          ${unitKinds.map(
            (each) => html`<option value=${each} ?selected=${each === kind}>
              ${common.unitKind[each]}
            </option>`,
          )}
        </select>`,
      )}
      <fieldset class="field">
        <legend class="legend">${words.levels}</legend>
        <div class="choices">
          ${levels.map(
            (level) => html`<label class="choice">
              <input
                type="checkbox"
                name="levels"
                value=${level}
                ?checked=${unit?.levels.includes(level) ?? false}
              />${common.level[level]}
            </label>`,
          )}
        </div>
        <p class="hint">${words.levelsHint}</p>
      </fieldset>
      ${field(
        {
          id: 'tags',
          label: common.tags,
          hint: words.tagsHint,
          optional: true,
          error: errors.tags,
        },
        (ids) => html`<input
          id=${ids.id}
          name="tags"
          value=${unit?.tags.join(', ') ?? ''}
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
        />`,
      )}
      ${field(
        {
          id: 'zone',
          label: words.zone,
          hint: words.zoneHint,
          optional: true,
          error: errors.zone,
        },
        (ids) => html`<input
            id=${ids.id}
            name="zone"
            value=${unit?.zone ?? ''}
            list="zones"
            autocomplete="off"
            placeholder="Asia/Ho_Chi_Minh"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          /><datalist id="zones">
            ${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}
          </datalist>`,
      )}
    `;
  }

  override render() {
    const { common, units: words } = this.words;
    const { subject } = this;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => {
        this.subject = null;
      }}
    >
      ${
        subject
          ? html`<form @submit=${this.save}>
              <div class="dialog-body">
                <h2 id="title">
                  ${subject.mode === 'add' ? words.addTitle(subject.parent.name) : words.editTitle}
                </h2>
                ${this.fields(subject)}
              </div>
              <div class="dialog-actions">
                <button type="button" @click=${this.shut}>${common.cancel}</button>
                <button class="primary">${subject.mode === 'add' ? common.add : common.save}</button>
              </div>
            </form>`
          : nothing
      }
    </dialog>`;
  }
}

define('bt-unit-form', UnitForm);
