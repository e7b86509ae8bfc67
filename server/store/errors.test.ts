import pg from 'pg';
import { expect, test } from 'vitest';
import { Refusal } from '#shared/api/problems.ts';
import { inOurWords } from './errors.ts';
import { StoreFull, Taken } from './port.ts';

// A full disk under PostgreSQL can't be had in a test; its other errors are met in the contract suite.
test.each([
  ['53100', StoreFull],
  ['23505', Taken],
  ['22021', Refusal],
])('PostgreSQL’s %s is told in the port’s words', (code, meaning) => {
  const error = new pg.DatabaseError('as the server says it', 0, 'error');
  error.code = code;
  expect(inOurWords(error)).toBeInstanceOf(meaning);
});

test('what is no error of a database passes as it is', () => {
  const unlucky = Object.assign(new Error('mine'), { code: 'toString' });
  for (const error of [unlucky, new Error('mine'), 'a string', undefined]) {
    expect(inOurWords(error)).toBe(error);
  }
});
