/** Sets of weekdays as people name them: runs (`Monday to Friday`), and the presets of the form. */

/** Saturday is a school day for many schools, so both are offered. */
export const presets = {
  schoolDays: [1, 2, 3, 4, 5],
  withSaturday: [1, 2, 3, 4, 5, 6],
  everyDay: [1, 2, 3, 4, 5, 6, 7],
} as const satisfies Record<string, readonly number[]>;
export type Preset = keyof typeof presets;

export function presetOf(days: readonly number[]): Preset | null {
  const key = [...days].toSorted().join();
  const found = Object.entries(presets).find(([, preset]) => preset.join() === key);
  return (found?.[0] as Preset | undefined) ?? null;
}

export type Run = { readonly first: number; readonly last: number };

/** Runs of neighbouring days, Monday first; a run of two counts as two days, as people say it. */
export function runsOf(days: readonly number[]): Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs.flatMap(({ first, last }) =>
    last - first === 1
      ? [
          { first, last: first },
          { first: last, last },
        ]
      : [{ first, last }],
  );
}
