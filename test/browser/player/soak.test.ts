/** That `npm run bench -- soak` measures what it says, in seconds; its figures are for a quiet machine. */
import { expect, test } from 'vitest';
import type { Figure } from '#test/scale/bench/report.ts';
import { soak } from '#test/scale/bench/soak.ts';

test('a short soak plays all kinds at both paces and tells what page and browser hold', {
  timeout: 300_000,
}, async () => {
  const figures: Figure[] = [];
  await soak({ transitions: 30, ms: 8000, replaceEveryMs: 4000, samples: 1 }, (f) =>
    figures.push(f),
  );
  const told = new Map(figures.map((figure) => [figure.metric, figure]));
  for (const metric of ['heap_mb', 'process_mb', 'nodes', 'listeners', 'media_elements']) {
    for (const name of [metric, `${metric}_ordinary_pace`]) {
      expect(told.get(name)?.value, name).toBeGreaterThan(0);
      expect(told.get(name)?.ratio, name).toBeGreaterThan(0);
    }
  }
  expect(told.get('heap_mb')!.n).toBeGreaterThanOrEqual(30);
});
