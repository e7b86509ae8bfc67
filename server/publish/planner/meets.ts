/** Windows of a place that overlap, and what happens where they do. Pure. */
import { priorities } from '#shared/domain/priorities.ts';
import type { PlannedWindow } from '../port.ts';
import { type Candidate, competesOn } from './candidate.ts';

/** A window and whose it is. */
export type Opened = Pick<PlannedWindow, 'start' | 'end' | 'source'> & { readonly of: Candidate };
export type Meeting = PlannedWindow['meets'][number];

/** Nobody reads more of them, and at an office a window may meet hundreds. */
export const MEETINGS = 12;
const worst = ['yields', 'outranks', 'shares'] as const satisfies readonly Meeting['how'][];

/**
 * For each window, in the order given, the others that it meets: the worst first, and no more than
 * MEETINGS. One sweep: a window is held against those that are open when it begins. A schedule doesn't
 * meet itself, nor its own edit.
 */
export function meetings(windows: readonly Opened[]): Meeting[][] {
  const found = windows.map((): Map<string, Meeting> => new Map());
  const byStart = windows.map((_, i) => i).sort((a, b) => windows[a]!.start - windows[b]!.start);
  let open: number[] = [];
  for (const i of byStart) {
    const window = windows[i]!;
    open = open.filter((j) => windows[j]!.end > window.start);
    for (const j of open) {
      note(found[i]!, window.of, windows[j]!.of);
      note(found[j]!, windows[j]!.of, window.of);
    }
    open.push(i);
  }
  const badness = ({ how }: Meeting) => worst.indexOf(how);
  return found.map((each) =>
    [...each.values()].sort((a, b) => badness(a) - badness(b)).slice(0, MEETINGS),
  );
}

function note(found: Map<string, Meeting>, one: Candidate, other: Candidate): void {
  if (one.scheduleId === other.scheduleId) return;
  const how = meet(one, other);
  if (!how) return;
  // Another schedule may be met as it airs and as it was edited: told once, unless that differs.
  found.set(`${other.scheduleId} ${how}`, { scheduleId: other.scheduleId, name: other.name, how });
}

/** What becomes of `one` where it overlaps `other`; null: they have no track in common. */
export function meet(one: Candidate, other: Candidate): Meeting['how'] | null {
  const theirs = competesOn(other);
  if (!competesOn(one).some((track) => theirs.includes(track))) return null;
  const [mine, its] = [rank(one), rank(other)];
  const first = mine < its || (mine === its && one.since <= other.since) ? one : other;
  const exclusive = first.mode === 'takeover' || (mine !== its && keepsTheTrack(first));
  if (!exclusive) return 'shares';
  return first === one ? 'outranks' : 'yields';
}

/** [P5] [P16] A lower one goes first: by class, and within it a takeover before all others. */
function rank({ priority, mode }: Candidate): number {
  return 2 * priorities.indexOf(priority) + (mode === 'takeover' ? 0 : 1);
}

/** [P17] [P18] What airs once or in spots leaves the track to the others in between. */
function keepsTheTrack({ mode, frequency }: Candidate): boolean {
  return mode !== 'once' && frequency === null;
}
