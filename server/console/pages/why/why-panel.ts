/**
 * `<bt-why .screenId .at>`: why a screen shows what it shows at an instant, past or future: for each
 * track what airs, and for each schedule one sentence. What has nothing to do with the instant is
 * folded. Tells the screen's zone by `explained`.
 */
import { css, html, nothing } from 'lit';
import type { ExplainedSchedule, Explanation } from '#shared/api/explanation.ts';
import { type Track, tracks } from '#shared/frame/manifest.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { problem, progressBar } from '../../design/parts.ts';
import { itemName } from '../../item-name.ts';
import { capital, longDate, number, timeWithSeconds } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { periodName } from '../../period-name.ts';
import { near } from './near.ts';
import { dayOf, type Group, grouped, sentenceOf, sharing } from './sentences.ts';

const signs: Readonly<Record<Track, IconName>> = {
  main: 'screens',
  ticker: 'ticker',
  audio: 'sound',
  voice: 'sound',
};
/** Open at once; the rest has nothing to do with the instant. */
const telling: readonly Group[] = ['airing', 'lost'];

export class WhyPanel extends ConsoleElement {
  static override properties = {
    screenId: { attribute: false },
    at: { attribute: false },
    titles: { attribute: false },
    explanation: { state: true },
    failed: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .parts {
        display: grid;
        gap: var(--space-5);
      }

      .circumstances {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
      }

      section h3 {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }

      .airing {
        padding: var(--space-2) var(--space-3);
        border-inline-start: 3px solid var(--accent);
        border-radius: var(--radius-s);
        background: var(--accent-soft);
      }

      .reasons li {
        display: grid;
        gap: 0;
        padding-block: var(--space-2);
      }

      .reasons .who {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-2);
        align-items: baseline;
      }

      .reasons a {
        font-weight: 500;
      }

      .airing-group .on a {
        font-weight: 700;
      }

      h4,
      summary {
        color: var(--ink-soft);
        font-size: var(--text-s);
        font-weight: 500;
      }
    `,
  ];

  declare screenId: string;
  /** ms of the Unix epoch */
  declare at: number;
  declare titles: Readonly<Record<string, string>>;
  declare private explanation: Explanation | null;
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.screenId = '';
    this.at = 0;
    this.titles = {};
    this.explanation = null;
    this.failed = null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('screenId') || changed.has('at')) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const { screenId, at } = this;
    if (screenId === '' || at === 0) return;
    const answer = await call<Explanation>(
      'GET',
      `/api/screens/${screenId}/explanation?at=${Math.round(at)}`,
    );
    if (screenId !== this.screenId || at !== this.at) return;
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.explanation = answer.value;
    this.dispatchEvent(new CustomEvent('explained', { detail: answer.value.zone }));
  }

  private circumstances(explanation: Explanation) {
    const said = this.words.why;
    const { day, volume, screenOn, speakersOn } = explanation;
    const periods = day.periods.map(({ period, label }) => periodName(this.words, period, label));
    const kind = dayOf(this.words, day);
    return html`<div>
      <p class="number">
        <b>${timeWithSeconds(locale(), explanation.zone, explanation.at)}</b>,
        ${longDate(locale(), explanation.zone, explanation.at)}
      </p>
      <p class="circumstances small soft">
        <span>${capital(kind)}${periods.length > 0 ? html` · ${periods.join(', ')}` : nothing}.</span>
        ${screenOn ? nothing : html`<span>${said.screenOff}</span>`}
        ${
          !speakersOn
            ? html`<span>${said.speakersOff}</span>`
            : volume === 0
              ? html`<span>${said.quiet}</span>`
              : volume < 100
                ? html`<span>${said.volume(`${number(locale(), volume)} %`)}</span>`
                : nothing
        }
      </p>
    </div>`;
  }

  private reason(schedule: ExplainedSchedule, track: Track, explanation: Explanation) {
    const { schedules } = explanation.tracks[track];
    return html`<li class=${schedule.verdict === 'onAir' ? 'on' : ''}>
      <span class="who">
        <a href=${`/schedules/${schedule.scheduleId}`}>${schedule.name}</a>
        <span class="small faint">${schedule.unitName}</span>
      </span>
      <span class="small soft">
        ${sentenceOf(schedule, {
          words: this.words,
          track,
          day: explanation.day,
          sharing: sharing(schedules),
          instant: near(this.words, locale(), explanation.zone, explanation.at),
        })}
      </span>
    </li>`;
  }

  private track(track: Track, explanation: Explanation) {
    const said = this.words.why;
    const { airing, schedules } = explanation.tracks[track];
    // a track on which nothing airs and nobody could is not worth a line
    if (
      airing === null &&
      track !== 'main' &&
      schedules.every(({ verdict }) => verdict === 'nothingForTrack')
    )
      return nothing;
    const clock = (at: number) => timeWithSeconds(locale(), explanation.zone, at);
    return html`<section class="section" aria-labelledby=${`track-${track}`}>
      <h3 id=${`track-${track}`}>${icon(signs[track])}${said.track[track]}</h3>
      <p class=${airing ? 'airing' : 'soft'}>
        ${
          airing
            ? said.onAir(itemName(airing.item, this.titles), clock(airing.start), clock(airing.end))
            : said.nothingOn[track]
        }
      </p>
      ${schedules.length === 0 ? html`<p class="small soft">${said.noSchedules}</p>` : nothing}
      ${grouped(schedules).map(({ group, schedules: some }) => {
        const list = html`<ul class="reasons rows ${group}-group">
          ${some.map((schedule) => this.reason(schedule, track, explanation))}
        </ul>`;
        return telling.includes(group)
          ? html`<div>
              <h4>${said.group[group]}</h4>
              ${list}
            </div>`
          : html`<details>
              <summary>${said.group[group]} · ${said.countOf(some.length)}</summary>
              ${list}
            </details>`;
      })}
    </section>`;
  }

  override render() {
    const { explanation } = this;
    return html`<div class="parts" aria-busy=${explanation === null && this.failed === null}>
      ${problem(this.failed)}
      ${
        explanation === null
          ? this.failed === null
            ? html`<div role="status">
                <p class="soft">${this.words.why.working}</p>
                ${progressBar(null, this.words.why.working)}
              </div>`
            : nothing
          : html`${this.circumstances(explanation)}
              ${tracks.map((track) => this.track(track, explanation))}`
      }
    </div>`;
  }
}

define('bt-why', WhyPanel);
