import { expect, test } from 'vitest';
import { readList } from './list.ts';

const page = { path: '/player', sha256: 'a'.repeat(64), bytes: 500 };
const script = { path: '/assets/player-AbC_1.js', sha256: 'b'.repeat(64), bytes: 3 };
const version = '0123456789abcdef';

test('a list of a build is read', () => {
  const list = { version, files: [page, script] };
  expect(readList(JSON.parse(JSON.stringify(list)))).toEqual(list);
});

test.each([
  null,
  'x',
  {},
  { version, files: [] },
  { version, files: [script] },
  { version: '../media', files: [page] },
  { version, files: [page, { ...script, path: '/api/session' }] },
  { version, files: [page, { ...script, path: '//elsewhere.example/x.js' }] },
  { version, files: [page, { ...script, sha256: 'b' }] },
])('what is no list of a build is not: %j', (value) => {
  expect(readList(value)).toBeNull();
});
