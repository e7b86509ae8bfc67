/**
 * The playlist on the desk while somebody edits it, and every way of changing it, as plain data. An
 * edit is a value, so that it can be undone, announced and tested without a browser.
 */
import type { Playlist, PlaylistEntry } from '#shared/api/resources.ts';

/** An entry on the desk always has its id: the list is keyed by it, and plays are counted by it. */
export type DraftEntry = PlaylistEntry & { id: string };

export type Draft = {
  readonly name: string;
  readonly themes: readonly string[];
  readonly items: readonly DraftEntry[];
};

export type Edit =
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'themes'; readonly themes: readonly string[] }
  | { readonly kind: 'add'; readonly entry: DraftEntry; readonly at: number }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'move'; readonly id: string; readonly to: number }
  /** `field` names what was typed into, so that one run of typing is one step of undo */
  | { readonly kind: 'change'; readonly entry: DraftEntry; readonly field: string }
  | { readonly kind: 'replace'; readonly draft: Draft };

/** What the server holds, as a draft. `newId` serves entries from before entries had ids. */
export function draftOf(playlist: Playlist, newId: () => string): Draft {
  return {
    name: playlist.name,
    themes: playlist.themes,
    items: playlist.items.map((entry) => ({ ...entry, id: entry.id ?? newId() })),
  };
}

/** The draft after an edit. An edit that names an entry which is gone leaves the draft as it was. */
export function apply(draft: Draft, edit: Edit): Draft {
  switch (edit.kind) {
    case 'rename':
      return { ...draft, name: edit.name };
    case 'themes':
      return { ...draft, themes: edit.themes };
    case 'add':
      return { ...draft, items: draft.items.toSpliced(edit.at, 0, edit.entry) };
    case 'remove':
      return withItems(
        draft,
        draft.items.filter(({ id }) => id !== edit.id),
      );
    case 'move':
      return withItems(draft, moved(draft.items, edit.id, edit.to));
    case 'change':
      return withItems(
        draft,
        draft.items.map((entry) => (entry.id === edit.entry.id ? edit.entry : entry)),
      );
    case 'replace':
      return edit.draft;
  }
}

/** The very same draft when no entry differs, so that an edit without effect is no step of undo. */
function withItems(draft: Draft, items: readonly DraftEntry[]): Draft {
  const same =
    items.length === draft.items.length && items.every((entry, at) => entry === draft.items[at]);
  return same ? draft : { ...draft, items };
}

function moved(items: readonly DraftEntry[], id: string, to: number): readonly DraftEntry[] {
  const from = items.findIndex((entry) => entry.id === id);
  const place = Math.max(0, Math.min(items.length - 1, to));
  if (from < 0 || from === place) return items;
  return items.toSpliced(from, 1).toSpliced(place, 0, items[from]!);
}

/** Whether two drafts say the same, whatever the order in which their fields were set. */
export function sameDraft(a: Draft, b: Draft): boolean {
  return a === b || stable(a) === stable(b);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
