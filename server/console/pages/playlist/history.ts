/**
 * Undo and redo for the playlist editor. Edits of one field that follow each other closely are one
 * step, as people expect of typing; anything else is a step of its own.
 */
import { apply, type Draft, type Edit } from './draft.ts';

export type History = {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** the run of typing that the last edit belongs to */
  readonly run: { readonly field: string; readonly at: number } | null;
};

/** A pause longer than this, ms, ends a run of typing. */
const RUN_PAUSE_MS = 1500;
/** Steps kept; a draft shares what did not change with its neighbours, so this costs little. */
const STEPS = 200;

export function begun(draft: Draft): History {
  return { past: [], present: draft, future: [], run: null };
}

/** @param at instant of the edit, ms; any steady clock will do */
export function edited(history: History, edit: Edit, at: number): History {
  const present = apply(history.present, edit);
  if (present === history.present) return history;
  const field = fieldOf(edit);
  const goesOn =
    field !== null && history.run?.field === field && at - history.run.at <= RUN_PAUSE_MS;
  return {
    past: goesOn ? history.past : [...history.past, history.present].slice(-STEPS),
    present,
    future: [],
    run: field === null ? null : { field, at },
  };
}

export function undone(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: last,
    future: [history.present, ...history.future],
    run: null,
  };
}

export function redone(history: History): History {
  const [next, ...later] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: later, run: null };
}

function fieldOf(edit: Edit): string | null {
  switch (edit.kind) {
    case 'rename':
      return 'name';
    case 'change':
      return `${edit.entry.id}.${edit.field}`;
    default:
      return null;
  }
}
