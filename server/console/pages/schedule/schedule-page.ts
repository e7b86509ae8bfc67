/**
 * `<bt-schedule-page>`: what, where and when, beside the whole of it in one sentence, the screens that
 * it reaches, and the way onto the air and off it.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Reach, Schedule, Screen } from '#shared/api/resources.ts';
import { priorities } from '#shared/domain/priorities.ts';
import { levels } from '#shared/domain/units.ts';
import type { Hours } from '#shared/domain/when.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, pageHeader } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { dateAndTime, number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { presetOf, presets } from '../schedules/days.ts';
import { outdatedPill, standingPill, standingTime } from '../schedules/standing-pill.ts';
import { rangeOf, summaryOf } from '../schedules/summary.ts';
import '../schedules/week-picture.ts';
import {
  audienceOf,
  endField,
  endTime,
  formOf,
  fromServer,
  inputOf,
  type Objections,
  objectionsTo,
  runsOvernight,
  type ScheduleForm,
} from './form.ts';
import type { Change, ScheduleData } from './load.ts';
import { schoolsReached } from './reached.ts';

const TYPING_PAUSE_MS = 300;
const SCHOOLS_NAMED = 12;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type ReachState = Reach | 'counting' | 'unknown';

export class SchedulePage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    schedule: { state: true },
    form: { state: true },
    kept: { state: true },
    reach: { state: true },
    tried: { state: true },
    told: { state: true },
    failed: { state: true },
    busy: { state: true },
  };
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

      .part {
        display: grid;
        gap: var(--space-4);
        max-inline-size: var(--measure);
      }

      .aside {
        position: sticky;
        inset-block-start: var(--space-5);
        display: grid;
        gap: var(--space-4);
      }

      .sentence {
        font-size: var(--text-l);
        line-height: 1.65;
        text-wrap: pretty;
      }

      .reach {
        display: grid;
        grid-template-columns: repeat(3, auto);
        gap: 0 var(--space-4);
        justify-content: space-between;
        padding-block: var(--space-3);
        border-block: 1px solid var(--line);
      }

      .reach div {
        display: grid;
      }

      .reach dt {
        order: 1;
        color: var(--ink-faint);
        font-size: var(--text-xs);
      }

      .reach dd {
        font-size: var(--text-xl);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1.4;
      }

      .note {
        display: flex;
        gap: var(--space-2);
        align-items: flex-start;
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--attention-soft);
        color: var(--attention);
        font-size: var(--text-s);
      }

      .note .icon {
        margin-block-start: 0.15em;
      }

      .aside .actions > * {
        flex: 1 1 auto;
      }

      .days {
        display: grid;
        grid-template-columns: repeat(7, minmax(0, 1fr));
        gap: var(--space-1);
        max-inline-size: 30rem;
      }

      .days .choice {
        justify-content: center;
        padding-inline: 0;
        font-size: var(--text-s);
      }

      .days .choice:has(:checked) {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--accent-ink);
        font-weight: 600;
      }

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

      .range {
        display: grid;
        grid-template-columns: 9rem auto 9rem auto minmax(0, 1fr);
        gap: var(--space-2);
        align-items: center;
      }

      .range input {
        font-variant-numeric: tabular-nums;
      }

      .dates {
        display: grid;
        grid-template-columns: 11rem 11rem;
        gap: var(--space-4);
      }

      .priorities {
        display: grid;
        gap: var(--space-2);
      }

      .priorities .choice {
        align-items: flex-start;
        padding-block: var(--space-3);
      }

      .priorities .choice input {
        margin-block-start: 0.2em;
      }

      .priorities b {
        display: block;
        font-weight: 600;
      }

      .later {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }

      @media (max-width: 60rem) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }

        .aside {
          position: static;
        }
      }

      @media (max-width: 40rem) {
        .range {
          grid-template-columns: 1fr auto 1fr auto;
        }

        .range .hint {
          grid-column: 1 / -1;
        }

        .dates {
          grid-template-columns: 1fr 1fr;
          gap: var(--space-3);
        }
      }
    `,
  ];

  declare data: ScheduleData;
  declare private schedule: Schedule | null;
  declare private form: ScheduleForm;
  /** the form as the server has it; null: never saved */
  declare private kept: ScheduleForm | null;
  declare private reach: ReachState;
  /** somebody tried to save: from now on all that is wrong is told */
  declare private tried: boolean;
  /** what the server objected to, by field */
  declare private told: Objections;
  declare private failed: FailedCall | null;
  declare private busy: boolean;
  private counting: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  constructor() {
    super();
    this.tried = false;
    this.told = {};
    this.failed = null;
    this.busy = false;
    new LiveNews(this, {
      onUpdate: ({ screens, removedScreens }) => {
        if (screens.length + removedScreens.length > 0) this.countSoon();
      },
    });
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('data')) return;
    this.schedule = this.data.schedule;
    this.form = this.data.form;
    this.kept = this.data.schedule && this.data.form;
    this.reach = this.data.reach ?? 'unknown';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('beforeunload', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeunload', this.onLeave);
    clearTimeout(this.counting);
    this.asking?.abort();
  }

  private get dirty(): boolean {
    return this.kept === null || JSON.stringify(this.kept) !== JSON.stringify(this.form);
  }

  private get ownerPath(): readonly string[] {
    return this.data.units.find(({ id }) => id === this.form.unitId)?.path ?? [];
  }

  private get playlistName(): string {
    return this.data.playlists.find(({ id }) => id === this.form.playlistId)?.name ?? '';
  }

  private get wrong(): Objections {
    return { ...this.told, ...(this.tried ? objectionsTo(this.form, this.words) : {}) };
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    // a new form that nobody has touched holds nothing to lose
    const untouched = this.kept === null && this.form === this.data.form;
    if (this.dirty && !untouched) event.preventDefault();
  };

  // ── filling in ────────────────────────────────────────────────────────────────────────────────

  private change(change: Partial<ScheduleForm>): void {
    this.form = { ...this.form, ...change };
    this.told = {};
    this.failed = null;
    if ('audience' in change || 'whole' in change || 'unitId' in change) this.countSoon();
  }

  private changeWhen(change: Partial<ScheduleForm['when']>): void {
    this.change({ when: { ...this.form.when, ...change } });
  }

  private changeAudience(change: Partial<ScheduleForm['audience']>): void {
    this.change({ audience: { ...this.form.audience, ...change } });
  }

  private changeHours(at: number, change: Partial<Hours>): void {
    const { hours } = this.form.when;
    this.changeWhen({ hours: hours.with(at, { ...hours[at]!, ...change }) });
  }

  private moveTo(unitId: string): void {
    const inside = new Set(
      this.data.units.filter(({ path }) => path.includes(unitId)).map(({ id }) => id),
    );
    const { audience } = this.form;
    this.change({
      unitId,
      audience: { ...audience, units: audience.units.filter((id) => inside.has(id)) },
    });
  }

  private countSoon(): void {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => void this.count(), TYPING_PAUSE_MS);
  }

  private async count(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const { unitId } = this.form;
    const body = { unitId, audience: audienceOf(this.form) };
    const answer = await call<Reach>('POST', '/api/reach', body, asking.signal);
    if (!asking.signal.aborted) this.reach = answer.ok ? answer.value : 'unknown';
  }

  // ── keeping, publishing ───────────────────────────────────────────────────────────────────────

  /** Whether the schedule is now as the form says. */
  private async save(): Promise<boolean> {
    this.tried = true;
    if (Object.keys(objectionsTo(this.form, this.words)).length > 0) {
      await this.updateComplete;
      this.renderRoot
        .querySelector<HTMLElement>('[aria-invalid=true], .error')
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' });
      return false;
    }
    if (!this.dirty) return true;
    const form = this.form;
    const { unitId, ...rest } = inputOf(form);
    const answer =
      this.schedule === null
        ? await call<Schedule>('POST', '/api/schedules', { unitId, ...rest })
        : await call<Schedule>('PATCH', `/api/schedules/${this.schedule.id}`, {
            version: this.schedule.version,
            ...rest,
          });
    if (!answer.ok) {
      this.failed = answer;
      this.told = fromServer(answer.fields);
      return false;
    }
    this.failed = null;
    this.kept = form;
    this.schedule = answer.value;
    history.replaceState(null, '', `/schedules/${answer.value.id}`);
    return true;
  }

  private async during(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await work();
    this.busy = false;
  }

  private readonly onSave = (): Promise<void> =>
    this.during(async () => {
      if (await this.save()) toast({ text: this.words.schedules.draftSaved });
    });

  private readonly onPublish = (): Promise<void> =>
    this.during(async () => {
      if (!(await this.save()) || this.schedule === null) return;
      await this.count();
      const sure = await confirm({
        title: this.words.schedules.publishTitle(this.playlistName),
        text: await this.consequences(),
        action: this.words.schedules.publish,
      });
      if (!sure) return;
      const answer = await call<{ schedule: Schedule; screens: number }>(
        'POST',
        `/api/schedules/${this.schedule.id}/publish`,
      );
      if (!answer.ok) {
        this.failed = answer;
        return;
      }
      this.failed = null;
      this.schedule = answer.value.schedule;
      toast({ text: this.words.schedules.publishedToast(answer.value.screens) });
    });

  /** Numbers and names of the schools, for the question before publishing. */
  private async consequences(): Promise<TemplateResult> {
    const said = this.words.schedules;
    const { reach } = this;
    if (typeof reach === 'string' || reach.screens === 0)
      return html`<p>${typeof reach === 'string' ? said.reachUnknown : said.publishNowhere}</p>`;
    const screens = await call<{ screens: Screen[] }>('GET', '/api/screens');
    const names = screens.ok
      ? schoolsReached(
          audienceOf(this.form),
          this.form.unitId,
          screens.value.screens,
          this.data.units,
        )
      : [];
    const shown = names.slice(0, SCHOOLS_NAMED);
    return html`
      <p>${said.publishText(reach.schools, reach.screens)}</p>
      <ul style="margin-block-start:var(--space-2);padding-inline-start:1.25em;list-style:disc">
        ${shown.map((name) => html`<li>${name}</li>`)}
        ${
          names.length > shown.length
            ? html`<li>${said.schoolsMore(names.length - shown.length)}</li>`
            : nothing
        }
      </ul>
    `;
  }

  private readonly onWithdraw = (): Promise<void> =>
    this.during(async () => {
      const said = this.words.schedules;
      const { schedule, reach } = this;
      if (schedule === null) return;
      const sure = await confirm({
        title: said.withdrawTitle(this.playlistName),
        text: said.withdrawText(typeof reach === 'string' ? 0 : reach.screens),
        action: said.withdraw,
        danger: true,
      });
      if (!sure) return;
      const answer = await call<{ schedule: Schedule; screens: number }>(
        'DELETE',
        `/api/schedules/${schedule.id}/publish`,
      );
      if (!answer.ok) {
        this.failed = answer;
        return;
      }
      this.schedule = answer.value.schedule;
      toast({
        text: said.withdrawn(answer.value.screens),
        undo: () => this.publishAgain(schedule.id),
      });
    });

  private async publishAgain(id: string): Promise<void> {
    const answer = await call<{ schedule: Schedule; screens: number }>(
      'POST',
      `/api/schedules/${id}/publish`,
    );
    if (answer.ok) this.schedule = answer.value.schedule;
    toast(
      answer.ok
        ? { text: this.words.schedules.publishedToast(answer.value.screens) }
        : { text: answer.title, tone: 'bad' },
    );
  }

  private readonly onDelete = (): Promise<void> =>
    this.during(async () => {
      const said = this.words.schedules;
      const { schedule } = this;
      if (schedule === null) return;
      const sure = await confirm({
        title: said.deleteTitle(this.playlistName),
        text: schedule.published ? `${said.deleteOnAir} ${said.deleteText}` : said.deleteText,
        action: said.deleteSchedule,
        danger: true,
      });
      if (!sure) return;
      const path = `/api/schedules/${schedule.id}`;
      if (schedule.published) {
        const off = await call('DELETE', `${path}/publish`);
        if (!off.ok) {
          this.failed = off;
          return;
        }
      }
      const answer = await call('DELETE', path);
      if (!answer.ok) {
        this.failed = answer;
        return;
      }
      this.kept = this.form;
      location.assign('/schedules');
    });

  /** Somebody else was faster: look at theirs, or save on top of it. */
  private async theirs(keepMine: boolean): Promise<void> {
    if (this.schedule === null) return;
    const answer = await call<Schedule>('GET', `/api/schedules/${this.schedule.id}`);
    if (!answer.ok) {
      this.failed = answer;
      return;
    }
    this.schedule = answer.value;
    this.kept = formOf(answer.value);
    this.failed = null;
    if (keepMine) await this.onSave();
    else this.form = this.kept;
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────

  override render() {
    const said = this.words.schedules;
    const mayEdit = allows(this.data.mayEdit, this.ownerPath);
    const { standing, zone, now } = this.data;
    return html`
      <div class="page">
        ${pageHeader({
          title: this.schedule === null ? said.newTitle : this.playlistName || said.missingPlaylist,
          eyebrow: html`<a href="/schedules">${said.title}</a>`,
          lead:
            this.schedule === null
              ? this.data.copied
                ? said.copyHint
                : nothing
              : html`<span class="eyebrow">
                  ${
                    standing && this.schedule.published
                      ? html`${standingPill(standing)} ${outdatedPill(this.schedule.published)}
                      ${standingTime(standing, zone, now)}`
                      : standingPill({ kind: 'draft' })
                  }
                </span>`,
        })}
        <div class="layout">
          <fieldset class="parts" ?disabled=${!mayEdit || this.busy}>
            ${this.renderWhat()} ${this.renderWhere()} ${this.renderWhen()} ${this.renderPriority()}
          </fieldset>
          ${this.renderAside(mayEdit)}
        </div>
      </div>
    `;
  }

  private error(place: string): TemplateResult | typeof nothing {
    const text = this.wrong[place];
    return text ? html`<p class="error">${icon('alert')}<span>${text}</span></p>` : nothing;
  }

  private renderWhat() {
    const said = this.words.schedules;
    const owners = this.data.units.filter(({ path }) => allows(this.data.mayEdit, path));
    return html`<section class="part" aria-labelledby="what">
      <h2 id="what">${said.what}</h2>
      ${field(
        { id: 'playlist', label: said.playlist, error: this.wrong.playlistId },
        ({ id, describedBy, invalid }) => html`<select
          id=${id}
          aria-describedby=${describedBy}
          aria-invalid=${invalid}
          @change=${(event: Event) =>
            this.change({ playlistId: (event.target as HTMLSelectElement).value })}
        >
          <option value="" ?selected=${this.playlistName === ''}>${said.choosePlaylist}</option>
          ${this.data.playlists.map(
            (playlist) =>
              html`<option
                value=${playlist.id}
                ?selected=${playlist.id === this.form.playlistId}
              >
                ${playlist.name}
              </option>`,
          )}
        </select>`,
      )}
      ${
        this.playlistName === ''
          ? nothing
          : html`<p class="small">
              <a href=${`/playlists/${this.form.playlistId}`}>${said.editPlaylist}</a>
            </p>`
      }
      ${
        this.schedule === null && owners.length > 1
          ? html`<div class="field">
              <span class="legend" aria-hidden="true">${said.owner}</span>
              <bt-unit-picker
                .units=${owners}
                .value=${[this.form.unitId]}
                .label=${said.owner}
                @change=${(event: UnitsChosen) => this.moveTo(event.detail[0] ?? this.form.unitId)}
              ></bt-unit-picker>
              <p class="hint">${said.ownerHint}</p>
            </div>`
          : nothing
      }
    </section>`;
  }

  private renderWhere() {
    const said = this.words.schedules;
    const { audience, whole, unitId } = this.form;
    const owner = this.data.units.find(({ id }) => id === unitId);
    const below = this.data.units.filter(({ path }) => path.includes(unitId));
    const tags = [...new Set([...this.data.tags, ...audience.tags])];
    const toggled = <Value>(list: readonly Value[], value: Value): Value[] =>
      list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
    return html`<section class="part" aria-labelledby="where">
      <h2 id="where">${said.where}</h2>
      <div class="choices" role="radiogroup" aria-labelledby="where">
        ${[true, false].map(
          (all) => html`<label class="choice">
            <input
              type="radio"
              name="whole"
              .checked=${whole === all}
              @change=${() => this.change({ whole: all })}
            />
            ${all ? said.whole(owner?.name ?? '') : said.someUnits}
          </label>`,
        )}
      </div>
      ${
        whole
          ? nothing
          : html`<div class="field">
              <bt-unit-picker
                multiple
                .units=${below}
                .value=${audience.units}
                .label=${said.someUnits}
                @change=${(event: UnitsChosen) => this.changeAudience({ units: [...event.detail] })}
              ></bt-unit-picker>
              <p class="hint">${said.someUnitsHint}</p>
            </div>`
      }
      ${this.error('audience.units')}
      <div class="field" role="group" aria-labelledby="levels">
        <span class="legend" id="levels">${this.words.common.levels}</span>
        <div class="choices">
          ${levels.map(
            (level) => html`<label class="choice">
              <input
                type="checkbox"
                .checked=${audience.levels.includes(level)}
                @change=${() => this.changeAudience({ levels: toggled(audience.levels, level) })}
              />
              ${this.words.common.level[level]}
            </label>`,
          )}
        </div>
        <p class="hint">${said.levelsHint}</p>
      </div>
      ${
        tags.length === 0
          ? nothing
          : html`<div class="field" role="group" aria-labelledby="tags">
              <span class="legend" id="tags">${this.words.common.tags}</span>
              <div class="choices">
                ${tags.map(
                  (tag) => html`<label class="choice">
                    <input
                      type="checkbox"
                      .checked=${audience.tags.includes(tag)}
                      @change=${() => this.changeAudience({ tags: toggled(audience.tags, tag) })}
                    />
                    ${tag}
                  </label>`,
                )}
              </div>
              <p class="hint">${said.tagsHint}</p>
            </div>`
      }
    </section>`;
  }

  private renderWhen() {
    const said = this.words.schedules;
    const { days, hours, from, until } = this.form.when;
    const preset = presetOf(days);
    return html`<section class="part" aria-labelledby="when">
      <h2 id="when">${said.when}</h2>
      <div class="field" role="group" aria-labelledby="days">
        <span class="legend" id="days">${said.days}</span>
        <div class="days">
          ${DAYS.map(
            (day) => html`<label class="choice">
              <input
                class="over"
                type="checkbox"
                aria-label=${said.day(day)}
                .checked=${days.includes(day)}
                @change=${(event: Event) =>
                  this.changeWhen({
                    days: (event.target as HTMLInputElement).checked
                      ? [...days, day].toSorted()
                      : days.filter((other) => other !== day),
                  })}
              />
              ${said.dayShort(day)}
            </label>`,
          )}
        </div>
        ${this.error('when.days')}
        <div class="presets">
          ${(Object.keys(presets) as (keyof typeof presets)[]).map(
            (name) => html`<button
              type="button"
              class="quiet"
              aria-pressed=${preset === name ? 'true' : 'false'}
              @click=${() => this.changeWhen({ days: [...presets[name]] })}
            >
              ${said.preset[name]}
            </button>`,
          )}
        </div>
      </div>
      <div class="field">
        <span class="legend">${said.hours}</span>
        ${hours.map((range, at) => this.renderHours(range, at))} ${this.error('when.hours')}
        <div>
          <button
            type="button"
            class="quiet"
            ?disabled=${hours.length >= 24}
            @click=${() => this.changeWhen({ hours: [...hours, { start: '', end: '' }] })}
          >
            ${icon('plus')}${said.addHours}
          </button>
        </div>
      </div>
      <div class="dates">
        ${field(
          { id: 'from', label: said.from, error: this.wrong['when.from'] },
          ({ id, describedBy, invalid }) => html`<input
            id=${id}
            type="date"
            aria-describedby=${describedBy}
            aria-invalid=${invalid}
            .value=${from}
            @change=${(event: Event) =>
              this.changeWhen({ from: (event.target as HTMLInputElement).value })}
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
                  @change=${(event: Event) =>
                    this.changeWhen({ until: (event.target as HTMLInputElement).value })}
                />`,
              )
        }
      </div>
      <label class="choice" style="justify-self:start">
        <input
          type="checkbox"
          .checked=${until === null}
          @change=${(event: Event) =>
            this.changeWhen({ until: (event.target as HTMLInputElement).checked ? null : '' })}
        />
        ${said.noUntil}
      </label>
    </section>`;
  }

  private renderHours(range: Hours, at: number) {
    const said = this.words.schedules;
    const { hours } = this.form.when;
    const wrong = this.wrong[`when.hours.${at}`];
    const named = (which: string) => `${said.hoursNumber(at + 1)}, ${which.toLowerCase()}`;
    return html`<div class="range">
        <input
          type="time"
          aria-label=${named(said.hoursFrom)}
          aria-invalid=${wrong ? 'true' : 'false'}
          .value=${range.start}
          @change=${(event: Event) =>
            this.changeHours(at, { start: (event.target as HTMLInputElement).value })}
        />
        <span aria-hidden="true">${said.hoursTo}</span>
        <input
          type="time"
          aria-label=${named(said.hoursTo)}
          aria-invalid=${wrong ? 'true' : 'false'}
          .value=${endField(range.end)}
          @change=${(event: Event) =>
            this.changeHours(at, { end: endTime((event.target as HTMLInputElement).value) })}
        />
        ${
          hours.length > 1
            ? html`<button
                type="button"
                class="quiet only-icon"
                aria-label=${said.removeHours(rangeOf(range))}
                @click=${() => this.changeWhen({ hours: hours.toSpliced(at, 1) })}
              >
                ${icon('close')}
              </button>`
            : html`<span></span>`
        }
        <span class="hint">${runsOvernight(range) ? said.overnight : nothing}</span>
      </div>
      ${this.error(`when.hours.${at}`)}`;
  }

  private renderPriority() {
    const said = this.words.schedules;
    return html`<section class="part" aria-labelledby="priority">
      <h2 id="priority">${said.priority}</h2>
      <div class="priorities" role="radiogroup" aria-labelledby="priority">
        ${priorities.map(
          (priority) => html`<label class="choice">
            <input
              type="radio"
              name="priority"
              .checked=${this.form.priority === priority}
              @change=${() => this.change({ priority })}
            />
            <span><b>${said.priorityName[priority]}</b>
              <span class="small soft">${said.priorityText[priority]}</span></span>
          </label>`,
        )}
      </div>
    </section>`;
  }

  private renderAside(mayEdit: boolean) {
    const said = this.words.schedules;
    const { form, schedule } = this;
    const mayPublish = mayEdit && allows(this.data.mayPublish, this.ownerPath);
    const unit = (id: string) => this.data.units.find((one) => one.id === id)?.name;
    const onAir = schedule?.published ?? null;
    // an audience without units would mean everything, which is not what somebody choosing means
    const nowhere = !form.whole && form.audience.units.length === 0;
    const toPublish = onAir === null || onAir.outdated || this.dirty;
    const past =
      form.when.until !== null && form.when.until !== '' && form.when.until < this.data.today;
    return html`<aside class="aside panel" aria-labelledby="summary">
      <h2 id="summary">${said.summary}</h2>
      <p class="sentence">
        ${summaryOf(
          this.words,
          {
            playlist: this.playlistName,
            owner: unit(form.unitId) ?? '',
            unitNames: nowhere ? null : audienceOf(form).units.flatMap((id) => unit(id) ?? []),
            audience: form.audience,
            when: form.when,
          },
          this.data.today,
        )}
      </p>
      ${nowhere ? nothing : this.renderReach()}
      <bt-week-picture .when=${form.when}></bt-week-picture>
      ${past ? note(said.allPast) : nothing}
      ${
        onAir?.outdated && !this.dirty
          ? note(`${said.outdatedText} ${this.changesInWords()}`)
          : nothing
      }
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
      ${this.renderFailure()}
      ${
        mayEdit
          ? html`<div class="actions">
              ${
                mayPublish && toPublish
                  ? html`<button
                      type="button"
                      class="primary"
                      ?disabled=${this.busy}
                      @click=${this.onPublish}
                    >
                      ${icon('onAir')}${onAir === null ? said.publish : said.publishAgain}
                    </button>`
                  : nothing
              }
              ${
                this.dirty
                  ? html`<button type="button" ?disabled=${this.busy} @click=${this.onSave}>
                      ${schedule === null ? said.saveDraft : said.saveChanges}
                    </button>`
                  : nothing
              }
              ${
                mayPublish && onAir !== null
                  ? html`<button
                      type="button"
                      class="danger"
                      ?disabled=${this.busy}
                      @click=${this.onWithdraw}
                    >
                      ${said.withdraw}
                    </button>`
                  : nothing
              }
            </div>`
          : nothing
      }
      ${
        schedule !== null && mayEdit
          ? html`<div class="later">
              <a class="button quiet" href=${`/schedules/new?copy=${schedule.id}`}>
                ${icon('copy')}${said.duplicate}
              </a>
              <button type="button" class="quiet danger" @click=${this.onDelete}>
                ${icon('remove')}${said.deleteSchedule}
              </button>
            </div>`
          : nothing
      }
    </aside>`;
  }

  private renderReach() {
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

  private changesInWords(): string {
    const said = this.words.schedules;
    const names: Record<Change, string> = {
      playlist: said.changedPlaylist,
      content: said.changedContent,
      audience: said.changedAudience,
      when: said.changedWhen,
      priority: said.changedPriority,
    };
    const changes = this.data.changes.map((change) => names[change]);
    return changes.length === 0 ? '' : `${said.changed}: ${changes.join(', ')}.`;
  }

  private renderFailure() {
    const said = this.words.schedules;
    const { failed } = this;
    if (failed === null) return html`<div role="alert"></div>`;
    if (failed.code === 'editedMeanwhile')
      return html`<div role="alert">
        ${note(said.editedMeanwhile)}
        <div class="actions" style="margin-block-start:var(--space-2)">
          <button type="button" @click=${() => this.theirs(true)}>${said.keepMine}</button>
          <button type="button" @click=${() => this.theirs(false)}>${said.takeTheirs}</button>
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

function note(text: string): TemplateResult {
  return html`<p class="note">${icon('warning')}<span>${text}</span></p>`;
}

define('bt-schedule-page', SchedulePage);
