/**
 * `<bt-schedule-summary>`: the whole schedule in one sentence, the screens that it reaches, what is to be
 * known of it, and the way onto the air and off it. Fires `save`, `publish`, `withdraw`, `remove`,
 * `keep-mine` and `take-theirs`.
 */
import { html, nothing } from 'lit';
import type { Schedule } from '#shared/api/resources.ts';
import type { FailedCall } from '../../data/api.ts';
import { allows } from '../../data/rights.ts';
import { content } from '../../design/content.css.ts';
import { define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { dateAndTime, number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { summaryOf } from '../schedules/summary.ts';
import '../schedules/week-picture.ts';
import type { ReachState } from './asking.ts';
import { audienceOf } from './form.ts';
import type { Change } from './load.ts';
import { FormSection, note, sectionProperties, sectionStyles } from './section.ts';
import { summaryStyles } from './summary-panel.css.ts';

/** The sentence says that there is no last day, the figures that nobody is reached. */
const saidAlready: ReadonlySet<string> = new Set(['audience', 'when.until']);

class SummaryPanel extends FormSection {
  static override properties = {
    ...sectionProperties,
    schedule: { attribute: false },
    reach: { attribute: false },
    failed: { attribute: false },
    dirty: { type: Boolean },
    mayEdit: { type: Boolean },
  };
  static override styles = [...sectionStyles, content, summaryStyles];

  declare schedule: Schedule | null;
  declare reach: ReachState;
  declare failed: FailedCall | null;
  declare dirty: boolean;
  declare mayEdit: boolean;

  constructor() {
    super();
    this.schedule = null;
    this.reach = 'unknown';
    this.failed = null;
    this.dirty = false;
    this.mayEdit = false;
  }

  private fire(deed: string): void {
    this.dispatchEvent(new Event(deed));
  }

  /** An audience without units would mean everything, which is not what somebody choosing means. */
  private get nowhere(): boolean {
    return !this.form.whole && this.form.audience.units.length === 0;
  }

  override render() {
    const said = this.words.schedules;
    const { form, schedule } = this;
    const { until, repeat, hours } = form.when;
    const onAir = schedule?.published ?? null;
    const past = until !== null && until !== '' && until < this.data.today;
    const drawn = repeat.kind === 'weekly' && hours.length > 0;
    return html`<aside class="panel" aria-labelledby="summary">
      <h2 id="summary">${said.summary}</h2>
      <p class="sentence">${this.sentence()}</p>
      ${this.nowhere ? nothing : this.reached()}
      ${drawn ? html`<bt-week-picture .when=${form.when}></bt-week-picture>` : nothing}
      <div class="notes" role="status">
        ${past ? note(said.allPast) : nothing}
        ${
          onAir?.outdated && !this.dirty
            ? note(`${said.outdatedText} ${this.changesInWords()}`)
            : nothing
        }
        ${Object.entries(this.warned).map(([path, text]) =>
          saidAlready.has(path) ? nothing : note(text),
        )}
      </div>
      ${
        onAir === null
          ? nothing
          : html`<p class="small soft">
              ${said.onAirSince(
                dateAndTime(locale(), this.data.zone, onAir.at),
                this.data.publisher ??
                  (onAir.by === null ? this.words.common.system : this.words.library.someone),
              )}
            </p>`
      }
      ${this.failure()} ${this.mayEdit ? this.deeds() : nothing} ${this.elsewhere()}
    </aside>`;
  }

  private sentence(): string {
    const { form } = this;
    const unit = (id: string) => this.data.units.find((one) => one.id === id)?.name;
    return summaryOf(
      this.words,
      {
        playlist: this.data.playlists.find(({ id }) => id === form.playlistId)?.name ?? '',
        owner: unit(form.unitId) ?? '',
        unitNames: this.nowhere ? null : audienceOf(form).units.flatMap((id) => unit(id) ?? []),
        audience: form.audience,
        when: form.when,
        manner: form,
      },
      this.data.today,
    );
  }

  private reached() {
    const said = this.words.schedules;
    const { reach } = this;
    if (typeof reach === 'string')
      return html`<p class="small soft" role="status">
        ${reach === 'counting' ? said.reachCounting : said.reachUnknown}
      </p>`;
    const figure = (name: string, value: number) =>
      html`<div><dt>${name}</dt><dd>${number(locale(), value)}</dd></div>`;
    return html`<div role="status" aria-label=${said.reach(reach.schools, reach.screens, reach.online)}>
      <dl class="reach">
        ${figure(said.schools, reach.schools)} ${figure(said.screens, reach.screens)}
        ${figure(said.online, reach.online)}
      </dl>
      ${reach.screens === 0 ? note(said.reachNothing) : nothing}
    </div>`;
  }

  private deeds() {
    const said = this.words.schedules;
    const { schedule, dirty, disabled } = this;
    const path = this.data.units.find(({ id }) => id === this.form.unitId)?.path ?? [];
    const mayPublish = allows(this.data.mayPublish, path);
    const onAir = schedule?.published ?? null;
    const deed = (event: string, look: string, text: unknown) => html`<button
      type="button"
      class=${look}
      ?disabled=${disabled}
      @click=${() => this.fire(event)}
    >
      ${text}
    </button>`;
    return html`<div class="actions">
      ${
        mayPublish && (onAir === null || onAir.outdated || dirty)
          ? deed(
              'publish',
              'primary',
              html`${icon('onAir')}${onAir === null ? said.publish : said.publishAgain}`,
            )
          : nothing
      }
      ${dirty ? deed('save', '', schedule === null ? said.saveDraft : said.saveChanges) : nothing}
      ${mayPublish && onAir !== null ? deed('withdraw', 'danger', said.withdraw) : nothing}
    </div>`;
  }

  private elsewhere() {
    const said = this.words.schedules;
    const { schedule, mayEdit } = this;
    const more = this.words.scheduleForm;
    if (schedule === null) return nothing;
    return html`<div class="later">
      <a class="button quiet" href=${`/units/${schedule.unitId}/week`}>
        ${icon('schedules')}${more.toWeek}
      </a>
      <a class="button quiet" href=${`/schedules/${schedule.id}/versions`}>
        ${icon('history')}${more.toVersions}
      </a>
      <a class="button quiet" href=${`/api/schedules/${schedule.id}/calendar`} download>
        ${icon('download')}${more.exportCalendar}
      </a>
      ${
        mayEdit
          ? html`<a class="button quiet" href=${`/schedules/new?copy=${schedule.id}`}>
                ${icon('copy')}${said.duplicate}
              </a>
              <button type="button" class="quiet danger" @click=${() => this.fire('remove')}>
                ${icon('remove')}${said.deleteSchedule}
              </button>`
          : nothing
      }
    </div>`;
  }

  private changesInWords(): string {
    const said = this.words.schedules;
    const names: Record<Change, string> = {
      playlist: said.changedPlaylist,
      content: said.changedContent,
      audience: said.changedAudience,
      when: said.changedWhen,
      priority: said.changedPriority,
      manner: this.words.scheduleForm.changedManner,
    };
    const changes = this.data.changes.map((change) => names[change]);
    return changes.length === 0 ? '' : `${said.changed}: ${changes.join(', ')}.`;
  }

  private failure() {
    const said = this.words.schedules;
    const { failed } = this;
    if (failed === null) return html`<div role="alert"></div>`;
    if (failed.code === 'editedMeanwhile')
      return html`<div role="alert">
        ${note(said.editedMeanwhile)}
        <div class="actions" style="margin-block-start:var(--space-2)">
          <button type="button" @click=${() => this.fire('keep-mine')}>${said.keepMine}</button>
          <button type="button" @click=${() => this.fire('take-theirs')}>${said.takeTheirs}</button>
        </div>
      </div>`;
    const more = [...new Set(Object.values(failed.fields))];
    return html`<div role="alert" class="problem">
      ${icon('alert')}
      <div>
        <p>${failed.title}</p>
        ${more.length === 0 ? nothing : html`<ul>${more.map((text) => html`<li>${text}</li>`)}</ul>`}
        ${
          Object.keys(failed.fields).some((path) => path.startsWith('items'))
            ? html`<p><a href=${`/playlists/${this.form.playlistId}`}>${said.editPlaylist}</a></p>`
            : nothing
        }
      </div>
    </div>`;
  }
}

define('bt-schedule-summary', SummaryPanel);
