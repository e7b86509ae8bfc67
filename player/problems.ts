/** What is wrong at the moment, by the part that says so; the newest is told to the office. */
export interface Problems {
  /** null: this part has no problem any more */
  set(part: string, problem: string | null): void;
  newest(): string | null;
}

export function createProblems(onChange: () => void): Problems {
  const problems = new Map<string, string>();
  return {
    set(part, problem) {
      if ((problems.get(part) ?? null) === problem) return;
      problems.delete(part);
      if (problem !== null) problems.set(part, problem.slice(0, 300));
      onChange();
    },
    newest: () => [...problems.values()].at(-1) ?? null,
  };
}
