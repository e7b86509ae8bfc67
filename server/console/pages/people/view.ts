/** `<bt-people-page>`: who may do what, where. Passwords are made here, told once, and never stored. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Person, RoleAt } from '#shared/api/resources.ts';
import { fold } from '#shared/domain/fold.ts';
import { call } from '../../data/api.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pageHeader, personChip, pill } from '../../design/parts.ts';
import type { PeopleData } from './load.ts';
import type { PersonDialog } from './person-dialog.ts';
import './person-dialog.ts';
import type { PersonForm } from './person-form.ts';
import './person-form.ts';

class PeoplePage extends ConsoleElement {
  static override properties = { data: { attribute: false }, query: { state: true } };
  static override styles = [
    ...pageStyles,
    css`
      .search {
        max-inline-size: 26rem;
      }

      .off .chip {
        opacity: 0.7;
      }

      @media (max-width: 48rem) {
        td.roles {
          display: block;
          text-align: start;
        }
      }
    `,
  ];

  declare data: PeopleData;
  declare private query: string;

  constructor() {
    super();
    this.query = '';
  }

  private async refresh(): Promise<void> {
    const answer = await call<{ people: Person[] }>('GET', '/api/people');
    if (answer.ok) this.data = { ...this.data, people: answer.value.people };
  }

  private unitName(id: string): string {
    return this.data.units.find((unit) => unit.id === id)?.name ?? this.words.people.elsewhere;
  }

  private roleText({ role, unitId }: RoleAt): string {
    return this.words.people.roleAt(this.words.common.role[role], this.unitName(unitId));
  }

  private found(): readonly Person[] {
    const asked = fold(this.query).split(' ').filter(Boolean);
    return this.data.people.filter((person) => {
      const text = fold(
        [person.name, person.email, ...person.roles.map((role) => this.roleText(role))].join(' '),
      );
      return asked.every((word) => text.includes(word));
    });
  }

  private manages(person: Person): boolean {
    const ids = new Set(this.data.manageable.map(({ id }) => id));
    return person.roles.some(({ unitId }) => ids.has(unitId));
  }

  private row(person: Person) {
    const words = this.words.people;
    const self = person.id === this.data.me;
    return html`<tr class=${person.disabledAt === null ? '' : 'off'}>
      <td class="headline">
        ${personChip(person.name, html`${person.email}${self ? html` · ${words.you}` : nothing}`)}
      </td>
      <td class="roles">
        ${person.disabledAt === null ? nothing : pill('bad', 'bad', words.disabled)}
        ${person.roles.map((role) => html`<div>${this.roleText(role)}</div>`)}
      </td>
      <td class="cell-end">
        ${
          this.manages(person)
            ? html`<button
                type="button"
                aria-label=${words.manageOf(person.name)}
                @click=${() =>
                  this.renderRoot.querySelector<PersonDialog>('bt-person-dialog')!.open(person)}
              >
                ${words.manage}
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  override render() {
    const words = this.words.people;
    const { people, manageable, units, me } = this.data;
    const found = this.found();
    return html`<div class="page">
      ${pageHeader({
        title: words.title,
        lead: words.count(people.length),
        actions:
          manageable.length > 0
            ? html`<button
                type="button"
                class="primary"
                @click=${() => this.renderRoot.querySelector<PersonForm>('bt-person-form')!.open()}
              >
                ${icon('plus')}${words.add}
              </button>`
            : nothing,
      })}
      <div class="search" role="search">
        ${icon('search')}
        <input
          class="search-box"
          type="search"
          aria-label=${words.filter}
          placeholder=${words.filter}
          autocomplete="off"
          .value=${this.query}
          @input=${(event: InputEvent) => {
            this.query = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      ${
        found.length === 0
          ? emptyState({ icon: 'search', title: words.nothingTitle, text: words.nothingText })
          : html`<table>
              <caption class="unseen">${words.title}</caption>
              <thead>
                <tr>
                  <th scope="col">${words.name}</th>
                  <th scope="col">${words.roles}</th>
                  <th scope="col"><span class="unseen">${words.manage}</span></th>
                </tr>
              </thead>
              <tbody>
                ${repeat(
                  found,
                  (person) => person.id,
                  (person) => this.row(person),
                )}
              </tbody>
            </table>`
      }
      <bt-person-form .units=${manageable} @saved=${this.refresh}></bt-person-form>
      <bt-person-dialog
        .units=${units}
        .manageable=${manageable}
        .me=${me}
        @changed=${this.refresh}
      ></bt-person-dialog>
    </div>`;
  }
}

define('bt-people-page', PeoplePage);

export function view(data: PeopleData): TemplateResult {
  return html`<bt-people-page .data=${data}></bt-people-page>`;
}
