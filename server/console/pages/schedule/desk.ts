/**
 * The schedule on the desk: the form, what of it the server holds, and the ways from one to the other.
 * What somebody typed stays in the form through refusals, lost networks and other people's edits.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Schedule } from '#shared/api/resources.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { locale, words } from '../../locales/words.ts';
import { rehearse } from '../week/rehearsal-dialog.ts';
import {
  formOf,
  fromServer,
  inputOf,
  type Objections,
  objectionsTo,
  type ScheduleForm,
} from './form.ts';
import type { ScheduleData } from './load.ts';

export class Desk implements ReactiveController {
  schedule: Schedule | null = null;
  form!: ScheduleForm;
  failed: FailedCall | null = null;
  busy = false;
  /** the form as the server has it; null: never saved */
  private kept: ScheduleForm | null = null;
  /** as it was when the page came */
  private first!: ScheduleForm;
  /** somebody tried to save: from now on all that is wrong is told */
  private tried = false;
  /** what the server objected to, by field */
  private told: Objections = {};
  private readonly host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeunload', this.onLeave);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.onLeave);
  }

  load({ schedule, form }: ScheduleData): void {
    this.schedule = schedule;
    this.form = form;
    this.first = form;
    this.kept = schedule && form;
  }

  get dirty(): boolean {
    return this.kept === null || JSON.stringify(this.kept) !== JSON.stringify(this.form);
  }

  get wrong(): Objections {
    const own = this.tried ? objectionsTo(this.form, words(), locale()) : {};
    return { ...this.told, ...own };
  }

  edit(change: Partial<ScheduleForm>): void {
    this.form = { ...this.form, ...change };
    this.told = {};
    this.failed = null;
    this.host.requestUpdate();
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    // a new form that nobody has touched holds nothing to lose
    const untouched = this.kept === null && this.form === this.first;
    if (this.dirty && !untouched) event.preventDefault();
  };

  /** Whether the schedule is now as the form says. */
  private async keep(): Promise<boolean> {
    this.tried = true;
    const { form, schedule } = this;
    if (Object.keys(objectionsTo(form, words(), locale())).length > 0) return false;
    if (!this.dirty) return true;
    const { unitId, ...rest } = inputOf(form);
    const answer =
      schedule === null
        ? await call<Schedule>('POST', '/api/schedules', { unitId, ...rest })
        : await call<Schedule>('PATCH', `/api/schedules/${schedule.id}`, {
            version: schedule.version,
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

  private async during<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.host.requestUpdate();
    const value = await work();
    this.busy = false;
    this.host.requestUpdate();
    return value;
  }

  /** Whether nothing stood in the way. */
  async save(): Promise<boolean> {
    const saved = await this.during(() => this.keep());
    if (saved) toast({ text: words().schedules.draftSaved });
    return saved ?? false;
  }

  /** Saves, rehearses, and puts it on air if that is still wanted. False: it could not be saved. */
  async publish(name: string): Promise<boolean> {
    const done = await this.during(async () => {
      if (!(await this.keep()) || this.schedule === null) return false;
      const screens = await rehearse({ id: this.schedule.id, name });
      if (screens === null) return true;
      toast({ text: words().schedules.publishedToast(screens) });
      await this.fetch();
      return true;
    });
    return done ?? true;
  }

  private async fetch(): Promise<void> {
    const answer = await call<Schedule>('GET', `/api/schedules/${this.schedule!.id}`);
    if (answer.ok) this.schedule = answer.value;
    else this.failed = answer;
  }

  withdraw(name: string, screens: number): Promise<void> {
    return this.asking(
      {
        title: words().schedules.withdrawTitle(name),
        text: words().schedules.withdrawText(screens),
        action: words().schedules.withdraw,
        danger: true,
      },
      async ({ id }) => {
        const path = `/api/schedules/${id}/publish`;
        const answer = await call<{ schedule: Schedule; screens: number }>('DELETE', path);
        if (!answer.ok) {
          this.failed = answer;
          return;
        }
        this.schedule = answer.value.schedule;
        toast({
          text: words().schedules.withdrawn(answer.value.screens),
          undo: () => this.publishAgain(path),
        });
      },
    );
  }

  private async publishAgain(path: string): Promise<void> {
    const answer = await call<{ schedule: Schedule; screens: number }>('POST', path);
    if (answer.ok) this.schedule = answer.value.schedule;
    this.host.requestUpdate();
    toast(
      answer.ok
        ? { text: words().schedules.publishedToast(answer.value.screens) }
        : { text: answer.title, tone: 'bad' },
    );
  }

  remove(name: string): Promise<void> {
    const said = words().schedules;
    const text = this.schedule?.published
      ? `${said.deleteOnAir} ${said.deleteText}`
      : said.deleteText;
    return this.asking(
      { title: said.deleteTitle(name), text, action: said.deleteSchedule, danger: true },
      async ({ id, published }) => {
        const path = `/api/schedules/${id}`;
        if (published) {
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
      },
    );
  }

  private async asking(
    question: Parameters<typeof confirm>[0],
    work: (schedule: Schedule) => Promise<void>,
  ): Promise<void> {
    await this.during(async () => {
      if (this.schedule !== null && (await confirm(question))) await work(this.schedule);
    });
  }

  /** Somebody else was faster: look at theirs, or save on top of it. */
  async theirs(keepMine: boolean): Promise<void> {
    if (this.schedule === null) return;
    const answer = await call<Schedule>('GET', `/api/schedules/${this.schedule.id}`);
    if (!answer.ok) {
      this.failed = answer;
      this.host.requestUpdate();
      return;
    }
    this.schedule = answer.value;
    this.kept = formOf(answer.value);
    this.failed = null;
    if (!keepMine) this.form = this.kept;
    this.host.requestUpdate();
    if (keepMine) await this.save();
  }
}
