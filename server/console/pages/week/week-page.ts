/**
 * `<bt-week-page>`: the week of a unit or a screen. Blocks are moved by hand; each move edits its
 * schedule at once, which stays unpublished, can be taken back step by step, and is published from
 * the bar after a dry run.
 */
import { html, nothing } from 'lit';
import type { PlannedWindow } from '#server/publish/port.ts';
import { serverNow } from '../../data/clock.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { Ticking } from '../../data/ticking.ts';
import { instantOf } from '../../day.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { pageHeader } from '../../design/parts.ts';
import { schoolOf, upwards } from '../../unit-facts.ts';
import '../screen/timeline.ts';
import type { Timeline } from '../screen/timeline.ts';
import { explain } from '../why/why-dialog.ts';
import './block-sheet.ts';
import type { BlockSheet, HoursSet } from './block-sheet.ts';
import type { Block } from './blocks.ts';
import { addDays, dayAndMonth, mondayOf } from './clock-time.ts';
import './feeds.ts';
import type { Drop } from './ghosts.ts';
import type { WeekData } from './load.ts';
import { Mover } from './mover.ts';
import { rehearse } from './rehearsal-dialog.ts';
import './week-grid.ts';
import type { WeekGrid } from './week-grid.ts';
import { weekPageStyles } from './week-page.css.ts';

class WeekPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    now: { state: true },
  };
  static override styles = [...pageStyles, weekPageStyles];

  declare data: WeekData;
  declare private now: number | null;
  private readonly mover = new Mover(this);

  constructor() {
    super();
    this.now = null;
    new LiveNews(this, {
      onUpdate: ({ programme }) => {
        if (programme) void this.mover.refresh();
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
    this.mover.resume();
  }

  private get grid(): WeekGrid {
    return this.renderRoot.querySelector('bt-week-grid')!;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const typing = event.composedPath().some((one) => one instanceof HTMLInputElement);
    if (typing || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    if (this.mover.edits.length === 0) return;
    event.preventDefault();
    void this.mover.undo();
  };

  private readonly mayPublish = ({ window }: { readonly window: PlannedWindow }): boolean => {
    const path = this.data.paths[window.unitId];
    return path !== undefined && allows(this.data.mayPublish, path);
  };

  private async drop(drop: Drop): Promise<void> {
    if (!(await this.mover.drop(drop))) return;
    const { block, delta } = drop;
    await this.grid.focusBlock(block.window.scheduleId, addDays(block.date, delta.days));
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
      await this.mover.refetch(scheduleId);
      await this.mover.refresh();
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
    explain({ id: place.id, name: place.name, at, titles: this.data.titles });
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
    const { place, zone, units, days, chosen, manifest, titles, portrait } = this.data;
    if (place.kind !== 'screen') return nothing;
    const day = days.find(({ date }) => date === chosen) ?? days[0]!;
    return html`<section class="section" aria-labelledby="scrub">
      <h2 id="scrub">${this.words.week.at}</h2>
      <bt-timeline
        .screenId=${place.id}
        .screenName=${place.name}
        .manifestId=${manifest}
        .titles=${titles}
        .day=${day}
        zone=${zone}
        place=${schoolOf(units, place.unitId)?.name ?? place.name}
        ratio=${portrait ? 'portrait' : 'landscape'}
      ></bt-timeline>
    </section>`;
  }

  private unpublished() {
    const said = this.words.week;
    const { edited } = this;
    const { edits } = this.mover;
    if (edited.length === 0 && edits.length === 0) return nothing;
    return html`<div class="unpublished" role="group" aria-label=${said.unpublished(edited.length)}>
      <p>${icon('edit')}<span>${said.unpublished(edited.length)}</span></p>
      <button type="button" ?disabled=${edits.length === 0} @click=${() => this.mover.undo()}>
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
          .preview=${this.mover.preview}
          .mayMove=${this.mover.mayMove}
          .saving=${this.mover.saving}
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
        .whenOf=${(block: Block) => this.mover.scheduleOf(block)?.when ?? null}
        .mayMove=${this.mover.mayMove}
        .mayPublish=${(block: Block) => this.mayPublish(block)}
        ?asks=${place.kind === 'screen'}
        @hours=${(event: CustomEvent<HoursSet>) => this.mover.setHours(event.detail.block, event.detail.hours)}
        @ask=${(event: CustomEvent<Block>) => this.ask(event.detail)}
        @publish=${(event: CustomEvent<Block>) => this.publish([event.detail.window])}
      ></bt-block-sheet>
    </div>`;
  }
}

define('bt-week-page', WeekPage);
