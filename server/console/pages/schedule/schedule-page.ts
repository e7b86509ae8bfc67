/**
 * `<bt-schedule-page>`: what, whom, when and how, section by section, beside the whole of it in one
 * sentence, the screens that it reaches, and the way onto the air and off it.
 */
import { css, html, nothing } from 'lit';
import { LiveNews } from '../../data/events.ts';
import { allows } from '../../data/rights.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { pageHeader } from '../../design/parts.ts';
import { outdatedPill, standingPill, standingTime } from '../schedules/standing-pill.ts';
import { Asking } from './asking.ts';
import './days-section.ts';
import { Desk } from './desk.ts';
import type { ScheduleForm } from './form.ts';
import './how-section.ts';
import './import-dialog.ts';
import type { CalendarTaken } from './import-dialog.ts';
import type { ScheduleData } from './load.ts';
import type { Edit } from './section.ts';
import './sound-section.ts';
import './summary-panel.ts';
import './times-section.ts';
import './what-section.ts';
import './whom-section.ts';

export class SchedulePage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    css`
      .layout {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(19rem, 24rem);
        gap: var(--space-7);
        align-items: start;
      }

      .parts {
        display: grid;
        gap: var(--space-7);
      }

      .aside {
        position: sticky;
        inset-block-start: var(--space-5);
        max-block-size: calc(100dvh - 2 * var(--space-5));
        overflow-y: auto;
      }

      @media (max-width: 60rem) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }

        .aside {
          position: static;
          max-block-size: none;
        }
      }
    `,
  ];

  declare data: ScheduleData;
  private readonly desk = new Desk(this);
  private readonly asking = new Asking(this, {
    form: () => this.desk.form,
    writing: () => this.mayEdit,
  });
  /** the page's facts with the schedule as it is by now */
  private known: ScheduleData | null = null;

  constructor() {
    super();
    new LiveNews(this, {
      onUpdate: ({ screens, removedScreens }) => {
        if (screens.length + removedScreens.length > 0) this.asking.soon();
      },
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) {
      this.desk.load(this.data);
      this.asking.reach = this.data.reach ?? 'unknown';
      this.known = this.data;
    }
    if (this.known?.schedule !== this.desk.schedule)
      this.known = { ...this.data, schedule: this.desk.schedule };
  }

  protected override firstUpdated(): void {
    this.asking.soon();
  }

  private get mayEdit(): boolean {
    const { unitId } = this.desk.form;
    const path = this.data.units.find(({ id }) => id === unitId)?.path ?? [];
    return allows(this.data.mayEdit, path);
  }

  private get name(): string {
    const { playlistId } = this.desk.form;
    return this.data.playlists.find(({ id }) => id === playlistId)?.name ?? '';
  }

  private edit(change: Partial<ScheduleForm>): void {
    this.desk.edit(change);
    this.asking.soon();
  }

  private async try(work: Promise<boolean>): Promise<void> {
    if (await work) return;
    await this.updateComplete;
    this.showFirstWrong();
  }

  /** Sections have shadow roots of their own, and so may what stands in them. */
  private showFirstWrong(): void {
    const find = (root: ParentNode): HTMLElement | null => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.matches('[aria-invalid=true], .error')) return element;
        const within = element.shadowRoot && find(element.shadowRoot);
        if (within) return within;
      }
      return null;
    };
    find(this.renderRoot)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }

  override render() {
    const said = this.words.schedules;
    const { desk, mayEdit } = this;
    const { standing, zone, now } = this.data;
    return html`
      <div class="page">
        ${pageHeader({
          title: desk.schedule === null ? said.newTitle : this.name || said.missingPlaylist,
          eyebrow: html`<a href="/schedules">${said.title}</a>`,
          lead:
            desk.schedule === null
              ? this.data.copied
                ? said.copyHint
                : nothing
              : html`<span class="eyebrow">
                  ${
                    standing && desk.schedule.published
                      ? html`${standingPill(standing)} ${outdatedPill(desk.schedule.published)}
                      ${standingTime(standing, zone, now)}`
                      : standingPill({ kind: 'draft' })
                  }
                </span>`,
          actions: mayEdit
            ? html`<bt-calendar-import
                .form=${desk.form}
                @taken=${({ detail }: CalendarTaken) => this.edit({ when: detail })}
              ></bt-calendar-import>`
            : nothing,
        })}
        <div class="layout">
          <div class="parts">${this.sections(!mayEdit || desk.busy)}</div>
          <div class="aside">
            <bt-schedule-summary
              .data=${this.known}
              .form=${desk.form}
              .warned=${this.asking.warned}
              .schedule=${desk.schedule}
              .reach=${this.asking.reach}
              .failed=${desk.failed}
              ?dirty=${desk.dirty}
              ?mayEdit=${mayEdit}
              ?disabled=${desk.busy}
              @save=${() => this.try(desk.save())}
              @publish=${() => this.try(desk.publish(this.name))}
              @withdraw=${() => desk.withdraw(this.name, this.screens)}
              @remove=${() => desk.remove(this.name)}
              @keep-mine=${() => desk.theirs(true)}
              @take-theirs=${() => desk.theirs(false)}
            ></bt-schedule-summary>
          </div>
        </div>
      </div>
    `;
  }

  private get screens(): number {
    const { reach } = this.asking;
    return typeof reach === 'string' ? 0 : reach.screens;
  }

  private sections(disabled: boolean) {
    const { form, wrong } = this.desk;
    const { warned } = this.asking;
    const data = this.known;
    const edit = (event: Edit) => this.edit(event.detail);
    return html`
      <bt-schedule-what .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-what>
      <bt-schedule-whom .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-whom>
      <bt-schedule-days .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-days>
      <bt-schedule-times .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-times>
      <bt-schedule-how .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-how>
      <bt-schedule-sound .data=${data} .form=${form} .wrong=${wrong} .warned=${warned} ?disabled=${disabled} @edit=${edit}></bt-schedule-sound>
    `;
  }
}

define('bt-schedule-page', SchedulePage);
