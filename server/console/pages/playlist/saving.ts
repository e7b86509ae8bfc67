/**
 * How far the draft is kept on the server, as a state machine without clock or network: the editor
 * tells it what happened, it says what to do next. What somebody typed is never dropped: it stays in
 * the draft through refusals, lost networks and other people's edits.
 */
import type { Playlist } from '#shared/api/resources.ts';
import type { FailedCall } from '../../data/api.ts';
import { type Draft, sameDraft } from './draft.ts';

/** What the server is known to hold. */
export type Kept = { readonly version: number; readonly draft: Draft };

export type Saving =
  | { readonly kind: 'saved'; readonly kept: Kept }
  /** something changed; sent once typing pauses */
  | { readonly kind: 'changed'; readonly kept: Kept }
  | { readonly kind: 'sending'; readonly kept: Kept; readonly sent: Draft }
  /** the server could not be reached; tried again by itself */
  | { readonly kind: 'unreachable'; readonly kept: Kept }
  /** the server said no; the next edit tries again */
  | { readonly kind: 'refused'; readonly kept: Kept; readonly problem: FailedCall }
  /** somebody else saved in between; a person has to choose */
  | { readonly kind: 'overtaken'; readonly kept: Kept; readonly theirs: Playlist };

export type Answer =
  | { readonly kind: 'kept'; readonly version: number }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly problem: FailedCall }
  | { readonly kind: 'overtaken'; readonly theirs: Playlist };

/** The draft became `draft`. While an answer is awaited or a choice is due, it simply waits. */
export function changed(saving: Saving, draft: Draft): Saving {
  if (saving.kind === 'sending' || saving.kind === 'overtaken') return saving;
  return { kind: sameDraft(draft, saving.kept.draft) ? 'saved' : 'changed', kept: saving.kept };
}

/** Time to send: typing paused, or the network is back. */
export function sending(saving: Saving, draft: Draft): Saving {
  switch (saving.kind) {
    case 'changed':
    case 'unreachable':
      return { kind: 'sending', kept: saving.kept, sent: draft };
    case 'saved':
    case 'sending':
    case 'refused':
    case 'overtaken':
      return saving;
  }
}

/** The server answered what was sent, while the draft may have moved on to `draft`. */
export function answered(saving: Saving, answer: Answer, draft: Draft): Saving {
  if (saving.kind !== 'sending') return saving;
  switch (answer.kind) {
    case 'kept':
      return changed(
        { kind: 'saved', kept: { version: answer.version, draft: saving.sent } },
        draft,
      );
    case 'unreachable':
      return { kind: 'unreachable', kept: saving.kept };
    case 'refused':
      return sameDraft(draft, saving.sent)
        ? { kind: 'refused', kept: saving.kept, problem: answer.problem }
        : { kind: 'changed', kept: saving.kept };
    case 'overtaken':
      return { kind: 'overtaken', kept: saving.kept, theirs: answer.theirs };
  }
}

/** Keep mine: the next save goes on top of what the other person saved. */
export function keptMine(saving: Saving, theirs: Draft, mine: Draft): Saving {
  if (saving.kind !== 'overtaken') return saving;
  const kept = { version: saving.theirs.version, draft: theirs };
  return changed({ kind: 'saved', kept }, mine);
}

/** Take theirs; the editor puts `theirs` on the desk, and undo brings mine back. */
export function tookTheirs(saving: Saving, theirs: Draft): Saving {
  if (saving.kind !== 'overtaken') return saving;
  return { kind: 'saved', kept: { version: saving.theirs.version, draft: theirs } };
}

/** Whether leaving the page now would lose something. */
export function unsaved(saving: Saving): boolean {
  return saving.kind !== 'saved';
}
