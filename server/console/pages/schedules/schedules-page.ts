/** `<bt-schedules-page>`: all schedules by where they stand, what is on air first. */
import { css, html, nothing } from 'lit';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pageHeader, pill } from '../../design/parts.ts';
import type { ScheduleRow, SchedulesData } from './load.ts';
import { standings } from './standing.ts';
import { outdatedPill, standingTime } from './standing-pill.ts';
import './week-picture.ts';

export class SchedulesPage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    css`
      .group {
        display: grid;
        gap: var(--space-2);
      }

      .group h2 {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }

      .group h2 .number {
        color: var(--ink-faint);
        font-size: var(--text-s);
        font-weight: 400;
      }

      .schedules {
        border-block: 1px solid var(--line);
      }

      .schedule {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr) 13rem;
        gap: var(--space-2) var(--space-6);
        align-items: center;
        padding: var(--space-4) var(--space-2);
      }

      .schedule:hover {
        background: color-mix(in srgb, var(--sunken) 60%, transparent);
      }

      .schedule h3 {
        font-size: var(--text-m);
      }

      .schedule h3 a::after {
        content: '';
        position: absolute;
        inset: 0;
      }

      .schedule h3 a:focus-visible {
        box-shadow: none;
      }

      .schedule h3 a:focus-visible::after {
        box-shadow: var(--ring);
        border-radius: var(--radius);
      }

      .schedule:hover h3 a {
        text-decoration: underline;
        text-underline-offset: 0.2em;
      }

      .states {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        margin-block-start: var(--space-2);
        color: var(--ink-faint);
        font-size: var(--text-s);
      }

      @media (max-width: 48rem) {
        .schedule {
          grid-template-columns: minmax(0, 1fr);
          padding-inline: 0;
        }
      }
    `,
  ];

  declare data: SchedulesData;

  override render() {
    const said = this.words.schedules;
    const { rows, mayEdit, havePlaylists } = this.data;
    const create = html`<a class="button primary" href="/schedules/new">
      ${icon('plus')}${said.new}
    </a>`;
    return html`
      <div class="page">
        ${pageHeader({
          title: said.title,
          actions: html`<a class="button" href="/week">${icon('week')}${this.words.week.open}</a>
            ${mayEdit && havePlaylists ? create : nothing}`,
        })}
        ${
          rows.length === 0
            ? emptyState({
                icon: 'schedules',
                title: said.emptyTitle,
                text: !mayEdit
                  ? said.emptyReadOnly
                  : havePlaylists
                    ? said.emptyText
                    : said.emptyNoPlaylist,
                action: !mayEdit
                  ? nothing
                  : havePlaylists
                    ? create
                    : html`<a class="button primary" href="/playlists"
                        >${this.words.playlists.new}</a
                      >`,
              })
            : standings.map((kind) => this.renderGroup(kind))
        }
      </div>
    `;
  }

  private renderGroup(kind: ScheduleRow['standing']['kind']) {
    const rows = this.data.rows.filter(({ standing }) => standing.kind === kind);
    if (rows.length === 0) return nothing;
    return html`<section class="group ${kind}">
      <h2>
        ${this.words.schedules.standing[kind]}<span class="number">${rows.length}</span>
      </h2>
      <ul class="schedules rows">
        ${rows.map((row) => this.renderRow(row))}
      </ul>
    </section>`;
  }

  private renderRow({ schedule, playlistName, standing, summary, zone, week }: ScheduleRow) {
    const said = this.words.schedules;
    return html`<li class="schedule">
      <div>
        <h3>
          <a class="plain" href=${`/schedules/${schedule.id}`}
            >${playlistName ?? said.missingPlaylist}</a
          >
        </h3>
        <p class="small soft">${summary}</p>
        <div class="states">
          ${outdatedPill(schedule.published)}
          ${
            schedule.priority === 'ordinary'
              ? nothing
              : pill(
                  'neutral',
                  schedule.priority === 'priority' ? 'moveUp' : 'moveDown',
                  said.priorityName[schedule.priority],
                )
          }
          ${standingTime(standing, zone, this.data.now)}
        </div>
      </div>
      <bt-week-picture small .when=${schedule.when} .blocks=${week}></bt-week-picture>
    </li>`;
  }
}

define('bt-schedules-page', SchedulesPage);
