/**
 * `<bt-units-page>`: the tree at the left, one unit at the right; on a phone one after the other.
 * Moving a unit is a reform in small: it says first what moves along, and can be taken back.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { call } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { emptyState, pageHeader, personChip } from '../../design/parts.ts';
import type { UnitPicker, UnitsChosen } from '../../design/unit-picker.ts';
import '../../design/unit-picker.ts';
import { type SettingKind, settingKinds, type Unit } from '#shared/api/resources.ts';
import { fold } from '#shared/domain/fold.ts';
import { date } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { statePill } from '../../screen-parts.ts';
import { subtree, upwards } from '../../unit-facts.ts';
import type { UnitsData } from './load.ts';
import type { UnitForm } from './unit-form.ts';
import './unit-form.ts';

const SCREENS_SHOWN = 8;
const settingIcons: Readonly<Record<SettingKind, IconName>> = {
  calendar: 'week',
  timetable: 'clock',
  policy: 'filter',
  downloads: 'download',
  web: 'web',
};

type Chosen = NonNullable<UnitsData['chosen']>;

class UnitsPage extends ConsoleElement {
  static override properties = { data: { attribute: false }, query: { state: true } };
  static override styles = [
    ...pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(17rem, 24rem) minmax(0, 1fr);
        gap: var(--space-7);
        align-items: start;
      }

      .tree {
        display: grid;
        gap: var(--space-3);
      }

      .tree a {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-block-size: var(--control);
        padding: var(--space-1) var(--space-3);
        padding-inline-start: calc(var(--space-3) + var(--depth) * 1.125rem);
        border-radius: var(--radius);
        color: inherit;
        text-decoration: none;
      }

      .tree a:hover {
        background: var(--sunken);
      }

      .tree a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }

      .tree .number {
        margin-inline-start: auto;
        padding-inline-start: var(--space-2);
        color: var(--ink-faint);
        font-size: var(--text-s);
        font-weight: 400;
      }

      .unit {
        display: grid;
        gap: var(--space-6);
      }

      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: var(--space-6);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
        padding-block: var(--space-2);
        color: inherit;
        text-decoration: none;
      }

      a.row:hover {
        color: var(--accent);
      }

      .back {
        display: none;
      }

      @media (max-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }

        .columns.chosen .tree {
          display: none;
        }

        .back {
          display: block;
        }
      }
    `,
  ];

  declare data: UnitsData;
  declare private query: string;

  constructor() {
    super();
    this.query = '';
  }

  private get form(): UnitForm {
    return this.renderRoot.querySelector<UnitForm>('bt-unit-form')!;
  }

  private startMove(): void {
    this.renderRoot.querySelector<UnitPicker>('.mover')!.open();
  }

  private async move(unit: Unit, event: UnitsChosen): Promise<void> {
    const parent = this.data.units.find(({ id }) => id === event.detail[0]);
    if (!parent || parent.id === unit.parentId) return;
    const words = this.words.units;
    const along = subtree(this.data.units, unit.id).size - 1;
    const screens = this.data.screenCounts[unit.id] ?? 0;
    const sure = await confirm({
      title: words.moveSure(unit.name, parent.name),
      text: words.moveText(along, screens),
      action: words.moveAction,
    });
    if (!sure || !(await this.put(unit, parent.id))) return;
    toast({
      text: words.moved(unit.name, parent.name),
      undo: async () => {
        if (await this.put(unit, unit.parentId!)) toast({ text: this.words.common.undone });
      },
    });
  }

  private async put(unit: Unit, parentId: string): Promise<boolean> {
    const answer = await call<Unit>('PATCH', `/api/units/${unit.id}`, { parentId });
    if (!answer.ok) {
      toast({ text: answer.title, tone: 'bad' });
      return false;
    }
    await this.refresh();
    return true;
  }

  private async shut(unit: Unit): Promise<void> {
    const words = this.words.units;
    const sure = await confirm({
      title: words.closeSure(unit.name),
      text: words.closeText,
      action: words.close,
      danger: true,
    });
    if (!sure) return;
    const answer = await call('DELETE', `/api/units/${unit.id}`);
    if (answer.ok) location.assign(unit.parentId ? `/units/${unit.parentId}` : '/units');
    else toast({ text: answer.title, tone: 'bad' });
  }

  /** The tree as the server has it now, with the chosen unit in its new place. */
  private async refresh(): Promise<void> {
    const answer = await call<{ units: Unit[] }>('GET', '/api/units');
    if (!answer.ok) return;
    const all = answer.value.units;
    const { chosen } = this.data;
    const unit = all.find(({ id }) => id === chosen?.unit.id);
    this.data = {
      ...this.data,
      units: all.filter(({ closedAt }) => closedAt === null),
      closed: all.filter(({ closedAt }) => closedAt !== null),
      screenCounts: movedCounts(this.data, all),
      chosen: chosen && unit ? { ...chosen, unit } : chosen,
    };
  }

  private async saved(event: CustomEvent<Unit>): Promise<void> {
    const unit = event.detail;
    const words = this.words.units;
    const known = this.data.units.some(({ id }) => id === unit.id);
    await this.refresh();
    toast({ text: known ? words.saved(unit.name) : words.added(unit.name) });
  }

  private tree() {
    const { units, chosen, screenCounts, closed } = this.data;
    const { common, units: words } = this.words;
    const asked = fold(this.query);
    const shown = asked
      ? new Set(
          units
            .filter(({ name }) => fold(name).includes(asked))
            .flatMap(({ id }) => upwards(units, id).map((unit) => unit.id)),
        )
      : null;
    const known = new Set(units.map(({ id }) => id));
    const depth = (unit: Unit) => unit.path.filter((id) => known.has(id)).length - 1;
    return html`<nav class="tree" aria-label=${words.title}>
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
        />
      </div>
      <ul>
        ${units
          .filter(({ id }) => shown?.has(id) ?? true)
          .map(
            (unit) => html`<li>
              <a
                href=${`/units/${unit.id}`}
                style="--depth:${depth(unit)}"
                aria-current=${unit.id === chosen?.unit.id ? 'page' : nothing}
              >
                <span>${unit.name}</span>
                ${
                  screenCounts[unit.id]
                    ? html`<span class="number" title=${words.screensOf(screenCounts[unit.id]!)}>
                        ${screenCounts[unit.id]}<span class="unseen"> ${this.words.screens.title}</span>
                      </span>`
                    : nothing
                }
              </a>
            </li>`,
          )}
      </ul>
      ${shown?.size === 0 ? html`<p class="soft">${common.noUnitFound}</p>` : nothing}
      ${
        closed.length > 0
          ? html`<details>
              <summary class="small faint">${words.closedUnits(closed.length)}</summary>
              <ul>
                ${closed.map(
                  (unit) => html`<li class="small soft">
                    <a href=${`/units/${unit.id}`}>${unit.name}</a>
                  </li>`,
                )}
              </ul>
            </details>`
          : nothing
      }
    </nav>`;
  }

  private actions(unit: Unit) {
    const words = this.words.units;
    const mine = this.data.manageable.includes(unit.id) && unit.closedAt === null;
    if (!mine) return nothing;
    const movable = unit.parentId !== null && this.data.manageable.includes(unit.parentId);
    return html`
      <button type="button" @click=${() => this.form.open({ mode: 'add', parent: unit })}>
        ${icon('plus')}${words.add}
      </button>
      <button type="button" @click=${() => this.form.open({ mode: 'edit', unit })}>
        ${icon('edit')}${words.edit}
      </button>
      ${
        movable
          ? html`<button type="button" @click=${this.startMove}>${icon('move')}${words.move}</button>
              <button type="button" class="danger" @click=${() => this.shut(unit)}>${words.close}</button>
              <bt-unit-picker
                class="mover"
                bare
                label=${words.moveTitle(unit.name)}
                .units=${this.data.units.filter(({ id }) => this.data.manageable.includes(id))}
                .value=${[unit.parentId]}
                .disabled=${[...subtree(this.data.units, unit.id)]}
                @change=${(event: UnitsChosen) => this.move(unit, event)}
              ></bt-unit-picker>`
          : nothing
      }
    `;
  }

  private facts({ unit, zone }: Chosen) {
    const { common, units: words } = this.words;
    return html`<dl class="facts">
      <dt>${words.kind}</dt>
      <dd>${common.unitKind[unit.kind]}</dd>
      ${
        unit.levels.length > 0
          ? html`<dt>${words.levels}</dt>
              <dd>${unit.levels.map((level) => common.level[level]).join(', ')}</dd>`
          : nothing
      }
      ${
        unit.tags.length > 0
          ? html`<dt>${common.tags}</dt>
              <dd>${unit.tags.join(', ')}</dd>`
          : nothing
      }
      <dt>${words.zone}</dt>
      <dd>${unit.zone ?? words.zoneInherited(zone)}</dd>
    </dl>`;
  }

  private settings(unit: Unit) {
    const said = this.words.settings;
    return html`<section class="section" aria-labelledby="settings">
      <h2 id="settings">${said.heading}</h2>
      <div class="actions">
        ${settingKinds.map(
          (kind) => html`<a class="button" href=${`/units/${unit.id}/${kind}`}>
            ${icon(settingIcons[kind])}${said.title[kind]}
          </a>`,
        )}
      </div>
    </section>`;
  }

  private screens({ unit, screens }: Chosen) {
    const words = this.words.units;
    return html`<section class="section" aria-labelledby="screens">
      <div class="section-header">
        <h2 id="screens">${words.screensBelow}</h2>
        ${
          screens.length > 0
            ? html`<a href=${`/screens?unit=${unit.id}`}>${words.allScreens}</a>`
            : nothing
        }
      </div>
      ${
        screens.length === 0
          ? html`<p class="soft">${words.screensNone}</p>`
          : html`<ul class="rows">
              ${screens.slice(0, SCREENS_SHOWN).map(
                (screen) => html`<li>
                  <a class="row" href=${`/screens/${screen.id}`}>
                    <span>${screen.name}</span>${statePill(screen.state)}
                  </a>
                </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  private people({ people }: Chosen) {
    const { common, units: words } = this.words;
    if (people === null) return nothing;
    return html`<section class="section" aria-labelledby="people">
      <h2 id="people">${words.peopleHere}</h2>
      ${
        people.length === 0
          ? html`<p class="soft">${words.peopleNone}</p>`
          : html`<ul class="rows">
              ${people.map(
                (person) => html`<li class="row">
                  ${personChip(person.name, person.email)}
                  <span class="soft small">
                    ${person.roles.map((role) => common.role[role]).join(', ')}
                  </span>
                </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  private chosen(chosen: Chosen) {
    const { units } = this.data;
    const { unit } = chosen;
    const way = upwards(units, unit.parentId).reverse();
    return html`<div class="unit">
      <div class="section">
        ${pageHeader({
          eyebrow: html`<a class="back" href="/units">${this.words.units.toTree}</a>
            ${way.map(
              (
                above,
                index,
              ) => html`<span aria-hidden="true" class=${index === 0 ? 'back' : ''}>›</span>
                <a href=${`/units/${above.id}`}>${above.name}</a>`,
            )}`,
          title: unit.name,
          lead:
            unit.closedAt === null
              ? nothing
              : this.words.units.closedOn(date(locale(), chosen.zone, unit.closedAt)),
        })}
        <div class="actions">
          <a class="button" href=${`/units/${unit.id}/week`}>
            ${icon('week')}${this.words.week.open}
          </a>
          ${this.actions(unit)}
        </div>
      </div>
      ${this.facts(chosen)} ${this.settings(unit)}
      <div class="pair">${this.screens(chosen)} ${this.people(chosen)}</div>
    </div>`;
  }

  override render() {
    const { chosen } = this.data;
    const words = this.words.units;
    return html`<div class="page">
      ${chosen ? nothing : pageHeader({ title: words.title, lead: words.lead })}
      <div class="columns ${chosen ? 'chosen' : ''}">
        ${this.tree()}
        ${
          chosen
            ? this.chosen(chosen)
            : emptyState({ icon: 'units', title: words.pickTitle, text: words.pickText })
        }
      </div>
      <bt-unit-form @saved=${this.saved}></bt-unit-form>
    </div>`;
  }
}

/** A moved subtree takes its screens along; those at each very unit stay what they were. */
function movedCounts(before: UnitsData, after: readonly Unit[]): Record<string, number> {
  const own = new Map<string, number>();
  for (const unit of before.units) {
    const below = before.units
      .filter(({ parentId }) => parentId === unit.id)
      .reduce((sum, { id }) => sum + (before.screenCounts[id] ?? 0), 0);
    own.set(unit.id, (before.screenCounts[unit.id] ?? 0) - below);
  }
  const counts: Record<string, number> = {};
  for (const { id, path } of after) {
    const here = own.get(id) ?? 0;
    if (here > 0) for (const above of path) counts[above] = (counts[above] ?? 0) + here;
  }
  return counts;
}

define('bt-units-page', UnitsPage);

export function view(data: UnitsData): TemplateResult {
  return html`<bt-units-page .data=${data}></bt-units-page>`;
}
