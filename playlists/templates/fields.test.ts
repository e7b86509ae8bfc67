import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { wrongFields } from '#shared/api/field-problems.ts';
import { line, lineList, MomentText, optionalPhoto, optionalWebAddress } from './fields.ts';

const codeOf = (schema: z.ZodType, value: unknown): string | undefined => {
  const parsed = z.object({ it: schema }).safeParse({ it: value });
  return parsed.success ? undefined : wrongFields(parsed.error, { it: value })[0]?.code;
};

describe('a line of text', () => {
  test('comes out composed, on one line, without spaces around it', () => {
    const decomposed = '  Đuối\n nước '.normalize('NFD');
    expect(line(20).parse(decomposed)).toBe('Đuối nước');
  });

  test('counts letters as people see them: decomposed marks make it no longer', () => {
    expect(line(4).safeParse('Ễ Ậ Ộ'.slice(0, 4).normalize('NFD')).success).toBe(true);
  });

  test.each([
    ['empty', '', 'required'],
    ['missing', undefined, 'required'],
    ['blanks only', '  \n ', 'required'],
    ['too long', 'a'.repeat(21), 'tooLong'],
    ['no text', 7, 'wrongType'],
    ['a control character', 'a\u0000b', 'unprintable'],
    ['a turned-around line', 'abc\u202edef', 'unprintable'],
  ])('%s is refused in words', (_what, value, code) => {
    expect(codeOf(line(20), value)).toBe(code);
  });

  test('a list leaves no empty list and no long one', () => {
    expect(codeOf(lineList(2, 9), [])).toBe('tooFew');
    expect(codeOf(lineList(2, 9), ['a', 'b', 'c'])).toBe('tooMany');
    expect(lineList(2, 9).parse([' a ', 'b'])).toEqual(['a', 'b']);
  });
});

describe('an address behind a QR code', () => {
  test.each(['https://phugiao.example/van-ban', 'http://192.168.1.10:8080/p/1', '', undefined])(
    '%s is taken',
    (value) => expect(codeOf(optionalWebAddress, value)).toBe(undefined),
  );

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://phugiao.example/',
    '/van-ban',
    'https://bank.example@phugiao.example/',
    `https://phugiao.example/${'x'.repeat(200)}`,
  ])('%s is refused', (value) => expect(codeOf(optionalWebAddress, value)).not.toBe(undefined));
});

describe('a moment', () => {
  test.each(['2026-11-20T07:30', '2028-02-29T00:00'])('%s is taken', (value) =>
    expect(codeOf(MomentText, value)).toBe(undefined),
  );
  test.each(['2026-02-29T07:30', '2026-11-20', '2026-11-20T24:00', '2026-11-20T07:30Z', 'mai'])(
    '%s is refused',
    (value) => expect(codeOf(MomentText, value)).not.toBe(undefined),
  );
});

test('a photo is named by its hash and nothing else', () => {
  expect(codeOf(optionalPhoto, 'a'.repeat(64))).toBe(undefined);
  expect(codeOf(optionalPhoto, '')).toBe(undefined);
  expect(codeOf(optionalPhoto, '../../etc/passwd')).not.toBe(undefined);
});
