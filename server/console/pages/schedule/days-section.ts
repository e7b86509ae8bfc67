/**
 * `<bt-schedule-days>`: on which days: how they come back, which kinds of day count, from when until
 * when, single dates added and left out; and the next dates that come of it.
 */
import { css, html, nothing } from 'lit';
import { dayKinds } from '#shared/domain/when.ts';
import { define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';
import { presetOf, presets } from '../schedules/days.ts';
import './date-chips.ts';
import type { DatesChanged } from './date-chips.ts';
import { dayText } from './day-text.ts';
import { nextDates } from './next-dates.ts';
import './repeat-fields.ts';
import type { Edit } from './section.ts';
import { checkedIn, FormSection, sectionStyles, textOf } from './section.ts';
import { weekdayBoxes, weekdayStyles } from './weekday-boxes.ts';

const DATES_SHOWN = 5;

class DaysSection extends FormSection {
  static override styles = [
    ...sectionStyles,
    weekdayStyles,
    css`
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-1);
        margin-inline-start: calc(-1 * var(--space-3));
      }

      .presets button {
        padding-inline: var(--space-3);
        font-size: var(--text-s);
      }

      .presets button[aria-pressed='true'] {
        color: var(--accent);
        font-weight: 600;
      }

      .dates {
        display: grid;
        grid-template-columns: 11rem 11rem;
        gap: var(--space-4);
      }

      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
        gap: var(--space-4);
      }

      @media (max-width: 40rem) {
        .dates {
          grid-template-columns: 1fr 1fr;
          gap: var(--space-3);
        }
      }
    `,
  ];

  override render() {
    const { when } = this.form;
    return this.titled(
      this.words.scheduleForm.days,
      html`<bt-repeat-fields
          .data=${this.data}
          .form=${this.form}
          .wrong=${this.wrong}
          .warned=${this.warned}
          ?disabled=${this.disabled}
          @edit=${(event: Edit) => this.edit(event.detail)}
        ></bt-repeat-fields>
        ${when.repeat.kind === 'weekly' ? this.weekdays() : nothing} ${this.among()}
        ${this.range()} ${this.singles()} ${this.coming()}`,
    );
  }

  private weekdays() {
    const said = this.words.schedules;
    const { days } = this.form.when;
    const preset = presetOf(days);
    return html`<div class="field" role="group" aria-labelledby="days">
      <span class="legend" id="days">${said.days}</span>
      ${weekdayBoxes(this.words, days, (chosen) => this.editWhen({ days: chosen }))}
      ${this.told('when.days')}
      <div class="presets">
        ${(Object.keys(presets) as (keyof typeof presets)[]).map(
          (name) => html`<button
            type="button"
            class="quiet"
            aria-pressed=${preset === name ? 'true' : 'false'}
            @click=${() => this.editWhen({ days: [...presets[name]] })}
          >
            ${said.preset[name]}
          </button>`,
        )}
      </div>
    </div>`;
  }

  private among() {
    const said = this.words.scheduleForm;
    return html`<div class="field" role="radiogroup" aria-labelledby="among">
      <span class="legend" id="among">${said.among}</span>
      <div class="choices">
        ${dayKinds.map(
          (kind) => html`<label class="choice">
            <input
              type="radio"
              name="among"
              .checked=${this.form.when.among === kind}
              @change=${() => this.editWhen({ among: kind })}
            />
            ${this.words.schoolTime.dayKind[kind]}
          </label>`,
        )}
      </div>
      ${this.told('when.among')}
      <p class="hint">
        ${said.amongHint}
        <a href=${`/units/${this.form.unitId}/calendar`}>${this.words.settings.title.calendar}</a>
      </p>
    </div>`;
  }

  private range() {
    const said = this.words.schedules;
    const { from, until } = this.form.when;
    return html`<div class="dates">
        ${field(
          { id: 'from', label: said.from, error: this.wrong['when.from'] },
          ({ id, describedBy, invalid }) => html`<input
            id=${id}
            type="date"
            aria-describedby=${describedBy}
            aria-invalid=${invalid}
            .value=${from}
            @change=${(event: Event) => this.editWhen({ from: textOf(event) })}
          />`,
        )}
        ${
          until === null
            ? nothing
            : field(
                { id: 'until', label: said.until, error: this.wrong['when.until'] },
                ({ id, describedBy, invalid }) => html`<input
                  id=${id}
                  type="date"
                  min=${from || nothing}
                  aria-describedby=${describedBy}
                  aria-invalid=${invalid}
                  .value=${until}
                  @change=${(event: Event) => this.editWhen({ until: textOf(event) })}
                />`,
              )
        }
      </div>
      <label class="choice" style="justify-self:start">
        <input
          type="checkbox"
          .checked=${until === null}
          @change=${(event: Event) => this.editWhen({ until: checkedIn(event) ? null : '' })}
        />
        ${said.noUntil}
      </label>
      ${this.wrong['when.until'] ? nothing : this.told('when.until')}`;
  }

  private singles() {
    const said = this.words.scheduleForm;
    const chips = (which: 'also' | 'except', label: string, hint: string) => html`<bt-date-chips
      .dates=${this.form.when[which]}
      .label=${label}
      .hint=${hint}
      .problem=${this.wrong[`when.${which}`]}
      ?disabled=${this.disabled}
      @change=${(event: DatesChanged) => this.editWhen({ [which]: event.detail })}
    ></bt-date-chips>`;
    return html`<div class="pair">
      ${chips('also', said.also, said.alsoHint)} ${chips('except', said.except, said.exceptHint)}
    </div>`;
  }

  /** The dates that come of it at the unit itself; a school below may have other days off. */
  private coming() {
    const said = this.words.scheduleForm;
    const { form, data } = this;
    const dates = nextDates(form.when, data, form.unitId, data.today, DATES_SHOWN);
    if (dates === null) return nothing;
    const owner = data.units.find(({ id }) => id === form.unitId)?.name ?? '';
    const byCalendar = form.when.among !== 'any' || form.when.repeat.kind.includes('choolDay');
    return html`<p class="small soft number" role="status">
      ${said.next}${byCalendar ? html`, ${said.nextAt(owner)}` : nothing}:
      ${dates.length === 0 ? said.nextNone : dates.map((date) => dayText(this.words, date)).join(' · ')}
    </p>`;
  }
}

define('bt-schedule-days', DaysSection);
