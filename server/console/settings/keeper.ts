/**
 * A setting on the desk: what somebody is changing, what the server holds, and the ways between the
 * two. A setting that says nothing of its own is kept as null: the units above decide.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SettingAnswer } from '#shared/api/planning.ts';
import type { SettingKind, SettingValue } from '#shared/api/resources.ts';
import { call, type FailedCall } from '../data/api.ts';
import { serverNow } from '../data/clock.ts';
import { toast } from '../data/messages.ts';
import { locale, words } from '../locales/words.ts';
import type { SettingData, Version } from './load.ts';
import { fromServer, type Wrong, wrongWith } from './wrong.ts';

export class SettingKeeper<Kind extends SettingKind> implements ReactiveController {
  /** as the page was loaded with it */
  data!: SettingData<Kind>;
  draft!: SettingValue<Kind>;
  failed: FailedCall | null = null;
  busy = false;
  versions: readonly Version<Kind>[] = [];
  /** as the server has it */
  kept!: SettingValue<Kind>;
  private tried = false;
  private told: Wrong = {};
  private readonly host: ReactiveControllerHost;
  /** says nothing of its own */
  private readonly empty: SettingValue<Kind>;
  /** as it is best kept: sorted, without what can't be meant */
  private readonly tidy: (value: SettingValue<Kind>) => SettingValue<Kind>;

  constructor(
    host: ReactiveControllerHost,
    how: {
      readonly empty: SettingValue<Kind>;
      readonly tidy?: (value: SettingValue<Kind>) => SettingValue<Kind>;
    },
  ) {
    this.host = host;
    this.empty = how.empty;
    this.tidy = how.tidy ?? ((value) => value);
    host.addController(this);
  }

  // never called on the server, where elements are not connected
  hostConnected(): void {
    window.addEventListener('beforeunload', this.onLeave);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.onLeave);
  }

  load(data: SettingData<Kind>): void {
    this.data = data;
    this.versions = data.versions;
    this.kept = data.versions[0]?.value ?? this.empty;
    this.draft = this.kept;
  }

  get dirty(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.kept);
  }

  get wrong(): Wrong {
    return {
      ...this.told,
      ...(this.tried ? wrongWith(this.data.kind, this.draft, locale()) : {}),
    };
  }

  /** Nothing may be written: it is being saved, or somebody may only look. */
  get locked(): boolean {
    return !this.data.mayEdit || this.busy;
  }

  edit(change: Partial<SettingValue<Kind>>): void {
    this.draft = { ...this.draft, ...change };
    this.told = {};
    this.failed = null;
    this.host.requestUpdate();
  }

  discard(): void {
    this.tried = false;
    this.edit(this.kept);
  }

  /** Whether it is now as the draft says. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.tried = true;
    const before = this.kept;
    // first, so that what is wrong is told at the row where it then stands
    this.draft = this.tidy(this.draft);
    const value = this.draft;
    if (Object.keys(wrongWith(this.data.kind, this.draft, locale())).length > 0) {
      this.host.requestUpdate();
      return false;
    }
    if (!(await this.put(value))) return false;
    this.tried = false;
    // what somebody went on to write while the answer was awaited stays
    if (this.draft === value) this.draft = this.kept;
    this.host.requestUpdate();
    toast({ text: words().settings.saved, undo: () => this.takeBack(before) });
    return true;
  }

  /** An earlier version comes onto the desk; saving it makes a new one, nothing in the history changes. */
  restore({ value }: Version<Kind>): void {
    this.edit(value ?? this.empty);
  }

  private async put(value: SettingValue<Kind>): Promise<boolean> {
    const { unit, kind } = this.data;
    const says = JSON.stringify(value) !== JSON.stringify(this.empty);
    this.busy = true;
    this.host.requestUpdate();
    const answer = await call<SettingAnswer<Kind>>('PUT', `/api/units/${unit.id}/${kind}`, {
      version: this.versions[0]?.version ?? 0,
      value: says ? value : null,
    });
    this.busy = false;
    this.host.requestUpdate();
    if (!answer.ok) {
      this.failed = answer;
      this.told = fromServer(answer.fields);
      return false;
    }
    this.failed = null;
    this.take(answer.value);
    return true;
  }

  private async takeBack(before: SettingValue<Kind>): Promise<void> {
    const clean = !this.dirty;
    if (!(await this.put(before))) return;
    if (clean) this.draft = this.kept;
    this.host.requestUpdate();
    toast({ text: words().common.undone });
  }

  private take({ version, value, at }: SettingAnswer<Kind>): void {
    const made = { version, value, at: at ?? serverNow(), byName: null };
    this.versions = [made, ...this.versions.filter((each) => each.version !== version)];
    this.kept = value ?? this.empty;
  }

  /** Somebody else was faster: look at theirs, or save on top of it. */
  async theirs(keepMine: boolean): Promise<void> {
    const { unit, kind } = this.data;
    const answer = await call<SettingAnswer<Kind>>('GET', `/api/units/${unit.id}/${kind}`);
    if (!answer.ok) {
      this.failed = answer;
      this.host.requestUpdate();
      return;
    }
    this.take(answer.value);
    this.failed = null;
    if (!keepMine) this.draft = this.kept;
    this.host.requestUpdate();
    if (keepMine) await this.save();
  }

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (this.dirty) event.preventDefault();
  };
}
