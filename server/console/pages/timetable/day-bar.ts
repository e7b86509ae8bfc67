/** `<bt-day-bar .periods>`: one school day as a bar, each period where it stands and as long as it is. */
import { css, html } from 'lit';
import type { Period } from '#shared/domain/timetable.ts';
import { base } from '../../design/base.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { periodName } from '../../period-name.ts';
import { minutesOf } from '../schedules/week.ts';

const HOUR = 60;

class DayBar extends ConsoleElement {
  static override properties = { periods: { attribute: false }, faint: { type: Boolean } };
  static override styles = [
    base,
    css`
      .bar {
        position: relative;
        block-size: 2.75rem;
        border-radius: var(--radius-s);
        background: var(--sunken);
        overflow: hidden;
      }

      .period {
        position: absolute;
        inset-block: 0;
        display: grid;
        align-items: center;
        padding-inline: 1px;
        border-inline: 1px solid var(--surface);
        background: var(--accent);
        color: var(--accent-ink);
        font-size: 0.6875rem;
        line-height: 1.5;
        text-align: center;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: clip;
        container-type: inline-size;
      }

      .period span {
        overflow: hidden;
        text-overflow: ellipsis;
      }

      @container (max-width: 2.4rem) {
        .period span {
          display: none;
        }
      }

      .lesson,
      .nap {
        background: var(--accent-soft);
        color: var(--ink-soft);
      }

      .hours {
        position: relative;
        block-size: 1.4rem;
        color: var(--ink-faint);
        font-size: var(--text-xs);
        font-variant-numeric: tabular-nums;
      }

      .hours span {
        position: absolute;
        translate: -50% 0;
      }
    `,
  ];

  declare periods: readonly Period[];

  constructor() {
    super();
    this.periods = [];
  }

  override render() {
    const said = this.words.timetable;
    const whole = this.periods.filter(({ start, end }) => start !== '' && start < end);
    const times = whole.map((each) => ({
      ...each,
      from: minutesOf(each.start),
      to: minutesOf(each.end),
    }));
    const first = Math.floor(Math.min(7 * HOUR, ...times.map(({ from }) => from)) / HOUR) * HOUR;
    const last = Math.ceil(Math.max(11 * HOUR, ...times.map(({ to }) => to)) / HOUR) * HOUR;
    const at = (minutes: number) => ((minutes - first) / (last - first)) * 100;
    const name = ({ period, label }: Period) => periodName(this.words, period, label);
    const text = whole.map((each) => `${each.start}–${each.end} ${name(each)}`).join(', ');
    const hours = Array.from({ length: (last - first) / HOUR - 1 }, (_, n) => first / HOUR + n + 1);
    return html`<div role="img" aria-label=${said.picture(text || said.none)}>
      <div class="bar">
        ${times.map(
          (each) => html`<div
            class="period ${each.period}"
            style="inset-inline-start:${at(each.from)}%;inline-size:${at(each.to) - at(each.from)}%"
            title=${`${each.start}–${each.end} ${name(each)}`}
          >
            <span>${name(each)}</span>
          </div>`,
        )}
      </div>
      <div class="hours">
        ${hours.map((hour) => html`<span style="inset-inline-start:${at(hour * HOUR)}%">${hour}</span>`)}
      </div>
    </div>`;
  }
}

define('bt-day-bar', DayBar);
