/** What was moved by hand and can be taken back, newest last. Pure; kept for the tab's life. */
import type { When } from '#shared/domain/when.ts';

export type Edit = {
  readonly scheduleId: string;
  readonly name: string;
  readonly before: When;
  readonly after: When;
};

/** More steps than anybody remembers. */
const KEPT = 50;

export function noted(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  return [...edits, edit].slice(-KEPT);
}

/** The step to take back, and what remains; null: nothing was moved. */
export function takenBack(
  edits: readonly Edit[],
): { readonly edit: Edit; readonly rest: readonly Edit[] } | null {
  const edit = edits.at(-1);
  return edit === undefined ? null : { edit, rest: edits.slice(0, -1) };
}

/**
 * A step can be taken back while the schedule still is as that step left it: somebody else's edit
 * since then must not vanish with it.
 */
export function stillApplies({ after }: Edit, now: When): boolean {
  return JSON.stringify(sorted(after)) === JSON.stringify(sorted(now));
}

function sorted({ days, hours, periods, also, except, from, until, repeat, among }: When) {
  return { days, hours, periods, also, except, from, until, repeat, among };
}
