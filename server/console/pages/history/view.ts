/** `<bt-history-page>`: who did what, day by day, newest first. Works without a script: links only. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AuditEntry } from '#shared/api/resources.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, initials, pageHeader } from '../../design/parts.ts';
import { isoDate, longDate, time } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import type { HistoryData } from './load.ts';
import { deed, fieldChanges, hasObject, NOTHING } from './sentence.ts';

class HistoryPage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    css`
      .entry {
        display: grid;
        grid-template-columns: 3.5rem 2rem minmax(0, 1fr);
        gap: var(--space-3);
        padding-block: var(--space-3);
      }

      .entry time {
        color: var(--ink-faint);
        font-size: var(--text-s);
        line-height: 2rem;
      }

      .initials {
        display: grid;
        place-items: center;
        inline-size: 2rem;
        block-size: 2rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font-size: var(--text-xs);
        font-weight: 600;
      }

      .what {
        padding-block-start: 0.2rem;
      }

      .what b {
        font-weight: 600;
      }

      .changes {
        display: grid;
        gap: 0.125rem;
        padding-block-start: var(--space-1);
        font-size: var(--text-s);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }

      h2 {
        font-size: var(--text-m);
        color: var(--ink-soft);
      }
    `,
  ];

  declare data: HistoryData;

  private who(entry: AuditEntry): string {
    if (entry.by === null) {
      // who fails to sign in is not known to be who they say
      return entry.action.startsWith('session.')
        ? entry.subject.name || this.words.people.somebody
        : this.words.common.system;
    }
    return this.data.people[entry.by] ?? this.words.people.somebody;
  }

  private entry(entry: AuditEntry) {
    const { people, units, zone } = this.data;
    const who = this.who(entry);
    const changes = fieldChanges(entry, this.words, units);
    return html`<li class="entry">
      <time class="number" datetime=${new Date(entry.at).toISOString()}>
        ${time(locale(), zone, entry.at)}
      </time>
      <span class="initials" aria-hidden="true">${initials(who)}</span>
      <div class="what">
        ${
          entry.by !== null && people[entry.by]
            ? html`<a class="plain" href=${`/history?by=${entry.by}`}><b>${who}</b></a>`
            : html`<b>${who}</b>`
        }
        ${deed(entry.action, this.words)} ${hasObject(entry.action) ? html`<b>${entry.subject.name}</b>` : nothing}
        ${
          entry.unitId !== null && units[entry.unitId] && entry.subject.kind !== 'unit'
            ? html`<span class="small faint"> · ${units[entry.unitId]}</span>`
            : nothing
        }
        ${
          changes.length === 0
            ? nothing
            : html`<ul class="changes">
                ${changes.map(
                  ({ field, before, after }) =>
                    html`<li>${field}: ${before === NOTHING ? nothing : html`<s>${before}</s> → `}${after}</li>`,
                )}
              </ul>`
        }
      </div>
    </li>`;
  }

  private days() {
    const { entries, zone } = this.data;
    const days = Map.groupBy(entries, ({ at }) => isoDate(zone, at));
    return [...days.values()].map(
      (day) => html`<section class="section">
        <h2>${longDate(locale(), zone, day[0]!.at)}</h2>
        <ul class="rows">
          ${day.map((entry) => this.entry(entry))}
        </ul>
      </section>`,
    );
  }

  override render() {
    const words = this.words.people;
    const { entries, by, people, later, next } = this.data;
    const older = new URLSearchParams({ ...(by ? { by } : {}), ...(next ? { before: next } : {}) });
    return html`<div class="page">
      ${pageHeader({
        title: words.historyTitle,
        lead: words.historyLead,
        actions:
          by === null
            ? nothing
            : html`<a class="button" href="/history">
                ${icon('close')}${words.historyOf(people[by] ?? words.somebody)}
              </a>`,
      })}
      ${
        entries.length === 0
          ? emptyState({
              icon: 'history',
              title: words.historyEmptyTitle,
              text: words.historyEmptyText,
            })
          : this.days()
      }
      <nav class="actions" aria-label=${words.historyTitle}>
        ${
          later
            ? html`<a class="button" href=${by ? `/history?by=${by}` : '/history'}>
                ${words.historyNewest}
              </a>`
            : nothing
        }
        ${next ? html`<a class="button" href=${`/history?${older}`}>${words.historyOlder}</a>` : nothing}
      </nav>
    </div>`;
  }
}

define('bt-history-page', HistoryPage);

export function view(data: HistoryData): TemplateResult {
  return html`<bt-history-page .data=${data}></bt-history-page>`;
}
