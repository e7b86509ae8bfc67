import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalText, manifestId } from '#shared/frame/canonical.ts';
import type { Item } from '#shared/frame/manifest.ts';
import {
  compilerInput,
  DAY,
  MINUTE,
  monday,
  publication,
  HOME as zone,
} from '#test/support/compiler.ts';
import { hash, slide } from '#test/support/manifests.ts';
import { createCompiler } from './compiler.ts';
import { weekOf } from './windows/wall-clock.ts';

describe('the compiler', () => {
  test('makes one manifest for one input, and names it by its bytes', () => {
    const { compile: compiled } = createCompiler();
    const input = (id: string, item: Item) =>
      compilerInput([publication(id, [item])], { now: monday });
    const a = compiled(input('p', slide('a', MINUTE)));
    expect(compiled(input('p', slide('a', MINUTE)))).toBe(a);
    expect(compiled(input('q', slide('b', MINUTE))).id).not.toBe(a.id);
    expect(createCompiler().compile(input('p', slide('a', MINUTE))).id).toBe(a.id);
    expect(a.body).toBe(canonicalText(a.manifest));
    const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(a.id).toBe(manifestId(a.body, sha256));
  });

  test('[P1] knows the week of each zone, also when it turns', () => {
    const { week: weekAt } = createCompiler();
    for (const t of [monday - 1, monday, monday + 3 * DAY, monday + 6.9 * DAY, monday + 7 * DAY]) {
      expect(weekAt(t, zone)).toEqual(weekOf(t, zone));
      expect(weekAt(t, 'America/New_York')).toEqual(weekOf(t, 'America/New_York'));
    }
  });
});

test('[P30] what was recalled is listed, and makes another manifest', () => {
  const { compile: compiled } = createCompiler();
  const input = (recalled: readonly string[]) =>
    compilerInput([publication('p', [slide('a', MINUTE)])], { now: monday, recalled });
  const before = compiled(input([]));
  const after = compiled(input([hash('x')]));
  expect(after.manifest.recalled).toEqual([hash('x')]);
  expect(after.id).not.toBe(before.id);
  expect(after.body).toBe(canonicalText(after.manifest));
});
