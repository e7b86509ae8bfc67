/**
 * Saves the draft as it is typed: the edge that turns `saving.ts` into timers and requests. Only what
 * is finished is sent; an unfinished slide keeps its last finished text on the server meanwhile.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Playlist } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { type Draft, type DraftEntry, draftOf } from './draft.ts';
import {
  type Answer,
  answered,
  changed,
  type Kept,
  keptMine,
  type Saving,
  sending,
  tookTheirs,
  unsaved,
} from './saving.ts';

/** ms after the last key */
const TYPING_PAUSE_MS = 700;
/** ms before an unreachable server is tried again */
const RETRY_MS = 5000;

/** What is saved. */
type Source = {
  /** the draft as it stands */
  draft(): Draft;
  /** whether an entry can be kept as it is */
  finished(entry: DraftEntry): boolean;
  newId(): string;
};

export class Saver implements ReactiveController {
  saving: Saving;
  private readonly host: ReactiveControllerHost;
  private readonly id: string;
  private readonly source: Source;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, playlist: Playlist, kept: Kept, source: Source) {
    this.host = host;
    this.id = playlist.id;
    this.source = source;
    this.saving = { kind: 'saved', kept };
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.now);
    window.addEventListener('beforeunload', this.onLeave);
    document.addEventListener('visibilitychange', this.onHide);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    window.removeEventListener('online', this.now);
    window.removeEventListener('beforeunload', this.onLeave);
    document.removeEventListener('visibilitychange', this.onHide);
  }

  /** The draft has changed. */
  touch(): void {
    this.set(changed(this.saving, this.saveable()));
  }

  /** Tries at once: the network is back, or somebody asked. */
  readonly now = (): void => {
    void this.send();
  };

  /** The draft goes on top of what the other person saved. */
  keepMine(): void {
    if (this.saving.kind !== 'overtaken') return;
    const theirs = draftOf(this.saving.theirs, this.source.newId);
    this.set(keptMine(this.saving, theirs, this.saveable()));
  }

  /** Answers their version, for the desk. */
  takeTheirs(): Draft | null {
    if (this.saving.kind !== 'overtaken') return null;
    const theirs = draftOf(this.saving.theirs, this.source.newId);
    this.set(tookTheirs(this.saving, theirs));
    return theirs;
  }

  private set(saving: Saving): void {
    this.saving = saving;
    this.host.requestUpdate();
    clearTimeout(this.timer);
    if (saving.kind === 'changed') this.timer = setTimeout(this.now, TYPING_PAUSE_MS);
    if (saving.kind === 'unreachable') this.timer = setTimeout(this.now, RETRY_MS);
  }

  private async send(): Promise<void> {
    const next = sending(this.saving, this.saveable());
    if (next.kind !== 'sending' || next === this.saving) return;
    this.set(next);
    const answer = await this.ask(next.kept, next.sent);
    this.set(answered(this.saving, answer, this.saveable()));
  }

  private async ask({ version }: Kept, sent: Draft): Promise<Answer> {
    const path = `/api/playlists/${this.id}`;
    const answer = await call<Playlist>('PATCH', path, { version, ...sent });
    if (answer.ok) return { kind: 'kept', version: answer.value.version };
    if (answer.code === 'editedMeanwhile') {
      const theirs = await call<Playlist>('GET', path);
      return theirs.ok ? { kind: 'overtaken', theirs: theirs.value } : { kind: 'unreachable' };
    }
    // a server that fails or restarts is like no server: what was typed waits here
    if (answer.code === 'offline' || answer.status >= 500) return { kind: 'unreachable' };
    return { kind: 'refused', problem: answer };
  }

  /** The draft without what can't be kept yet: such an entry stays as the server has it, or out. */
  private saveable(): Draft {
    const draft = this.source.draft();
    const before = new Map(this.saving.kept.draft.items.map((entry) => [entry.id, entry]));
    return {
      ...draft,
      name: draft.name.trim() === '' ? this.saving.kept.draft.name : draft.name,
      items: draft.items.flatMap((entry) => {
        if (this.source.finished(entry)) return [entry];
        const kept = before.get(entry.id);
        return kept === undefined ? [] : [kept];
      }),
    };
  }

  /** A phone may drop a page in the background: send before it does. */
  private readonly onHide = (): void => {
    if (document.visibilityState === 'hidden') this.now();
  };

  private readonly onLeave = (event: BeforeUnloadEvent): void => {
    if (unsaved(this.saving)) event.preventDefault();
  };
}
