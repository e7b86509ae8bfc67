/**
 * `<bt-day-template .template .path .wrong>`: one day: which levels and weekdays keep it, its picture, its
 * periods. Fires `change` with the template, `duplicate` and `remove`.
 */
import { css, html, nothing } from 'lit';
import type { DayTemplate } from '#shared/domain/timetable.ts';
import { levels } from '#shared/domain/units.ts';
import { base } from '../../design/base.css.ts';
import { content } from '../../design/content.css.ts';
import { buttons, fields } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field } from '../../design/parts.ts';
import { wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';
import { toggled } from '../schedule/section.ts';
import { weekdayBoxes, weekdayStyles } from '../schedule/weekday-boxes.ts';
import { daysOf } from '../schedules/summary.ts';
import './day-bar.ts';
import './period-rows.ts';
import type { PeriodsChanged } from './period-rows.ts';

export type TemplateChanged = CustomEvent<DayTemplate>;

class DayTemplateCard extends ConsoleElement {
  static override properties = {
    template: { attribute: false },
    path: { attribute: false },
    wrong: { attribute: false },
    own: { type: Boolean },
    expanded: { type: Boolean },
    disabled: { type: Boolean },
  };
  static override styles = [
    base,
    buttons,
    fields,
    content,
    weekdayStyles,
    css`
      .panel {
        display: grid;
        gap: var(--space-4);
      }

      .about {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) minmax(0, 20rem);
        gap: var(--space-4);
        align-items: start;
      }

      summary {
        min-block-size: var(--control);
        align-content: center;
        color: var(--ink-soft);
        font-size: var(--text-s);
      }

      .aboves {
        color: var(--ink-soft);
      }

      @media (max-width: 60rem) {
        .about {
          grid-template-columns: minmax(0, 1fr);
        }

        .panel {
          padding: var(--space-4);
        }
      }
    `,
  ];

  declare template: DayTemplate;
  declare path: string;
  declare wrong: Wrong;
  /** false: another unit's, to look at */
  declare own: boolean;
  /** its periods are open to be written in from the start */
  declare expanded: boolean;
  declare disabled: boolean;
  private opened = false;

  constructor() {
    super();
    this.wrong = {};
    this.path = '';
    this.own = false;
    this.expanded = false;
    this.disabled = false;
  }

  // once open it stays so until somebody closes it, whatever becomes of the reason
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if ((changed.has('expanded') && this.expanded) || (changed.has('wrong') && this.wrongWithin))
      this.opened = true;
  }

  private get wrongWithin(): boolean {
    return Object.keys(this.wrong).some((path) => path.startsWith(`${this.path}.periods`));
  }

  private change(change: Partial<DayTemplate>): void {
    const detail = { ...this.template, ...change };
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }

  override render() {
    const { name, periods } = this.template;
    return html`<section class="panel" aria-label=${name || this.words.timetable.newTemplate}>
      ${this.own ? this.about() : this.inWords()}
      <bt-day-bar .periods=${periods}></bt-day-bar>
      ${
        this.own
          ? html`<details
              ?open=${this.opened}
              @toggle=${(event: Event) => {
                this.opened = (event.target as HTMLDetailsElement).open;
              }}
            >
              <summary>${this.words.timetable.periods(periods.length)}</summary>
              <bt-period-rows
                .periods=${periods}
                .wrong=${this.wrong}
                .path=${`${this.path}.periods`}
                .lesson=${this.template.levels.includes('primary') ? 35 : 45}
                ?disabled=${this.disabled}
                @change=${(event: PeriodsChanged) => this.change({ periods: event.detail })}
              ></bt-period-rows>
            </details>`
          : nothing
      }
    </section>`;
  }

  private inWords() {
    const said = this.words.timetable;
    const { name, levels: kept, days } = this.template;
    const named = kept.map((level) => this.words.common.level[level]).join(', ');
    return html`<div class="aboves">
      <h3>${name}</h3>
      <p class="small">${named || said.levelsAll} · ${daysOf(this.words, days)}</p>
    </div>`;
  }

  private about() {
    const said = this.words.timetable;
    const { name, levels: kept, days } = this.template;
    return html`<fieldset class="about" ?disabled=${this.disabled}>
      ${field(
        { id: 'name', label: said.name, error: this.wrong[`${this.path}.name`] },
        ({ id, describedBy, invalid }) => html`<input
          id=${id}
          type="text"
          maxlength="80"
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          .value=${name}
          @change=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })}
        />`,
      )}
      <div class="field" role="group" aria-labelledby="days">
        <span class="legend" id="days">${said.days}</span>
        ${weekdayBoxes(this.words, days, (chosen) => this.change({ days: chosen }))}
        ${wrongText(this.wrong[`${this.path}.days`])}
      </div>
      <div class="field" role="group" aria-labelledby="levels" style="grid-column:1/-1">
        <span class="legend" id="levels">${said.levels}</span>
        <div class="choices">
          ${levels.map(
            (level) => html`<label class="choice">
              <input
                type="checkbox"
                .checked=${kept.includes(level)}
                @change=${() => this.change({ levels: toggled(kept, level) })}
              />
              ${this.words.common.level[level]}
            </label>`,
          )}
          ${
            this.disabled
              ? nothing
              : html`<button
                    type="button"
                    class="quiet"
                    @click=${() => this.dispatchEvent(new Event('duplicate'))}
                  >
                    ${icon('copy')}${said.duplicate}
                  </button>
                  <button
                    type="button"
                    class="quiet danger only-icon"
                    aria-label=${said.remove(name)}
                    @click=${() => this.dispatchEvent(new Event('remove'))}
                  >
                    ${icon('remove')}
                  </button>`
          }
        </div>
      </div>
    </fieldset>`;
  }
}

define('bt-day-template', DayTemplateCard);
