/**
 * `<bt-versions-page>`: what was published of a schedule, newest first. Any earlier version is put on
 * air again as it was, after a question; that too can be taken back.
 */
import { css, html, nothing } from 'lit';
import type { ScheduleVersion } from '#shared/api/planning.ts';
import type { Unmet } from '#shared/api/rehearsal.ts';
import { call } from '../../data/api.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { emptyState, pageHeader, pill } from '../../design/parts.ts';
import { dateAndTime, isoDate } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { summaryOf } from '../schedules/summary.ts';
import { promiseText } from '../week/promise-text.ts';
import { changesOf } from './changes.ts';
import type { VersionsData } from './load.ts';

class VersionsPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    busy: { state: true },
    unmet: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      ol,
      .unmet {
        max-inline-size: 56rem;
      }

      .unmet {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--attention-soft);
        color: var(--attention);
      }

      ol > li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2) var(--space-5);
        align-items: center;
        padding-block: var(--space-4);
      }

      h2 {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-2);
        align-items: center;
        font-size: var(--text-m);
      }

      .text {
        display: grid;
        gap: var(--space-1);
      }

      @media (max-width: 48rem) {
        ol > li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare data: VersionsData;
  declare private busy: boolean;
  /** what can't be kept of the version that was just brought back, and beside it */
  declare private unmet: readonly Unmet[];

  constructor() {
    super();
    this.busy = false;
    this.unmet = [];
    new LiveNews(this, {
      onUpdate: ({ programme }) => {
        if (programme) void this.refresh();
      },
    });
  }

  private async refresh(): Promise<void> {
    const answer = await call<{ versions: ScheduleVersion[] }>(
      'GET',
      `/api/schedules/${this.data.id}/versions`,
    );
    if (answer.ok) this.data = { ...this.data, versions: answer.value.versions };
  }

  /** 1 is the first that was ever published */
  private numberOf(publicationId: string): number {
    const { versions } = this.data;
    const at = versions.findIndex((one) => one.publicationId === publicationId);
    return versions.length - at;
  }

  private async bringBack(version: ScheduleVersion): Promise<void> {
    const said = this.words.versions;
    const n = this.numberOf(version.publicationId);
    const sure = await confirm({
      title: said.sureTitle(n),
      text: said.sureText,
      action: said.restoreOf(n),
    });
    if (!sure) return;
    const before = this.data.versions.find(({ onAir }) => onAir);
    const screens = await this.restore(version.publicationId);
    if (screens === null) return;
    toast({
      text: said.restored(n, screens),
      undo: async () => {
        const undone = before
          ? (await this.restore(before.publicationId)) !== null
          : await this.withdraw();
        if (undone) toast({ text: this.words.common.undone });
      },
    });
  }

  private async restore(publicationId: string): Promise<number | null> {
    this.busy = true;
    const answer = await call<{ screens: number; unmet: Unmet[] }>(
      'POST',
      `/api/schedules/${this.data.id}/versions/${publicationId}/restore`,
    );
    this.busy = false;
    this.unmet = answer.ok ? answer.value.unmet : [];
    await this.refresh();
    if (answer.ok) return answer.value.screens;
    toast({ text: answer.title, tone: 'bad' });
    return null;
  }

  /** It was off the air before. */
  private async withdraw(): Promise<boolean> {
    const answer = await call('DELETE', `/api/schedules/${this.data.id}/publish`);
    if (answer.ok) this.unmet = [];
    await this.refresh();
    if (!answer.ok) toast({ text: answer.title, tone: 'bad' });
    return answer.ok;
  }

  private version(version: ScheduleVersion) {
    const said = this.words.versions;
    const { zone, today, owner, unitNames, mayRestore } = this.data;
    const n = this.numberOf(version.publicationId);
    const write = (at: number) => dateAndTime(locale(), zone, at);
    const by =
      version.byName !== null
        ? said.by(version.byName)
        : version.by === null
          ? said.bySystem
          : said.bySomebody;
    const changes = changesOf(this.words, version);
    return html`<li>
      <div class="text">
        <h2>
          ${said.number(n)} ${version.onAir ? pill('good', 'onAir', said.current) : nothing}
          ${
            version.restores === null
              ? nothing
              : pill('neutral', 'undo', said.restores(this.numberOf(version.restores)))
          }
        </h2>
        <p class="small soft number">
          ${said.published(write(version.at))}, ${by}.
          ${version.offAirAt === null ? nothing : `${said.until(write(version.offAirAt))}.`}
        </p>
        <p class="small">
          ${summaryOf(
            this.words,
            {
              playlist: version.name,
              owner,
              unitNames: version.audience.units.flatMap((id) => unitNames[id] ?? []),
              audience: version.audience,
              when: version.when,
              manner: version,
            },
            isoDate(zone, today),
          )}
        </p>
        <p class="small faint">
          ${
            n === 1
              ? said.first
              : changes.length === 0
                ? said.same
                : `${said.differs}: ${changes.join(', ')}`
          } · ${said.items(version.items)}
        </p>
      </div>
      ${
        mayRestore && !version.onAir
          ? html`<button
              type="button"
              ?disabled=${this.busy}
              @click=${() => this.bringBack(version)}
            >
              ${icon('undo')}${said.restoreOf(n)}
            </button>`
          : nothing
      }
    </li>`;
  }

  override render() {
    const said = this.words.versions;
    const { id, name, versions } = this.data;
    return html`<div class="page">
      ${pageHeader({
        eyebrow: html`<a href="/schedules">${this.words.schedules.title}</a>
          <span aria-hidden="true">›</span><a href=${`/schedules/${id}`}>${name}</a>`,
        title: said.title,
        lead: said.lead,
      })}
      ${
        this.unmet.length === 0
          ? nothing
          : html`<div class="unmet" role="alert">
              ${icon('warning')}
              <div>
                <p>${said.unmet}</p>
                <ul>
                  ${this.unmet.map((each) => html`<li>${promiseText(this.words, each)}</li>`)}
                </ul>
              </div>
            </div>`
      }
      ${
        versions.length === 0
          ? emptyState({ icon: 'history', title: said.title, text: said.none })
          : html`<ol class="rows">
              ${versions.map((version) => this.version(version))}
            </ol>`
      }
    </div>`;
  }
}

define('bt-versions-page', VersionsPage);
