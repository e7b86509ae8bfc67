/**
 * `<bt-week-grid>`: seven columns of a week with the windows of schedules as blocks. It draws, follows
 * pointer and keys, and tells the page what was dropped where: `drop` with the block and how far,
 * `open` with blocks to look at, `instant` with a time of day that was pressed, `day` with a date.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PlannedWindow } from '#server/publish/port.ts';
import { base } from '../../design/base.css.ts';
import { buttons } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { capital, isoDate, time } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { periodName } from '../../period-name.ts';
import { dayOf } from '../why/sentences.ts';
import { bandsOf } from './bands.ts';
import { blockView, type Handlers, type Size, sizeOf } from './block-view.ts';
import { type Block, blocksOf } from './blocks.ts';
import { addDays, dayAndMonth, minutesOf, spoken, timeOf, weekdayOf } from './clock-time.ts';
import { type Drag, type DragEvent, dragged, type Measures } from './drag.ts';
import { type Drop, ghostOn } from './ghosts.ts';
import { gridStyles } from './grid.css.ts';
import { nudged } from './keys.ts';
import { columnOf, drawnEnd, fillsTheDay, hoursShown, type Stretch, setApart } from './layout.ts';
import type { WeekDay } from './load.ts';
import { type Delta, type Moved, STEP } from './move.ts';

/** Lanes beside one another in a column of the desk; a phone's one column is wide. */
const LANES = 3;
/** How long a finger rests on a block before it lifts it. */
const REST_MS = 350;
const SWIPE_PX = 60;
/** Periods in which children are free to look. */
const free = new Set(['arrival', 'assembly', 'recess', 'exercise', 'lunch', 'dismissal']);

export class WeekGrid extends ConsoleElement {
  static override properties = {
    days: { attribute: false },
    windows: { attribute: false },
    zone: { type: String },
    now: { attribute: false },
    today: { attribute: false },
    chosen: { attribute: false },
    preview: { attribute: false },
    mayMove: { attribute: false },
    saving: { attribute: false },
    drag: { state: true },
    nudge: { state: true },
  };
  static override styles = [base, buttons, gridStyles];

  declare days: readonly WeekDay[];
  declare windows: readonly PlannedWindow[];
  declare zone: string;
  declare now: number;
  declare today: string;
  declare chosen: string;
  /** what a move would do */
  declare preview: (block: Block, delta: Delta) => Moved;
  declare mayMove: (block: Block) => boolean;
  /** dropped, and not saved yet */
  declare saving: Drop | null;
  declare private drag: Drag;
  /** moved by the keys, not dropped yet */
  declare private nudge: Drop | null;
  private blocks: readonly Block[] = [];
  private readonly handlers: Handlers = {
    press: (event, block) => this.press(event, block),
    move: (event) => this.moveTo(event),
    drop: () => this.feed({ kind: 'drop' }),
    cancel: () => this.feed({ kind: 'cancel' }),
    click: (event, block) => this.clickOn(event, block),
    key: (event, block) => this.key(event, block),
    leave: () => this.settle(),
  };
  private rest: ReturnType<typeof setTimeout> | undefined;
  /** pressed and let go where it was */
  private clicked: string | null = null;
  private swipe: { readonly x: number; readonly y: number } | null = null;

  constructor() {
    super();
    this.days = [];
    this.windows = [];
    this.zone = 'Asia/Ho_Chi_Minh';
    this.now = 0;
    this.today = '';
    this.chosen = '';
    this.preview = () => ({ ok: false, why: 'nothing' });
    this.mayMove = () => false;
    this.saving = null;
    this.drag = { kind: 'none' };
    this.nudge = null;
  }

  /** Puts the focus back onto a block that was moved: its key is another one now. */
  async focusBlock(scheduleId: string, date: string): Promise<void> {
    await this.updateComplete;
    const found = this.blocks.filter(
      (block) => block.window.scheduleId === scheduleId && block.date === date,
    );
    const block = found.find(({ window }) => window.state !== 'onAir') ?? found[0];
    if (block) this.buttonOf(block.key)?.focus();
  }

  private buttonOf(key: string): HTMLElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[data-key]')].find(
      (one) => one.dataset.key === key,
    );
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('windows') && !changed.has('days') && !changed.has('zone')) return;
    this.blocks = blocksOf(
      this.windows,
      this.days,
      (at) => time(locale(), this.zone, at),
      (at) => isoDate(this.zone, at),
    );
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // ── pointer ──────────────────────────────────────────────────────────────────────────────────

  private get measures(): Measures {
    const column = this.renderRoot.querySelector<HTMLElement>('.day.chosen .column')!;
    const shown = this.shown(this.blocks);
    const columns = [...this.renderRoot.querySelectorAll<HTMLElement>('.day')];
    return {
      pixelsAMinute: column.clientHeight / (shown.end - shown.start),
      columnWidth: column.offsetWidth + 1,
      sideways: columns.every((one) => one.offsetWidth > 0),
    };
  }

  private feed(event: DragEvent): void {
    const { drag, outcome } = dragged(this.drag, event, this.measures);
    this.drag = drag;
    if (drag.kind !== 'pressed') clearTimeout(this.rest);
    if (outcome.kind === 'nothing') return;
    const block = this.blocks.find(({ key }) => key === outcome.key);
    if (!block) return;
    if (outcome.kind === 'click') this.clicked = block.key;
    else {
      const { grip: edge, minutes, days } = outcome;
      this.tell<Drop>('drop', { block, delta: { edge, minutes, days } });
    }
  }

  private press(event: PointerEvent, block: Block): void {
    if (event.button !== 0) return;
    this.nudge = null;
    this.clicked = null;
    const touch = event.pointerType === 'touch';
    const target = event.target as HTMLElement;
    const grip = target.classList.contains('start')
      ? 'start'
      : target.classList.contains('end')
        ? 'end'
        : 'whole';
    const { clientX: x, clientY: y } = event;
    this.feed({ kind: 'press', key: block.key, grip, x, y, touch });
    if (!touch) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    else this.rest = setTimeout(() => this.feed({ kind: 'rested' }), REST_MS);
  }

  /**
   * Opens at the click that follows the pointer, not at the pointer's own end: a dialog that is open by
   * then takes that for a press beside it, and closes.
   */
  private clickOn(event: MouseEvent, block: Block): void {
    // of no pointer at all: a screen reader, say
    if (event.detail === 0 || this.clicked === block.key) this.tell('open', [block]);
    this.clicked = null;
  }

  private moveTo(event: PointerEvent): void {
    if (this.drag.kind === 'none') return;
    this.feed({ kind: 'move', x: event.clientX, y: event.clientY });
  }

  protected override firstUpdated(): void {
    // not passive: a finger that has lifted a block moves it instead of the page
    this.renderRoot.querySelector('.week')!.addEventListener(
      'touchmove',
      (event) => {
        if (this.drag.kind === 'dragging') event.preventDefault();
      },
      { passive: false },
    );
  }

  private startSwipe(event: TouchEvent): void {
    const [finger] = event.touches;
    this.swipe =
      event.touches.length === 1 && finger ? { x: finger.clientX, y: finger.clientY } : null;
  }

  private endSwipe(event: TouchEvent): void {
    const [finger] = event.changedTouches;
    if (!this.swipe || !finger || this.drag.kind === 'dragging' || this.measures.sideways) return;
    const x = finger.clientX - this.swipe.x;
    const y = finger.clientY - this.swipe.y;
    this.swipe = null;
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y))
      this.tell('day', addDays(this.chosen, x < 0 ? 1 : -1));
  }

  private pressColumn(event: MouseEvent, day: WeekDay): void {
    if (event.target !== event.currentTarget) return;
    const shown = this.shown(this.blocks);
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const minutes =
      shown.start + ((event.clientY - box.top) / box.height) * (shown.end - shown.start);
    this.tell('instant', { date: day.date, time: timeOf(Math.floor(minutes / STEP) * STEP) });
  }

  // ── keys ─────────────────────────────────────────────────────────────────────────────────────

  private key(event: KeyboardEvent, block: Block): void {
    if (event.key === 'Escape') {
      if (this.drag.kind !== 'none') this.feed({ kind: 'cancel' });
      this.nudge = null;
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.nudge) this.settle();
      else this.tell('open', [block]);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const held = this.nudge?.block.key === block.key ? this.nudge.delta : null;
    const delta = nudged(held, event);
    if (delta === null) return;
    event.preventDefault();
    this.nudge = { block, delta };
  }

  /** What the keys moved is dropped there. */
  private settle(): void {
    const { nudge } = this;
    this.nudge = null;
    if (nudge && (nudge.delta.minutes !== 0 || nudge.delta.days !== 0)) this.tell('drop', nudge);
  }

  // ── drawing ──────────────────────────────────────────────────────────────────────────────────

  private shown(blocks: readonly Block[]): Stretch {
    const timed = blocks.filter((block) => !fillsTheDay(block));
    return hoursShown([...timed, ...this.days.flatMap(({ periods }) => periods)]);
  }

  /** Where a stretch lies in its column. */
  private placeOf({ start, end }: Stretch, shown: Stretch): string {
    const length = shown.end - shown.start;
    const top = ((Math.max(start, shown.start) - shown.start) / length) * 100;
    const height = ((Math.min(end, shown.end) - Math.max(start, shown.start)) / length) * 100;
    return `inset-block-start:${top}%;block-size:${height}%`;
  }

  private get lifted(): Drop | null {
    if (this.saving) return this.saving;
    if (this.nudge) return this.nudge;
    const { drag } = this;
    if (drag.kind !== 'dragging') return null;
    const block = this.blocks.find(({ key }) => key === drag.key);
    if (!block) return null;
    return { block, delta: { edge: drag.grip, minutes: drag.minutes, days: drag.days } };
  }

  private hoursOf({ window }: Block): string {
    const clock = (at: number) => spoken(time(locale(), this.zone, at));
    return `${clock(window.start)}–${clock(window.end)}`;
  }

  private block(block: Block, size: Size) {
    const looks = {
      size,
      hours: this.hoursOf(block),
      mayMove: this.mayMove(block),
      lifted: this.lifted?.block.key === block.key,
    };
    return blockView(block, looks, this.handlers);
  }

  private dayName(date: string): string {
    return this.words.schedules.day(weekdayOf(date));
  }

  private apart({ date }: WeekDay, blocks: readonly Block[]) {
    return setApart(
      blocks.filter((block) => block.date === date),
      LANES,
    );
  }

  private column(day: WeekDay, blocks: readonly Block[], shown: Stretch) {
    const said = this.words.week;
    const { timed } = this.apart(day, blocks);
    const { placed, folded } = columnOf(timed, LANES);
    return html`
      ${placed.map(
        ({ block, lane, lanes }) => html`<div
          class="place"
          style="${this.placeOf({ start: block.start, end: drawnEnd(block) }, shown)};--lane:${lane};--lanes:${lanes}"
        >
          ${this.block(block, sizeOf(drawnEnd(block) - block.start))}
        </div>`,
      )}
      ${folded.map((fold) => {
        const when = `${spoken(timeOf(fold.start))}–${spoken(timeOf(fold.end))}`;
        return html`<div
          class="place"
          style="${this.placeOf(fold, shown)};--lane:${LANES - 1};--lanes:${LANES}"
        >
          <button
            type="button"
            class="fold"
            aria-label=${said.moreOf(fold.blocks.length, when)}
            title=${fold.blocks.map(({ window }) => window.name).join('\n')}
            @click=${() => this.tell('open', fold.blocks)}
          >
            ${said.more(fold.blocks.length)}
          </button>
        </div>`;
      })}
    `;
  }

  private ghost(day: WeekDay, blocks: readonly Block[], shown: Stretch) {
    const { lifted } = this;
    if (lifted === null) return nothing;
    const ghost = ghostOn(day.date, lifted, this.preview(lifted.block, lifted.delta), blocks);
    if (ghost === null) return nothing;
    return html`<div
      class="ghost ${ghost.kind === 'lands' && !ghost.own ? 'also' : ''}"
      style=${this.placeOf(ghost.at, shown)}
    >
      ${
        ghost.kind === 'refused'
          ? this.words.week.cannot[ghost.why]
          : `${spoken(ghost.hours.start)}–${spoken(ghost.hours.end)}`
      }
    </div>`;
  }

  private day(day: WeekDay, blocks: readonly Block[], shown: Stretch) {
    const said = this.words.week;
    const { above } = this.apart(day, blocks);
    const minutesNow =
      day.date === this.today ? minutesOf(time(locale(), this.zone, this.now)) : -1;
    const plain = day.why === 'term' || day.why === 'weekend' || day.why === 'outsideTerms';
    const about = plain ? day.names.join(', ') : dayOf(this.words, day);
    return html`<section
      class="day ${day.date === this.today ? 'today' : ''} ${day.date === this.chosen ? 'chosen' : ''} ${day.school ? '' : 'off'}"
      aria-label=${said.dayHead(this.dayName(day.date), dayAndMonth(day.date))}
      aria-current=${day.date === this.today ? 'date' : nothing}
    >
      <div class="head">
        <h2>
          <span>${capital(this.dayName(day.date))}</span>
          <span class="date">${dayAndMonth(day.date)}</span>
        </h2>
        ${about === '' ? nothing : html`<p class=${plain ? 'themed' : ''}>${capital(about)}</p>`}
      </div>
      <div class="all-day">${above.map((block) => this.block(block, fillsTheDay(block) ? 'low' : 'middle'))}</div>
      <div class="hours column" @click=${(event: MouseEvent) => this.pressColumn(event, day)}>
        ${bandsOf(day.periods).map(
          (one) => html`<div
            class="period ${free.has(one.period) ? 'free' : ''}"
            style=${this.placeOf(one, shown)}
            aria-hidden="true"
          >
            ${one.named ? periodName(this.words, one.period, one.label) : nothing}
          </div>`,
        )}
        ${this.column(day, blocks, shown)}
        ${
          minutesNow >= shown.start && minutesNow < shown.end
            ? html`<div
                class="now"
                style="inset-block-start:${((minutesNow - shown.start) / (shown.end - shown.start)) * 100}%"
              ></div>`
            : nothing
        }
        ${this.ghost(day, blocks, shown)}
      </div>
    </section>`;
  }

  private tabs() {
    return html`<div class="tabs" role="group" aria-label=${this.words.week.days}>
      ${this.days.map(
        ({ date }) => html`<button
          type="button"
          class=${date === this.today ? 'is-today' : ''}
          aria-pressed=${date === this.chosen}
          @click=${() => this.tell('day', date)}
        >
          <span class="unseen">
            ${this.words.week.dayHead(this.dayName(date), dayAndMonth(date))}
          </span>
          <span aria-hidden="true">${this.words.schedules.dayShort(weekdayOf(date))}</span>
          <span aria-hidden="true">${Number(date.slice(8))}</span>
        </button>`,
      )}
    </div>`;
  }

  private announced() {
    const { nudge } = this;
    if (!nudge) return nothing;
    const moved = this.preview(nudge.block, nudge.delta);
    if (!moved.ok) return this.words.week.cannot[moved.why];
    const day = this.dayName(addDays(nudge.block.grasped.date, nudge.delta.days));
    return this.words.week.moving(day, `${spoken(moved.hours.start)}–${spoken(moved.hours.end)}`);
  }

  override render() {
    const { blocks } = this;
    const shown = this.shown(blocks);
    const hours = Array.from(
      { length: (shown.end - shown.start) / 60 - 1 },
      (_, n) => shown.start / 60 + n + 1,
    );
    return html`
      ${this.tabs()}
      <div
        class="week"
        style="--shown:${(shown.end - shown.start) / 60}"
        @touchstart=${this.startSwipe}
        @touchend=${this.endSwipe}
      >
        <div class="axis" aria-hidden="true">
          <div class="head"></div>
          <div class="all-day">
            ${this.days.some((day) => this.apart(day, blocks).above.length > 0) ? this.words.week.allDay : nothing}
          </div>
          <div class="hours">
            ${hours.map(
              (hour) => html`<span
                style="inset-block-start:${((hour * 60 - shown.start) / (shown.end - shown.start)) * 100}%"
                >${hour}:00</span
              >`,
            )}
          </div>
        </div>
        ${repeat(
          this.days,
          ({ date }) => date,
          (day) => this.day(day, blocks, shown),
        )}
      </div>
      <p id="keys" class="unseen">${this.words.week.keys}</p>
      <p class="unseen" role="status">${this.announced()}</p>
    `;
  }
}

define('bt-week-grid', WeekGrid);
