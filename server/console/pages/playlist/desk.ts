/**
 * The playlist on the desk: the draft with its history, the files that it knows of, and which entry is
 * chosen. It makes every change, says it to those who can't see it, and has the draft saved.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { uuidv7 } from 'uuidv7';
import { templates } from '#playlists/templates/index.ts';
import type { Asset, Playlist } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { words } from '../../locales/words.ts';
import { type Draft, type DraftEntry, draftOf, type Edit } from './draft.ts';
import { clipEntry, slideEntry, tickerEntry, titleOf, webEntry } from './entry.ts';
import { begun, edited, type History, redone, undone } from './history.ts';
import type { PlaylistData } from './load.ts';
import type { Picked } from './palette.ts';
import { type DraftProgramme, programmeOf } from './programme.ts';
import { Saver } from './saver.ts';
import type { Saving } from './saving.ts';

export class Desk implements ReactiveController {
  /** whose pages may be shown */
  private origins: ReadonlySet<string> = new Set();
  /** every file that the page has heard of, by its id */
  assets: ReadonlyMap<string, Asset> = new Map();
  /** id of the entry whose details are shown */
  chosen: string | null = null;
  /** the last change of order or contents, for those who can't see it */
  said = '';
  private data!: PlaylistData;
  private history!: History;
  /** null: the playlist is only to be looked at */
  private saver: Saver | null = null;
  private laidOut: {
    draft: Draft;
    assets: Desk['assets'];
    programme: DraftProgramme;
  } | null = null;
  private readonly host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  // never called on the server, where elements are not connected
  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
  }

  load(data: PlaylistData): void {
    const { playlist, assets, library, pictures, mayEdit } = data;
    // entries that lack an id get the same one here and in the server's drawing
    let serial = 0;
    const draft = draftOf(playlist, () => `entry-${++serial}`);
    this.data = data;
    this.origins = new Set(data.web.origins);
    this.history = begun(draft);
    this.assets = new Map([...pictures, ...library, ...assets].map((asset) => [asset.id, asset]));
    this.chosen = draft.items[0]?.id ?? null;
    this.saver = mayEdit
      ? new Saver(
          this.host,
          playlist,
          { version: playlist.version, draft },
          {
            draft: () => this.draft,
            finished: ({ id }) => !this.unfinished.has(id),
            newId: uuidv7,
          },
        )
      : null;
  }

  get draft(): Draft {
    return this.history.present;
  }

  get chosenEntry(): DraftEntry | undefined {
    return this.draft.items.find(({ id }) => id === this.chosen);
  }

  /** how far the draft is kept; null: it is not to be edited */
  get saving(): Saving | null {
    return this.saver?.saving ?? null;
  }

  get undoable(): boolean {
    return this.history.past.length > 0;
  }

  get redoable(): boolean {
    return this.history.future.length > 0;
  }

  /** Laid out once for each draft, however often it is drawn. */
  get programme(): DraftProgramme {
    const { draft, assets } = this;
    if (this.laidOut?.draft !== draft || this.laidOut.assets !== assets)
      this.laidOut = {
        draft,
        assets,
        programme: programmeOf(draft, { assets, templates, origins: this.origins }, this.data.now),
      };
    return this.laidOut.programme;
  }

  /** ids of the entries that can't be kept as they are */
  get unfinished(): ReadonlySet<string> {
    return new Set(
      this.programme.placed
        .filter(({ trouble }) => trouble === 'unfinished')
        .map(({ entry }) => entry.id),
    );
  }

  async refetch(assetId: string): Promise<void> {
    const answer = await call<Asset>('GET', `/api/assets/${assetId}`);
    if (answer.ok) this.know(answer.value);
  }

  private know(asset: Asset): void {
    this.assets = new Map([...this.assets, [asset.id, asset]]);
    this.host.requestUpdate();
  }

  // ── editing ───────────────────────────────────────────────────────────────────────────────────

  edit(edit: Edit): void {
    this.travel(edited(this.history, edit, performance.now()));
  }

  undo(): void {
    this.travel(undone(this.history));
  }

  redo(): void {
    this.travel(redone(this.history));
  }

  private travel(history: History): void {
    if (history === this.history) return;
    this.history = history;
    if (!this.chosenEntry) this.chosen = this.draft.items[0]?.id ?? null;
    this.host.requestUpdate();
    this.saver?.touch();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.saver === null) return;
    const key = event.key.toLowerCase();
    const back = key === 'z' && !event.shiftKey;
    const forth = (key === 'z' && event.shiftKey) || key === 'y';
    if (!back && !forth) return;
    // also within a field: what was typed there is in the history too, and in step with the rest
    event.preventDefault();
    if (back) this.undo();
    else this.redo();
  };

  choose(id: string): void {
    this.chosen = id;
    this.host.requestUpdate();
  }

  /** Answers the id of the new entry. */
  insert(picked: Picked, at: number): string {
    const entry = entryFor(picked);
    if (picked.kind === 'clip') this.know(picked.asset);
    this.edit({ kind: 'add', entry, at });
    this.say(words().playlists.added(titleOf(entry, this.assets)));
    return entry.id;
  }

  /** Behind the entry that is chosen. */
  insertNext(picked: Picked): string {
    const after = this.draft.items.findIndex(({ id }) => id === this.chosen);
    return this.insert(picked, after < 0 ? this.draft.items.length : after + 1);
  }

  move(id: string, to: number): void {
    const entry = this.draft.items.find((one) => one.id === id);
    if (!entry) return;
    this.edit({ kind: 'move', id, to });
    const title = titleOf(entry, this.assets);
    this.say(words().playlists.movedTo(title, to + 1, this.draft.items.length));
  }

  takeOut(id: string): void {
    const at = this.draft.items.findIndex((one) => one.id === id);
    const entry = this.draft.items[at];
    if (!entry) return;
    this.edit({ kind: 'remove', id });
    toast({
      text: words().playlists.removed(titleOf(entry, this.assets)),
      undo: () => {
        if (!this.draft.items.some((one) => one.id === id))
          this.edit({ kind: 'add', entry, at: Math.min(at, this.draft.items.length) });
      },
    });
  }

  /** Answers the id of the copy; null: the entry is gone. */
  duplicate(id: string): string | null {
    const at = this.draft.items.findIndex((one) => one.id === id);
    const entry = this.draft.items[at];
    if (!entry) return null;
    const copy = { ...entry, id: uuidv7() };
    this.edit({ kind: 'add', entry: copy, at: at + 1 });
    this.say(words().playlists.added(titleOf(copy, this.assets)));
    return copy.id;
  }

  private say(text: string): void {
    this.said = text;
    this.host.requestUpdate();
  }

  // ── somebody else was faster ──────────────────────────────────────────────────────────────────

  keepMine(): void {
    this.saver?.keepMine();
  }

  takeTheirs(): void {
    const theirs = this.saver?.takeTheirs();
    if (theirs) this.edit({ kind: 'replace', draft: theirs });
  }

  /** Mine becomes a playlist of its own, and the page goes there. */
  async keepBoth(): Promise<void> {
    const { draft, unfinished } = this;
    const answer = await call<Playlist>('POST', '/api/playlists', {
      ...draft,
      name: words().playlists.copyName(draft.name),
      items: draft.items.filter(({ id }) => !unfinished.has(id)),
      unitId: this.data.playlist.unitId,
    });
    if (!answer.ok) {
      toast({ text: answer.title, tone: 'bad' });
      return;
    }
    this.takeTheirs();
    location.assign(`/playlists/${answer.value.id}`);
  }
}

function entryFor(picked: Picked): DraftEntry {
  const id = uuidv7();
  switch (picked.kind) {
    case 'clip':
      return clipEntry(id, picked.asset);
    case 'slide':
      return slideEntry(id, picked.template);
    case 'ticker':
      return tickerEntry(id, picked.text);
    case 'web':
      return webEntry(id, picked.url);
  }
}
