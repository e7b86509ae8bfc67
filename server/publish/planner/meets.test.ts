import { expect, test } from 'vitest';
import { publication } from '#test/support/compiler.ts';
import { slide } from '#test/support/manifests.ts';
import { published } from './candidate.ts';
import { MEETINGS, meetings } from './meets.ts';

test('a window tells the worst of those that it meets, and a dozen at most', () => {
  const of = (id: string, more = {}) => published(publication(id, [slide(id, 1000)], more));
  const window = (id: string, more = {}) => ({
    ...{ start: 0, end: 60_000, source: { kind: 'hours', index: 0 } as const },
    of: of(id, more),
  });
  const many = Array.from({ length: 40 }, (_, n) => window(`p${n}`));
  const [met] = meetings([
    window('one'),
    ...many,
    window('filler', { priority: 'filler' }),
    window('urgent', { priority: 'priority' }),
  ]);
  expect(met).toHaveLength(MEETINGS);
  expect(met!.slice(0, 3)).toMatchObject([
    { scheduleId: 'urgent', how: 'yields' },
    { scheduleId: 'filler', how: 'outranks' },
    { scheduleId: 'p0', how: 'shares' },
  ]);
});
