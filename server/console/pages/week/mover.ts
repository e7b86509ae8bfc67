/**
 * Moves schedules by their blocks and takes moves back. Each move is an edit of its schedule at once,
 * bound to the version that was looked at; screens stay as they are until somebody publishes.
 */
import type { ReactiveControllerHost } from 'lit';
import type { PlannedWindow } from '#server/publish/port.ts';
import type { Schedule } from '#shared/api/resources.ts';
import type { Hours, When } from '#shared/domain/when.ts';
import { call } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { allows } from '../../data/rights.ts';
import { type Words, words } from '../../locales/words.ts';
import { daysOf } from '../schedules/summary.ts';
import type { Block } from './blocks.ts';
import { dayAndMonth, spoken } from './clock-time.ts';
import { type Edit, noted, stillApplies, takenBack } from './edits.ts';
import type { Drop } from './ghosts.ts';
import type { WeekData, WeekSchedule } from './load.ts';
import { type Delta, graspable, type Moved, moved } from './move.ts';

/** Steps to take back are the tab's, whichever week it looks at. */
const EDITS = 'week-edits';

type Put =
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly offline: boolean };

export class Mover {
  private readonly host: ReactiveControllerHost & { data: WeekData };
  private steps: readonly Edit[] = [];
  private dropped: Drop | null = null;

  constructor(host: ReactiveControllerHost & { data: WeekData }) {
    this.host = host;
  }

  /** What can be taken back, newest last. */
  get edits(): readonly Edit[] {
    return this.steps;
  }

  /** Dropped, and not saved yet. */
  get saving(): Drop | null {
    return this.dropped;
  }

  /** Takes up what this tab moved before. */
  resume(): void {
    const kept = sessionStorage.getItem(EDITS);
    if (kept) this.keep(JSON.parse(kept) as Edit[]);
  }

  private keep(steps: readonly Edit[]): void {
    this.steps = steps;
    sessionStorage.setItem(EDITS, JSON.stringify(steps));
    this.host.requestUpdate();
  }

  scheduleOf({ window }: Block): WeekSchedule | undefined {
    return this.host.data.schedules[window.scheduleId];
  }

  private mayEdit({ window }: Block): boolean {
    const path = this.host.data.paths[window.unitId];
    return path !== undefined && allows(this.host.data.mayEdit, path);
  }

  readonly mayMove = (block: Block): boolean => {
    const schedule = this.scheduleOf(block);
    return (
      schedule !== undefined &&
      this.mayEdit(block) &&
      graspable(schedule.when, block.grasped) === null
    );
  };

  readonly preview = (block: Block, delta: Delta): Moved => {
    const schedule = this.scheduleOf(block);
    if (!schedule) return { ok: false, why: 'edited' };
    return moved(schedule.when, block.grasped, delta);
  };

  /** Whether it was moved; why not is told. */
  async drop(drop: Drop): Promise<boolean> {
    const { cannot } = words().week;
    const { block } = drop;
    if (this.dropped !== null) return false;
    if (!this.scheduleOf(block) || !this.mayEdit(block)) {
      toast({ text: cannot.right, tone: 'bad' });
      return false;
    }
    const answer = this.preview(block, drop.delta);
    if (!answer.ok) {
      if (answer.why !== 'nothing') toast({ text: cannot[answer.why], tone: 'bad' });
      return false;
    }
    this.dropped = drop;
    const done = await this.change(block, answer);
    this.dropped = null;
    this.host.requestUpdate();
    return done;
  }

  /** Hours typed into fields, in place of dragging. */
  async setHours(block: Block, hours: Hours): Promise<void> {
    const schedule = this.scheduleOf(block);
    const { source } = block.window;
    if (!schedule || source.kind !== 'hours') return;
    const { when } = schedule;
    const all = when.hours.map((each, at) => (at === source.index ? hours : each));
    const days = when.repeat.kind === 'weekly' ? when.days.toSorted((a, b) => a - b) : [];
    await this.change(block, { when: { ...when, hours: all }, hours, days, changed: 'hours' });
  }

  private async change(block: Block, change: Omit<Moved & { ok: true }, 'ok'>): Promise<boolean> {
    const { scheduleId, name } = block.window;
    const before = this.scheduleOf(block)!.when;
    const put = await this.put(scheduleId, change.when);
    if (!put.ok) return false;
    this.keep(noted(this.steps, { scheduleId, name, before, after: put.schedule.when }));
    toast({ text: sentenceOf(words(), block, change), undo: () => this.undo() });
    return true;
  }

  async undo(): Promise<void> {
    const step = takenBack(this.steps);
    if (!step) return;
    const { scheduleId, before } = step.edit;
    await this.refetch(scheduleId);
    const schedule = this.host.data.schedules[scheduleId];
    if (!schedule || !stillApplies(step.edit, schedule.when)) {
      this.keep(step.rest);
      toast({ text: words().week.editedMeanwhile, tone: 'bad' });
      await this.refresh();
      return;
    }
    const put = await this.put(scheduleId, before);
    // what the server refuses it will refuse again: the next step is offered
    if (put.ok || !put.offline) this.keep(step.rest);
    if (put.ok) toast({ text: words().week.undone });
  }

  private async put(id: string, when: When): Promise<Put> {
    const { version } = this.host.data.schedules[id]!;
    const answer = await call<Schedule>('PATCH', `/api/schedules/${id}`, { version, when });
    if (answer.ok) {
      this.know(answer.value);
      await this.refresh();
      return { ok: true, schedule: answer.value };
    }
    const beaten = answer.code === 'editedMeanwhile';
    const [field] = Object.values(answer.fields);
    const text = beaten ? words().week.editedMeanwhile : (field ?? answer.title);
    toast({ text, tone: 'bad' });
    if (beaten) await this.refetch(id);
    await this.refresh();
    return { ok: false, offline: answer.code === 'offline' };
  }

  private know({ id, when, version, unitId, published }: Schedule): void {
    const { data } = this.host;
    const schedules = { ...data.schedules, [id]: { id, when, version, unitId, published } };
    this.host.data = { ...data, schedules };
  }

  async refetch(id: string): Promise<void> {
    const answer = await call<Schedule>('GET', `/api/schedules/${id}`);
    if (answer.ok) this.know(answer.value);
  }

  /** The windows as the server has them now, and the schedules that are new among them. */
  async refresh(): Promise<void> {
    const { place, days } = this.host.data;
    const span = `from=${days[0]!.start}&to=${days[6]!.end}`;
    const answer = await call<{ windows: PlannedWindow[] }>(
      'GET',
      `/api/${place.kind}s/${place.id}/windows?${span}`,
    );
    if (!answer.ok) return;
    const { windows } = answer.value;
    this.host.data = { ...this.host.data, windows };
    const known = this.host.data.schedules;
    const unknown = new Set(windows.map((one) => one.scheduleId).filter((id) => !known[id]));
    for (const id of unknown) await this.refetch(id);
  }
}

/** What a move did, and on which days: more than the block that was dragged, mostly. */
function sentenceOf(
  all: Words,
  { window: { name }, date }: Block,
  { when, hours, days, changed }: Omit<Moved & { ok: true }, 'ok'>,
): string {
  const said = all.week;
  const range = `${spoken(hours.start)}–${spoken(hours.end)}`;
  if (days.length === 0) return said.moved(name, dayAndMonth(date), range);
  const named = daysOf(all, days);
  if (changed !== 'hours' && when.hours.length > 1) return said.movedRanges(name, named);
  return days.length > 1 ? said.movedAll(name, named, range) : said.moved(name, named, range);
}
