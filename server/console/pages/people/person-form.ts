/** `<bt-person-form>`: makes an account with its first role, then tells its password once. Fires `saved`. */
import { html, nothing } from 'lit';
import type { Person } from '#shared/api/resources.ts';
import { roles } from '#shared/domain/roles.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { browserRandom, newPassword } from '../../data/passwords.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { field, problem } from '../../design/parts.ts';
import '../../design/secret.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { locale } from '../../locales/words.ts';
import type { UnitRow } from '../../unit-facts.ts';

type Step =
  | { readonly at: 'form'; readonly unitId: string | null }
  | { readonly at: 'told'; readonly person: Person; readonly password: string };

export class PersonForm extends ConsoleElement {
  static override properties = {
    units: { attribute: false },
    step: { state: true },
    failed: { state: true },
  };
  declare units: readonly UnitRow[];
  /** null: closed */
  declare private step: Step | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.units = [];
    this.step = null;
    this.failed = null;
  }

  async open(): Promise<void> {
    this.failed = null;
    this.step = { at: 'form', unitId: this.units.length === 1 ? this.units[0]!.id : null };
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private shut(): void {
    this.renderRoot.querySelector('dialog')!.close();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.step?.at !== 'form' || this.step.unitId === null) return;
    const form = new FormData(event.target as HTMLFormElement);
    const password = newPassword(browserRandom);
    const answer = await call<Person>('POST', '/api/people', {
      email: form.get('email'),
      name: form.get('name'),
      locale: form.get('locale'),
      password,
      role: { unitId: this.step.unitId, role: form.get('role') },
    });
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.step = { at: 'told', person: answer.value, password };
    this.dispatchEvent(new CustomEvent('saved'));
  }

  private form({ unitId }: Step & { at: 'form' }) {
    const { common, people: words, account } = this.words;
    const errors = this.failed?.fields ?? {};
    return html`<form @submit=${this.save}>
      <div class="dialog-body">
        <h2 id="title">${words.add}</h2>
        <p class="soft">${words.addText}</p>
        ${problem(this.failed)}
        ${field(
          { id: 'name', label: words.name, error: errors.name },
          (ids) => html`<input
            id=${ids.id}
            name="name"
            required
            maxlength="160"
            autocomplete="off"
            autofocus
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        ${field(
          {
            id: 'email',
            label: words.email,
            hint: words.emailHint,
            error:
              errors.email ?? (this.failed?.code === 'emailTaken' ? this.failed.title : undefined),
          },
          (ids) => html`<input
            id=${ids.id}
            name="email"
            type="email"
            required
            maxlength="254"
            autocomplete="off"
            aria-describedby=${ids.describedBy}
            aria-invalid=${ids.invalid}
          />`,
        )}
        <div class="field">
          <span class="legend">${words.unit}</span>
          <bt-unit-picker
            label=${words.unit}
            .units=${this.units}
            .value=${unitId === null ? [] : [unitId]}
            @change=${(event: UnitsChosen) => {
              this.step = { at: 'form', unitId: event.detail[0] ?? null };
            }}
          ></bt-unit-picker>
        </div>
        ${field(
          { id: 'role', label: words.role, error: errors['role.role'] },
          (ids) => html`<select id=${ids.id} name="role" aria-describedby=${ids.describedBy}>
            ${roles.map(
              (role) => html`<option value=${role} ?selected=${role === 'contributor'}>
                ${common.role[role]}: ${common.roleHint[role]}
              </option>`,
            )}
          </select>`,
        )}
        ${field(
          { id: 'locale', label: words.language },
          (ids) => html`<select id=${ids.id} name="locale" aria-describedby=${ids.describedBy}>
            <option value="vi" ?selected=${locale() === 'vi'}>${account.vi}</option>
            <option value="en" ?selected=${locale() === 'en'}>${account.en}</option>
          </select>`,
        )}
      </div>
      <div class="dialog-actions">
        <button type="button" @click=${this.shut}>${common.cancel}</button>
        <button class="primary" ?disabled=${unitId === null}>${common.add}</button>
      </div>
    </form>`;
  }

  private told({ person, password }: Step & { at: 'told' }) {
    const words = this.words.people;
    const title = words.passwordTitle(person.name);
    return html`
      <div class="dialog-body">
        <h2 id="title">${title}</h2>
        <p class="soft">${words.passwordOnce}</p>
        <p>${person.email}</p>
        <bt-secret label=${title} .value=${password}></bt-secret>
      </div>
      <div class="dialog-actions">
        <button type="button" class="primary" @click=${this.shut}>${words.passwordDone}</button>
      </div>
    `;
  }

  override render() {
    const { step } = this;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => {
        this.step = null;
      }}
    >
      ${step === null ? nothing : step.at === 'form' ? this.form(step) : this.told(step)}
    </dialog>`;
  }
}

define('bt-person-form', PersonForm);
