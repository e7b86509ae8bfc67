/**
 * `<bt-timetable-page>`: the school day of a unit: its own templates or those from above, single dates
 * that go otherwise; and, before it is saved, which periods move and which schedules move with them.
 */
import { css, html, nothing } from 'lit';
import type { DayTemplate, Period, Timetable } from '#shared/domain/timetable.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState } from '../../design/parts.ts';
import { periodName } from '../../period-name.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { adder } from '../../settings/rows.ts';
import { rangeOf } from '../schedules/summary.ts';
import './day-exceptions.ts';
import type { ExceptionsChanged } from './day-exceptions.ts';
import './day-template.ts';
import type { TemplateChanged } from './day-template.ts';
import type { TimetableData } from './load.ts';
import { followersOf, type Moved, movedBetween } from './moved.ts';

const empty: Timetable = { templates: [], exceptions: [] };
const FOLLOWERS_NAMED = 6;

class TimetablePage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    settingStyles,
    css`
      .templates {
        display: grid;
        gap: var(--space-4);
      }

      .moved {
        display: grid;
        gap: var(--space-1);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare data: TimetableData;
  private readonly keeper = new SettingKeeper<'timetable'>(this, {
    empty,
    tidy: ({ templates, exceptions }) => ({
      templates: templates.map((each) => ({ ...each, periods: inOrder(each.periods) })),
      exceptions: exceptions
        .map((each) => ({ ...each, periods: inOrder(each.periods) }))
        .toSorted((a, b) => (a.date || '9999').localeCompare(b.date || '9999')),
    }),
  });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.keeper.load(this.data);
  }

  /** The unit above whose templates hold where there are none here. */
  private get above() {
    return this.data.above.findLast(({ value }) => value.templates.length > 0);
  }

  private template(at: number, template: DayTemplate): void {
    this.keeper.edit({ templates: this.keeper.draft.templates.with(at, template) });
  }

  private add(): void {
    const { templates } = this.keeper.draft;
    this.keeper.edit({
      templates: [
        ...templates,
        {
          name: this.words.timetable.newTemplate,
          levels: templates.length === 0 ? [...this.data.unit.levels] : [],
          days: [1, 2, 3, 4, 5],
          periods: [],
        },
      ],
    });
  }

  private duplicate(at: number): void {
    const { templates } = this.keeper.draft;
    const name = this.words.timetable.copyOf(templates[at]!.name);
    this.keeper.edit({ templates: templates.toSpliced(at + 1, 0, { ...templates[at]!, name }) });
  }

  override render() {
    const { keeper } = this;
    const said = this.words.timetable;
    const { draft, wrong } = keeper;
    const disabled = keeper.locked;
    return settingPage(keeper, {
      lead: said.lead,
      parts: html`<section class="section" aria-labelledby="templates">
        <h2 id="templates">${said.templates}</h2>
        ${draft.templates.length === 0 ? this.inherited() : this.own(disabled)}
      </section>
      <bt-day-exceptions
        .exceptions=${draft.exceptions}
        .templates=${draft.templates.length > 0 ? draft.templates : (this.above?.value.templates ?? [])}
        .wrong=${wrong}
        ?disabled=${disabled}
        @change=${(event: ExceptionsChanged) => keeper.edit({ exceptions: event.detail })}
      ></bt-day-exceptions>`,
      effects: () => this.moved(),
    });
  }

  private inherited() {
    const said = this.words.timetable;
    const { above, data } = this;
    const start = adder(said.addTemplate, () => this.add());
    if (above === undefined)
      return emptyState({
        icon: 'clock',
        title: said.templates,
        text: said.templatesNone,
        action: data.mayEdit ? start : nothing,
      });
    const levels = data.unit.levels;
    // a school sees the days of its own levels; an office sees all
    const shown = above.value.templates.filter(
      (each) =>
        levels.length === 0 ||
        each.levels.length === 0 ||
        each.levels.some((level) => levels.includes(level)),
    );
    return html`<p class="faint">${this.words.settings.from(above.unitName)}</p>
      <div class="templates">
        ${shown.map((template) => html`<bt-day-template .template=${template}></bt-day-template>`)}
      </div>
      ${
        data.mayEdit
          ? html`<div>
              <button
                type="button"
                class="primary"
                @click=${() => this.keeper.edit({ templates: shown.map((each) => ({ ...each })) })}
              >
                ${icon('edit')}${this.words.settings.editHere}
              </button>
            </div>`
          : nothing
      }`;
  }

  private own(disabled: boolean) {
    const said = this.words.timetable;
    const { keeper, above } = this;
    const { templates } = keeper.draft;
    return html`<div class="templates">
        ${templates.map(
          (template, at) => html`<bt-day-template
            own
            ?expanded=${templates.length === 1 || template.periods.length === 0}
            .template=${template}
            .path=${`templates.${at}`}
            .wrong=${keeper.wrong}
            ?disabled=${disabled}
            @change=${(event: TemplateChanged) => this.template(at, event.detail)}
            @duplicate=${() => this.duplicate(at)}
            @remove=${() => keeper.edit({ templates: templates.toSpliced(at, 1) })}
          ></bt-day-template>`,
        )}
      </div>
      ${
        disabled
          ? nothing
          : html`<div class="actions">
              ${adder(said.addTemplate, () => this.add())}
              ${
                above === undefined
                  ? nothing
                  : html`<button type="button" class="quiet" @click=${() => keeper.edit({ templates: [] })}>
                      ${icon('back')}${this.words.settings.asAboveOf(above.unitName)}
                    </button>`
              }
            </div>`
      }`;
  }

  /** What saving would move, said before it is done. */
  private moved() {
    const { keeper, data } = this;
    const above = data.above.map(({ value }) => value);
    const moved = movedBetween(
      [...above, keeper.kept],
      [...above, filled(keeper.draft)],
      data.unit.levels,
    );
    if (moved.length === 0) return nothing;
    const said = this.words.timetable;
    const followers = followersOf(moved, data.followers);
    const names = followers.slice(0, FOLLOWERS_NAMED).map(({ name }) => name);
    const more = followers.length > names.length ? '…' : '';
    return html`<div class="moved" role="status">
      <b>${said.moved}</b>
      ${moved.map((each) => html`<span>${this.inWords(each)}</span>`)}
      <span class="soft">
        ${
          followers.length === 0
            ? said.followersNone
            : `${said.followers(followers.length)} ${names.join(', ')}${more}`
        }
      </span>
    </div>`;
  }

  private inWords({ period, label, before, after }: Moved): string {
    const said = this.words.timetable;
    const times = (ranges: Moved['before']) => ranges.map(rangeOf).join(', ') || said.none;
    return said.movedFromTo(periodName(this.words, period, label), times(before), times(after));
  }
}

/** Without what is half filled in. */
function filled(timetable: Timetable): Timetable {
  const whole = ({ start, end }: Period) => start !== '' && start < end;
  return {
    templates: timetable.templates.map((each) => ({
      ...each,
      periods: each.periods.filter(whole),
    })),
    exceptions: [],
  };
}

function inOrder(periods: readonly Period[]): Period[] {
  return periods.toSorted((a, b) => (a.start || '99').localeCompare(b.start || '99'));
}

define('bt-timetable-page', TimetablePage);
