/** What a benchmark prints, and the little arithmetic that benchmarks share. */

/** One figure: a JSON line on stdout. */
export type Figure = {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** the same, measured in the same run for the plainest way there is; null: there is none */
  readonly baseline: number | null;
  /** value / baseline */
  readonly ratio: number | null;
  /** how many measurements the value stands on */
  readonly n: number;
};

export type Report = (figure: Figure) => void;

/** The value below which a share of the values lies: `quantile(times, 0.99)`. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
