import { expect, test } from 'vitest';
import { safeNext } from './next-path.ts';

test.each([
  ['/screens?state=offline#list', '/screens?state=offline#list'],
  ['/pair?code=BCDF-GHJK', '/pair?code=BCDF-GHJK'],
  [null, '/'],
  ['', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/\t/elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?next=/login', '/'],
])('signing in with next=%j leads to %s', (asked, expected) => {
  expect(safeNext(asked)).toBe(expected);
});
