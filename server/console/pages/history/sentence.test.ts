import { expect, test } from 'vitest';
import type { AuditEntry } from '#shared/api/resources.ts';
import { wordsIn } from '../../locales/words.ts';
import { deed, fieldChanges, hasObject } from './sentence.ts';

const vi = wordsIn('vi');
const en = wordsIn('en');

function entry(changes: AuditEntry['changes']): AuditEntry {
  return {
    id: 'e1',
    at: 0,
    by: 'p1',
    action: 'unit.move',
    subject: { kind: 'unit', id: 'u1', name: 'Tân Hiệp' },
    unitId: 'u1',
    changes,
  };
}

test('a deed is told in the language of whoever reads', () => {
  expect(deed('unit.move', vi)).toBe('đã chuyển đơn vị');
  expect(deed('unit.move', en)).toBe('moved the unit');
});

test('a deed without words yet is still told', () => {
  expect(deed('clock.wind', en)).toBe('did “clock.wind” to');
});

test('signing in has no object', () => {
  expect(hasObject('session.create')).toBe(false);
  expect(hasObject('screen.edit')).toBe(true);
});

test('changes name units, levels and roles, not their identifiers', () => {
  const units = { o1: 'Phòng Phú Giáo', o2: 'Xã Phước Hoà' };
  const changes = fieldChanges(
    entry({
      parentId: ['o1', 'o2'],
      levels: [[], ['primary', 'lowerSecondary']],
      roles: [[], [{ role: 'editor', unitId: 'o1' }]],
    }),
    en,
    units,
  );
  expect(changes).toEqual([
    { field: 'below', before: 'Phòng Phú Giáo', after: 'Xã Phước Hoà' },
    { field: 'levels', before: '–', after: 'Primary, Lower secondary' },
    { field: 'roles', before: '–', after: 'Editor, Phòng Phú Giáo' },
  ]);
});

test('what can’t be said in a line is only named', () => {
  expect(fieldChanges(entry({ when: [{ days: [1] }, { days: [2] }] }), vi, {})).toEqual([
    { field: 'thời gian', before: '…', after: '…' },
  ]);
  expect(fieldChanges(entry({ items: [[{}], [{}, {}]] }), vi, {})).toEqual([
    { field: 'các mục', before: '1 mục', after: '2 mục' },
  ]);
});

test('of something new, its name and its unit are not said again', () => {
  const changes = {
    name: [null, 'Tân Hiệp'],
    unitId: [null, 'u1'],
    tags: [null, []],
    zone: [null, 'UTC'],
  };
  const made = entry(changes as unknown as AuditEntry['changes']);
  expect(fieldChanges(made, vi, { u1: 'Phòng Phú Giáo' })).toEqual([
    { field: 'múi giờ', before: '–', after: 'UTC' },
  ]);
});
