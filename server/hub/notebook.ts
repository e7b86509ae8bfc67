/**
 * What the hub learns about screens, on its way to the store: the newest of each screen, and each
 * assignment, written many at a time, every few seconds. Losing the last seconds in a crash loses
 * little: a screen says it all again when it connects.
 */
import type { Logger } from 'pino';
import type { Screens } from '#server/store/port.ts';

export type Note = Parameters<Screens['note']>[0][number];

export class Notebook {
  readonly #screens: Screens;
  readonly #log: Logger;
  #pending = new Map<string, Note>();
  /** what screens were told since the last write, oldest first: none of it may be replaced by newer */
  #told: Note[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(screens: Screens, log: Logger) {
    this.#screens = screens;
    this.#log = log;
  }

  note(note: Note): void {
    const { assignedAt, ...newest } = note;
    if (assignedAt !== undefined) this.#told.push(note);
    this.#pending.set(note.id, { ...this.#pending.get(note.id), ...newest });
  }

  /** Resolves when nothing that is known about the screen is unwritten, as far as that succeeds. */
  async settled(screenId: string): Promise<void> {
    if (this.#pending.has(screenId)) await this.flush();
    else await this.#writing;
  }

  /** Writes what is pending; one write at a time. Resolves when everything noted so far is written. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const notes = this.#pending;
    if (notes.size === 0) return;
    const told = this.#told;
    this.#pending = new Map();
    this.#told = [];
    try {
      await this.#screens.note([...told, ...notes.values()]);
    } catch (error) {
      this.#log.error({ err: error, screens: notes.size }, 'notes about screens were not written');
      // once more next time; what was noted meanwhile is newer
      this.#told = [...told, ...this.#told];
      for (const [id, note] of notes) {
        this.#pending.set(id, { ...note, ...this.#pending.get(id) });
      }
    }
  }
}
