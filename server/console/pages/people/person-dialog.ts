/**
 * `<bt-person-dialog>`: one account: roles granted and taken back, a new password, disabled and enabled.
 * Fires `changed` after each.
 */
import { css, html, nothing } from 'lit';
import type { Person, RoleAt } from '#shared/api/resources.ts';
import { roles } from '#shared/domain/roles.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { browserRandom, newPassword } from '../../data/passwords.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, problem } from '../../design/parts.ts';
import '../../design/secret.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import type { UnitRow } from '../../unit-facts.ts';

export class PersonDialog extends ConsoleElement {
  static override properties = {
    units: { attribute: false },
    manageable: { attribute: false },
    me: { attribute: false },
    person: { state: true },
    unitId: { state: true },
    password: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      li {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
      }

      .grant {
        display: grid;
        gap: var(--space-3);
      }

      .account {
        padding-block-start: var(--space-4);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  declare units: readonly UnitRow[];
  declare manageable: readonly UnitRow[];
  declare me: string;
  declare private person: Person | null;
  /** chosen for the role to be granted */
  declare private unitId: string | null;
  /** a new one, while it is told */
  declare private password: string | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.units = [];
    this.manageable = [];
    this.me = '';
    this.person = null;
    this.unitId = null;
    this.password = null;
    this.failed = null;
  }

  async open(person: Person): Promise<void> {
    this.person = person;
    this.password = null;
    this.failed = null;
    this.unitId = this.manageable.length === 1 ? this.manageable[0]!.id : null;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private shut(): void {
    this.renderRoot.querySelector('dialog')!.close();
  }

  private unitName(id: string): string {
    return this.units.find((unit) => unit.id === id)?.name ?? this.words.people.elsewhere;
  }

  private async change(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<boolean> {
    const answer = await call<Person>(method, `/api/people/${this.person!.id}${path}`, body);
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return false;
    this.person = answer.value;
    this.dispatchEvent(new CustomEvent('changed'));
    return true;
  }

  private async grant(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { common, people: words } = this.words;
    const role = new FormData(event.target as HTMLFormElement).get('role') as RoleAt['role'];
    const unitId = this.unitId;
    if (unitId === null || !(await this.change('POST', '/roles', { unitId, role }))) return;
    toast({ text: words.granted(this.person!.name, common.role[role], this.unitName(unitId)) });
  }

  private async revoke(held: RoleAt): Promise<void> {
    const { common, people: words } = this.words;
    const { name } = this.person!;
    const sure = await confirm({
      title: words.revokeSure(name, common.role[held.role]),
      text: words.revokeText(this.unitName(held.unitId)),
      action: words.revokeAction,
      danger: true,
    });
    if (!sure || !(await this.change('DELETE', `/roles/${held.unitId}/${held.role}`))) return;
    toast({
      text: words.revoked(name),
      undo: async () => void (await this.change('POST', '/roles', held)),
    });
  }

  private async reset(): Promise<void> {
    const words = this.words.people;
    const sure = await confirm({
      title: words.resetSure(this.person!.name),
      text: words.resetText,
      action: words.reset,
    });
    if (!sure) return;
    const password = newPassword(browserRandom);
    if (await this.change('PATCH', '', { password })) this.password = password;
  }

  private async disable(): Promise<void> {
    const words = this.words.people;
    const { name } = this.person!;
    const sure = await confirm({
      title: words.disableSure(name),
      text: words.disableText,
      action: words.disable,
      danger: true,
    });
    if (sure && (await this.change('PATCH', '', { disabled: true }))) {
      toast({ text: words.disabledNow(name) });
    }
  }

  private async enable(): Promise<void> {
    if (await this.change('PATCH', '', { disabled: false })) {
      toast({ text: this.words.people.enabled(this.person!.name) });
    }
  }

  private held(person: Person) {
    const { common, people: words } = this.words;
    const mine = new Set(this.manageable.map(({ id }) => id));
    return html`<ul class="rows">
      ${person.roles.map(
        (held) => html`<li>
          <span>${words.roleAt(common.role[held.role], this.unitName(held.unitId))}</span>
          ${
            mine.has(held.unitId) && person.roles.length > 1
              ? html`<button
                  type="button"
                  class="quiet"
                  aria-label=${words.revokeOf(common.role[held.role], this.unitName(held.unitId))}
                  @click=${() => this.revoke(held)}
                >
                  ${words.revoke}
                </button>`
              : nothing
          }
        </li>`,
      )}
    </ul>`;
  }

  private grantForm() {
    const { common, people: words } = this.words;
    return html`<form class="grant" @submit=${this.grant}>
      ${field(
        { id: 'role', label: words.role },
        (ids) => html`<select id=${ids.id} name="role" aria-describedby=${ids.describedBy}>
          ${roles.map(
            (role) => html`<option value=${role} ?selected=${role === 'contributor'}>
              ${common.role[role]}: ${common.roleHint[role]}
            </option>`,
          )}
        </select>`,
      )}
      <div class="field">
        <span class="legend">${words.unit}</span>
        <bt-unit-picker
          label=${words.unit}
          .units=${this.manageable}
          .value=${this.unitId === null ? [] : [this.unitId]}
          @change=${(event: UnitsChosen) => {
            this.unitId = event.detail[0] ?? null;
          }}
        ></bt-unit-picker>
      </div>
      <div class="actions">
        <button ?disabled=${this.unitId === null}>${icon('plus')}${words.grant}</button>
      </div>
    </form>`;
  }

  private account(person: Person) {
    const words = this.words.people;
    if (person.id === this.me) return nothing;
    return html`<div class="account actions">
      <button type="button" @click=${this.reset}>${icon('key')}${words.reset}</button>
      ${
        person.disabledAt === null
          ? html`<button type="button" class="danger" @click=${this.disable}>${words.disable}</button>`
          : html`<button type="button" @click=${this.enable}>${words.enable}</button>`
      }
    </div>`;
  }

  private told(person: Person, password: string) {
    const words = this.words.people;
    const title = words.passwordTitle(person.name);
    return html`<div class="dialog-body">
        <h2 id="title">${title}</h2>
        <p class="soft">${words.passwordOnce}</p>
        <bt-secret label=${title} .value=${password}></bt-secret>
      </div>
      <div class="dialog-actions">
        <button type="button" class="primary" @click=${this.shut}>${words.passwordDone}</button>
      </div>`;
  }

  private whole(person: Person) {
    return html`<div class="dialog-body">
        <div>
          <h2 id="title">${person.name}</h2>
          <p class="soft small">${person.email}</p>
        </div>
        ${problem(this.failed)} ${this.held(person)} ${this.grantForm()} ${this.account(person)}
      </div>
      <div class="dialog-actions">
        <button type="button" @click=${this.shut}>${this.words.common.close}</button>
      </div>`;
  }

  override render() {
    const { person, password } = this;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => {
        this.person = null;
        this.password = null;
      }}
    >
      ${
        person === null
          ? nothing
          : password === null
            ? this.whole(person)
            : this.told(person, password)
      }
    </dialog>`;
  }
}

define('bt-person-dialog', PersonDialog);
