import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldProblems, fieldWording, wrongFields } from './field-problems.ts';
import { PlaylistEntry } from './resources.ts';

function wrong(schema: z.ZodType, input: unknown, prefix?: readonly PropertyKey[]) {
  const parsed = schema.safeParse(input);
  if (parsed.success) throw new Error('nothing is wrong with this');
  return wrongFields(parsed.error, input, prefix).map(({ path, code }) => `${path}: ${code}`);
}

test('every code is worded in both languages, with the same parameters', () => {
  for (const { vi, en } of Object.values(fieldProblems)) {
    const parameters = (text: string) => text.match(/\{\w+\}/g) ?? [];
    expect(vi).not.toBe(en);
    expect(parameters(vi)).toEqual(parameters(en));
  }
});

test('a code that nobody worded is told as a wrong format', () => {
  expect(fieldWording('constructor', 'en')).toBe(fieldProblems.wrongFormat.en);
});

describe('what is wrong with a field', () => {
  const Form = z.object({
    name: z.string().trim().min(1).max(10),
    text: z.string().min(3),
    email: z.email(),
    day: z.iso.date(),
    ms: z.int().min(1000).max(2000),
    tags: z.array(z.string()).max(1),
  });
  const right = { name: 'a', text: 'abc', email: 'a@b.vn', day: '2026-11-20', ms: 1000, tags: [] };

  test.each([
    [{ name: undefined }, 'name: required'],
    [{ name: '   ' }, 'name: required'],
    [{ name: 'x'.repeat(11) }, 'name: tooLong'],
    [{ name: 5 }, 'name: wrongType'],
    [{ text: 'ab' }, 'text: tooShort'],
    [{ email: 'a@' }, 'email: notEmail'],
    [{ email: '' }, 'email: required'],
    [{ day: '2026-02-30' }, 'day: notDate'],
    [{ ms: 10 }, 'ms: tooSmall'],
    [{ ms: 5000 }, 'ms: tooLarge'],
    [{ ms: '1000' }, 'ms: wrongType'],
    [{ tags: ['a', 'b'] }, 'tags: tooMany'],
  ])('%o', (change, told) => {
    expect(wrong(Form, { ...right, ...change })).toEqual([told]);
  });

  test('is told where the input stands in the request', () => {
    const at = ['items', 3, 'slide', 'data'];
    expect(wrong(Form, { ...right, name: '' }, at)).toEqual(['items.3.slide.data.name: required']);
  });

  test('names what does not belong there', () => {
    expect(wrong(z.strictObject({}), { extra: 1 })).toEqual(['extra: unknownField']);
  });
});

describe('one of several shapes', () => {
  test.each([
    [{ assetId: 'a', volume: 300 }, ['volume: tooLarge']],
    [{ slide: { template: 5 } }, ['slide.template: wrongType', 'slide.data: required']],
    [{ ticker: { text: '' } }, ['ticker.text: required']],
    [{ ticker: { text: 'a' }, ms: 5 }, ['ms: tooSmall']],
    [{}, ['assetId: required']],
  ])('is measured by the one that it was meant to be: %o', (entry, told) => {
    expect(wrong(PlaylistEntry, entry)).toEqual(told);
  });
});
