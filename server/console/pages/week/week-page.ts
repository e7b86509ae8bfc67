/**
 * `<bt-week-page>`: the week of a unit or a screen. Blocks are moved by hand; each move edits its
 * schedule at once, which stays unpublished, can be taken back step by step, and is published from
 * the bar after a dry run.
 */
import { css, html, nothing } from 'lit';
import type { PlannedWindow } from '#server/publish/port.ts';
import type { Schedule } from '#shared/api/resources.ts';
import type { When } from '#shared/domain/when.ts';
import { call } from '../../data/api.ts';
import { serverNow } from '../../data/clock.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { Ticking } from '../../data/ticking.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { pageHeader } from '../../design/parts.ts';
import { schoolOf, upwards } from '../../unit-facts.ts';
import '../screen/timeline.ts';
import { daysOf } from '../schedules/summary.ts';
import type { Timeline } from '../screen/timeline.ts';
import { explain } from '../why/why-dialog.ts';
import './block-sheet.ts';
import type { BlockSheet, HoursSet } from './block-sheet.ts';
import type { Block } from './blocks.ts';
import { addDays, dayAndMonth, mondayOf, spoken } from './clock-time.ts';
import { instantOf } from './day-start.ts';
import { type Edit, noted, stillApplies, takenBack } from './edits.ts';
import './feeds.ts';
import type { Drop } from './ghosts.ts';
import type { WeekData, WeekSchedule } from './load.ts';
import { type Delta, graspable, type Moved, moved } from './move.ts';
import { rehearse } from './rehearsal-dialog.ts';
import './week-grid.ts';
import type { WeekGrid } from './week-grid.ts';

class WeekPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    now: { state: true },
    edits: { state: true },
    saving: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }

      .bar .spread {
        flex: 1;
      }

      .bar h2 {
        font-size: var(--text-l);
        font-variant-numeric: tabular-nums;
      }

      .bar input[type='date'] {
        inline-size: 10.5rem;
      }

      .bar select {
        inline-size: auto;
        max-inline-size: 16rem;
      }

      .unpublished {
        position: sticky;
        inset-block-end: calc(var(--bottom-bar, 0px) + var(--space-3));
        z-index: 8;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-l);
        background: var(--surface);
        box-shadow: var(--shadow-high);
      }

      .unpublished p {
        display: flex;
        flex: 1 1 12rem;
        gap: var(--space-2);
        align-items: center;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        font-size: var(--text-xs);
        font-weight: 400;
        color: var(--ink-soft);
      }

      .legend li {
        display: flex;
        gap: var(--space-1);
        align-items: center;
      }

      .swatch {
        inline-size: 1.25rem;
        block-size: 0.75rem;
        border-inline-start: 3px solid color-mix(in srgb, var(--accent) 60%, var(--surface));
        border-radius: 3px;
        background: color-mix(in srgb, var(--accent) 13%, var(--surface));
      }

      .swatch.priority {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 27%, var(--surface));
      }

      .swatch.filler {
        border-color: var(--line-strong);
        background: color-mix(in srgb, var(--ink) 6%, var(--surface));
      }

      .swatch.hatched {
        border: 1px dashed var(--line-strong);
        background: repeating-linear-gradient(
          -45deg,
          color-mix(in srgb, var(--ink) 14%, transparent) 0 3px,
          transparent 3px 6px
        );
      }

      @media (max-width: 48rem) {
        .legend .desk {
          display: none;
        }
      }
    `,
  ];

  declare data: WeekData;
  declare private now: number | null;
  declare private edits: readonly Edit[];
  declare private saving: Drop | null;

  constructor() {
    super();
    this.now = null;
    this.edits = [];
    this.saving = null;
    new LiveNews(this, {
      onUpdate: ({ programme }) => {
        if (programme) void this.refresh();
      },
    });
    new Ticking(this, () => {
      const now = serverNow();
      // the line moves by the minute
      if (this.now === null || now - this.now >= 60_000) this.now = now;
      return Number.POSITIVE_INFINITY;
    });
    this.addController({
      hostConnected: () => window.addEventListener('keydown', this.onKey),
      hostDisconnected: () => window.removeEventListener('keydown', this.onKey),
    });
  }

  /** Toasts stand above the bar, which stands at the foot. */
  protected override updated(): void {
    const bar = this.renderRoot.querySelector<HTMLElement>('.unpublished');
    const height = bar === null ? 0 : bar.offsetHeight + 12;
    document.documentElement.style.setProperty('--page-bar', `${height}px`);
  }

  protected override firstUpdated(): void {
    const kept = sessionStorage.getItem(EDITS);
    if (kept) this.edits = JSON.parse(kept) as Edit[];
  }

  private keep(edits: readonly Edit[]): void {
    this.edits = edits;
    sessionStorage.setItem(EDITS, JSON.stringify(edits));
  }

  private get grid(): WeekGrid {
    return this.renderRoot.querySelector('bt-week-grid')!;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const typing = event.composedPath().some((one) => one instanceof HTMLInputElement);
    if (typing || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    if (this.edits.length === 0) return;
    event.preventDefault();
    void this.undo();
  };

  // ── moving ───────────────────────────────────────────────────────────────────────────────────

  private scheduleOf({ window }: Block): WeekSchedule | undefined {
    return this.data.schedules[window.scheduleId];
  }

  private mayEdit(block: Block): boolean {
    const path = this.data.paths[block.window.unitId];
    return path !== undefined && allows(this.data.mayEdit, path);
  }

  private readonly mayPublish = ({ window }: { readonly window: PlannedWindow }): boolean => {
    const path = this.data.paths[window.unitId];
    return path !== undefined && allows(this.data.mayPublish, path);
  };

  private readonly mayMove = (block: Block): boolean => {
    const schedule = this.scheduleOf(block);
    return (
      schedule !== undefined &&
      this.mayEdit(block) &&
      graspable(schedule.when, block.grasped) === null
    );
  };

  private readonly preview = (block: Block, delta: Delta): Moved => {
    const schedule = this.scheduleOf(block);
    if (!schedule) return { ok: false, why: 'edited' };
    return moved(schedule.when, block.grasped, delta);
  };

  private async drop(drop: Drop): Promise<void> {
    const said = this.words.week;
    const { block } = drop;
    const schedule = this.scheduleOf(block);
    if (!schedule || !this.mayEdit(block)) {
      toast({ text: said.cannot.right, tone: 'bad' });
      return;
    }
    const answer = this.preview(block, drop.delta);
    if (!answer.ok) {
      if (answer.why !== 'nothing') toast({ text: said.cannot[answer.why], tone: 'bad' });
      return;
    }
    this.saving = drop;
    const { name } = block.window;
    const edit = { scheduleId: schedule.id, name, before: schedule.when, after: answer.when };
    const saved = await this.put(schedule.id, answer.when);
    this.saving = null;
    if (!saved) return;
    this.keep(noted(this.edits, { ...edit, after: saved.when }));
    const hours = `${spoken(answer.hours.start)}–${spoken(answer.hours.end)}`;
    const days = daysOf(this.words, answer.days);
    const several = answer.days.length > 1;
    toast({
      text:
        answer.days.length === 0
          ? said.moved(name, dayAndMonth(block.date), hours)
          : answer.changed !== 'hours' && saved.when.hours.length > 1
            ? said.movedRanges(name, days)
            : several
              ? said.movedAll(name, days, hours)
              : said.moved(name, days, hours),
      undo: () => this.undo(),
    });
    await this.grid.focusBlock(schedule.id, addDays(block.date, drop.delta.days));
  }

  /** Hours typed into fields are a move of the end and a move of the start. */
  private setHours({ block, hours }: HoursSet): void {
    const schedule = this.scheduleOf(block);
    const { source } = block.window;
    if (!schedule || source.kind !== 'hours') return;
    const when = {
      ...schedule.when,
      hours: schedule.when.hours.map((each, at) => (at === source.index ? hours : each)),
    };
    void this.replace(block, schedule, when, hours);
  }

  private async replace(
    block: Block,
    { id, when: before }: WeekSchedule,
    when: When,
    hours: { readonly start: string; readonly end: string },
  ): Promise<void> {
    const saved = await this.put(id, when);
    if (!saved) return;
    const { name } = block.window;
    this.keep(noted(this.edits, { scheduleId: id, name, before, after: saved.when }));
    toast({
      text: this.words.week.movedAll(
        name,
        daysOf(this.words, when.days),
        `${spoken(hours.start)}–${spoken(hours.end)}`,
      ),
      undo: () => this.undo(),
    });
  }

  private async put(id: string, when: When): Promise<WeekSchedule | null> {
    const { version } = this.data.schedules[id]!;
    const answer = await call<Schedule>('PATCH', `/api/schedules/${id}`, { version, when });
    if (!answer.ok) {
      const beaten = answer.code === 'editedMeanwhile';
      const [field] = Object.values(answer.fields);
      toast({
        text: beaten ? this.words.week.editedMeanwhile : (field ?? answer.title),
        tone: 'bad',
      });
      if (beaten) await this.refetch(id);
      await this.refresh();
      return null;
    }
    this.know(answer.value);
    await this.refresh();
    return answer.value;
  }

  private async undo(): Promise<void> {
    const step = takenBack(this.edits);
    if (!step) return;
    const { scheduleId, before } = step.edit;
    await this.refetch(scheduleId);
    const schedule = this.data.schedules[scheduleId];
    if (!schedule || !stillApplies(step.edit, schedule.when)) {
      this.keep(step.rest);
      toast({ text: this.words.week.editedMeanwhile, tone: 'bad' });
      await this.refresh();
      return;
    }
    if (!(await this.put(scheduleId, before))) return;
    this.keep(step.rest);
    toast({ text: this.words.week.undone });
  }

  // ── what the server has ──────────────────────────────────────────────────────────────────────

  private know({ id, when, version, unitId, published }: Schedule): void {
    const schedules = { ...this.data.schedules, [id]: { id, when, version, unitId, published } };
    this.data = { ...this.data, schedules };
  }

  private async refetch(id: string): Promise<void> {
    const answer = await call<Schedule>('GET', `/api/schedules/${id}`);
    if (answer.ok) this.know(answer.value);
  }

  private async refresh(): Promise<void> {
    const { place, days } = this.data;
    const span = `from=${days[0]!.start}&to=${days[6]!.end}`;
    const answer = await call<{ windows: PlannedWindow[] }>(
      'GET',
      `/api/${place.kind}s/${place.id}/windows?${span}`,
    );
    if (!answer.ok) return;
    const { windows } = answer.value;
    const unknown = windows.find(({ scheduleId }) => !this.data.schedules[scheduleId]);
    this.data = { ...this.data, windows };
    if (unknown) await this.refetch(unknown.scheduleId);
  }

  // ── ways on ──────────────────────────────────────────────────────────────────────────────────

  private get edited(): readonly PlannedWindow[] {
    const byId = new Map<string, PlannedWindow>();
    for (const window of this.data.windows) {
      if (window.state === 'edited' && this.mayPublish({ window }))
        byId.set(window.scheduleId, window);
    }
    return [...byId.values()];
  }

  /** One after the other, each after its own dry run; leaving one leaves the rest. */
  private async publish(all: readonly PlannedWindow[]): Promise<void> {
    for (const { scheduleId, name } of all) {
      const screens = await rehearse({ id: scheduleId, name });
      if (screens === null) break;
      toast({ text: this.words.rehearsal.published(screens) });
      await this.refetch(scheduleId);
      await this.refresh();
    }
  }

  private go(date: string): void {
    const { place, days } = this.data;
    if (days.some((day) => day.date === date)) {
      this.data = { ...this.data, chosen: date };
      history.replaceState(null, '', `?date=${date}`);
    } else location.assign(`/${place.kind}s/${place.id}/week?date=${date}`);
  }

  private look({ date, time }: { readonly date: string; readonly time: string }): void {
    if (this.data.place.kind !== 'screen') return;
    this.showAt(instantOf(this.data.zone, date, time === '24:00' ? '23:59' : time));
  }

  private showAt(at: number): void {
    const timeline = this.renderRoot.querySelector<Timeline>('bt-timeline');
    timeline?.showAt(at);
    timeline?.scrollIntoView({ block: 'center' });
  }

  private ask({ window }: Block): void {
    const { place } = this.data;
    const now = serverNow();
    // while it is held: why now; else from its beginning, where it ought to come on air
    const at = now >= window.start && now < window.end ? now : window.start;
    explain({ id: place.id, name: place.name, at });
  }

  // ── drawing ──────────────────────────────────────────────────────────────────────────────────

  private weekBar() {
    const said = this.words.week;
    const { place, days, chosen, today } = this.data;
    const link = (date: string) => `/${place.kind}s/${place.id}/week?date=${date}`;
    const monday = days[0]!.date;
    return html`<nav class="bar" aria-label=${said.title}>
      <a class="button only-icon" href=${link(addDays(monday, -7))}>
        ${icon('left')}<span class="unseen">${said.previous}</span>
      </a>
      <a class="button only-icon" href=${link(addDays(monday, 7))}>
        ${icon('right')}<span class="unseen">${said.next}</span>
      </a>
      ${
        mondayOf(today) === monday
          ? nothing
          : html`<a class="button" href=${link(today)}>${said.thisWeek}</a>`
      }
      <h2>${said.range(dayAndMonth(monday), `${dayAndMonth(days[6]!.date)}/${monday.slice(0, 4)}`)}</h2>
      <span class="spread"></span>
      <input
        type="date"
        aria-label=${said.goTo}
        min="2000-01-01"
        max="2199-12-31"
        .value=${chosen}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value !== '') this.go(value);
        }}
      />
      ${
        place.kind === 'unit' && this.data.screens.length > 0
          ? html`<select
              aria-label=${said.chooseScreen}
              @change=${(event: Event) => {
                const { value } = event.target as HTMLSelectElement;
                if (value !== '') location.assign(`/screens/${value}/week?date=${chosen}`);
              }}
            >
              <option value="">${said.wholeUnit}</option>
              ${this.data.screens.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
            </select>`
          : nothing
      }
    </nav>`;
  }

  private legend() {
    const { week: said, schedules } = this.words;
    return html`<ul class="legend" aria-label=${said.legend}>
      ${(['priority', 'ordinary', 'filler'] as const).map(
        (each) => html`<li>
          <span class="swatch ${each}"></span>${schedules.priorityName[each]}
        </li>`,
      )}
      <li><span class="swatch hatched"></span>${said.state.draft}, ${said.state.edited}</li>
      ${this.data.mayEdit.length === 0 ? nothing : html`<li class="desk">${said.howTo}</li>`}
    </ul>`;
  }

  private scrubber() {
    const { place, zone, units, days, chosen, manifest, portrait } = this.data;
    if (place.kind !== 'screen') return nothing;
    const day = days.find(({ date }) => date === chosen) ?? days[0]!;
    return html`<section class="section" aria-labelledby="scrub">
      <h2 id="scrub">${this.words.week.at}</h2>
      <bt-timeline
        .screenId=${place.id}
        .screenName=${place.name}
        .manifestId=${manifest}
        .day=${day}
        zone=${zone}
        place=${schoolOf(units, place.unitId)?.name ?? place.name}
        ratio=${portrait ? 'portrait' : 'landscape'}
      ></bt-timeline>
    </section>`;
  }

  private unpublished() {
    const said = this.words.week;
    const { edited, edits } = this;
    if (edited.length === 0 && edits.length === 0) return nothing;
    return html`<div class="unpublished" role="group" aria-label=${said.unpublished(edited.length)}>
      <p>${icon('edit')}<span>${said.unpublished(edited.length)}</span></p>
      <button type="button" ?disabled=${edits.length === 0} @click=${() => this.undo()}>
        ${icon('back')}${edits.length > 1 ? said.undoOf(edits.length) : said.undo}
      </button>
      <button
        type="button"
        class="primary"
        ?disabled=${edited.length === 0}
        @click=${() => this.publish(edited)}
      >
        ${icon('onAir')}${said.publish}
      </button>
    </div>`;
  }

  override render() {
    const said = this.words.week;
    const { place, units, zone, days, windows, now, today, chosen } = this.data;
    const way = upwards(units, place.unitId).reverse();
    const above = place.kind === 'screen' ? way.slice(-2) : way.slice(0, -1).slice(-2);
    return html`<div class="page">
      ${pageHeader({
        eyebrow: html`<span>${said.title}</span>
          ${above.map(
            (unit) =>
              html`<span aria-hidden="true">›</span><a href=${`/units/${unit.id}/week`}>${unit.name}</a>`,
          )}`,
        title: place.name,
        actions: html`<a class="button" href=${`/${place.kind}s/${place.id}`}
            >${icon(place.kind === 'unit' ? 'units' : 'screens')}${place.kind === 'unit' ? said.ofUnit : said.ofScreen}</a
          >
          <bt-feeds kind=${place.kind} subject=${place.id} zone=${zone}></bt-feeds>`,
      })}
      <div class="section">
        ${this.weekBar()} ${windows.length === 0 ? html`<p class="soft">${said.empty}</p>` : nothing}
        <bt-week-grid
          .days=${days}
          .windows=${windows}
          .zone=${zone}
          .now=${this.now ?? now}
          .today=${today}
          .chosen=${chosen}
          .preview=${this.preview}
          .mayMove=${this.mayMove}
          .saving=${this.saving}
          @drop=${(event: CustomEvent<Drop>) => this.drop(event.detail)}
          @open=${(event: CustomEvent<readonly Block[]>) =>
            this.renderRoot.querySelector<BlockSheet>('bt-block-sheet')!.open(event.detail)}
          @instant=${(event: CustomEvent<{ date: string; time: string }>) => this.look(event.detail)}
          @day=${(event: CustomEvent<string>) => this.go(event.detail)}
        ></bt-week-grid>
        ${this.legend()}
      </div>
      ${this.unpublished()} ${this.scrubber()}
      <bt-block-sheet
        .zone=${zone}
        .whenOf=${(block: Block) => this.scheduleOf(block)?.when ?? null}
        .mayMove=${this.mayMove}
        .mayPublish=${(block: Block) => this.mayPublish(block)}
        ?asks=${place.kind === 'screen'}
        @hours=${(event: CustomEvent<HoursSet>) => this.setHours(event.detail)}
        @ask=${(event: CustomEvent<Block>) => this.ask(event.detail)}
        @publish=${(event: CustomEvent<Block>) => this.publish([event.detail.window])}
      ></bt-block-sheet>
    </div>`;
  }
}

/** Steps to take back are the tab's, whichever week it looks at. */
const EDITS = 'week-edits';

define('bt-week-page', WeekPage);
