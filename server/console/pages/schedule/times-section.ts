/**
 * `<bt-schedule-times>`: at what time: periods of each school's own day, with what they mean at the
 * schools of the audience, and hours of the clock. Both add up.
 */
import { css, html, nothing } from 'lit';
import { knownPeriods } from '#shared/domain/periods.ts';
import type { Hours } from '#shared/domain/when.ts';
import { define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { capital } from '../../locales/formats.ts';
import { isKnownPeriod, periodName } from '../../period-name.ts';
import { rangeOf } from '../schedules/summary.ts';
import { runsOvernight } from './form.ts';
import { type PeriodTimes, periodTimes } from './period-times.ts';
import { FormSection, sectionStyles, textOf, toggled } from './section.ts';
import { endField, endTime } from './times.ts';

const TIMES_SHOWN = 2;

class TimesSection extends FormSection {
  static override styles = [
    ...sectionStyles,
    css`
      .range {
        display: grid;
        grid-template-columns: 9rem auto 9rem auto minmax(0, 1fr);
        gap: var(--space-2);
        align-items: center;
      }

      .range input {
        font-variant-numeric: tabular-nums;
      }

      .meaning {
        display: grid;
        gap: var(--space-1);
        font-size: var(--text-s);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }

      @media (max-width: 40rem) {
        .range {
          grid-template-columns: 1fr auto 1fr auto;
        }

        .range .hint {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  override render() {
    return this.titled(
      this.words.scheduleForm.times,
      html`${this.periods()} ${this.clock()} ${this.told('when.hours')} ${this.told('when')}`,
    );
  }

  private choose(period: string): void {
    const { when } = this.form;
    const periods = toggled(when.periods, period);
    // the hours that a new form begins with are a suggestion, which a period takes the place of
    const suggested = this.data.schedule === null && when.hours === this.data.form.when.hours;
    const instead = suggested && when.periods.length === 0 && periods.length > 0;
    this.editWhen({ periods, ...(instead ? { hours: [] } : {}) });
  }

  private periods() {
    const said = this.words.scheduleForm;
    const { when, audience, whole, unitId } = this.form;
    const times = periodTimes(this.data, whole ? { ...audience, units: [] } : audience, unitId);
    // what a school calls in its own way is offered as well
    const others = [...times.keys()].filter((id) => !isKnownPeriod(id));
    const all = [...new Set([...knownPeriods, ...others, ...when.periods])];
    return html`<div class="field" role="group" aria-labelledby="periods">
      <span class="legend" id="periods">${said.periods}</span>
      <div class="choices">
        ${all.map(
          (period) => html`<label class="choice">
            <input
              type="checkbox"
              .checked=${when.periods.includes(period)}
              @change=${() => this.choose(period)}
            />
            ${capital(periodName(this.words, period, times.get(period)?.label))}
          </label>`,
        )}
      </div>
      ${this.told('when.periods')}
      ${
        when.periods.length === 0
          ? html`<p class="hint">
              ${said.periodsHint}
              <a href=${`/units/${unitId}/timetable`}>${this.words.settings.title.timetable}</a>
            </p>`
          : html`<ul class="meaning">
              ${when.periods.map(
                (period) => html`<li>
                  <b>${capital(periodName(this.words, period, times.get(period)?.label))}</b>:
                  ${this.meaning(times.get(period))}
                </li>`,
              )}
            </ul>`
      }
    </div>`;
  }

  /** `9:00–9:30 ở 11 trường, 9:15–9:45 ở 2 trường` */
  private meaning(times: PeriodTimes | undefined): string {
    const said = this.words.scheduleForm;
    if (times === undefined) return said.periodNowhere;
    const more = times.groups.slice(TIMES_SHOWN).reduce((sum, { schools }) => sum + schools, 0);
    return [
      ...times.groups
        .slice(0, TIMES_SHOWN)
        .map(({ ranges, schools }) => said.periodAt(ranges.map(rangeOf).join(', '), schools)),
      ...(more > 0 ? [said.periodElsewhere(more)] : []),
    ].join('; ');
  }

  private changeHours(at: number, change: Partial<Hours>): void {
    const { hours } = this.form.when;
    this.editWhen({ hours: hours.with(at, { ...hours[at]!, ...change }) });
  }

  private clock() {
    const said = this.words.schedules;
    const { hours } = this.form.when;
    return html`<div class="field">
      <span class="legend">${this.words.scheduleForm.clock}</span>
      ${hours.map((range, at) => this.range(range, at))}
      <div>
        <button
          type="button"
          class="quiet"
          ?disabled=${hours.length >= 24}
          @click=${() => this.editWhen({ hours: [...hours, { start: '', end: '' }] })}
        >
          ${icon('plus')}${said.addHours}
        </button>
      </div>
    </div>`;
  }

  private range(range: Hours, at: number) {
    const said = this.words.schedules;
    const { hours, periods } = this.form.when;
    const field = `when.hours.${at}`;
    const named = (which: string) => `${said.hoursNumber(at + 1)}, ${which.toLowerCase()}`;
    return html`<div class="range">
        <input
          type="time"
          aria-label=${named(said.hoursFrom)}
          aria-invalid=${this.invalid(field)}
          .value=${range.start}
          @change=${(event: Event) => this.changeHours(at, { start: textOf(event) })}
        />
        <span aria-hidden="true">${said.hoursTo}</span>
        <input
          type="time"
          aria-label=${named(said.hoursTo)}
          aria-invalid=${this.invalid(field)}
          .value=${endField(range.end)}
          @change=${(event: Event) => this.changeHours(at, { end: endTime(textOf(event)) })}
        />
        ${
          hours.length + periods.length > 1
            ? html`<button
                type="button"
                class="quiet only-icon"
                aria-label=${said.removeHours(rangeOf(range))}
                @click=${() => this.editWhen({ hours: hours.toSpliced(at, 1) })}
              >
                ${icon('close')}
              </button>`
            : html`<span></span>`
        }
        <span class="hint">${runsOvernight(range) ? said.overnight : nothing}</span>
      </div>
      ${this.told(field)}`;
  }
}

define('bt-schedule-times', TimesSection);
