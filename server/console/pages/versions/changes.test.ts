import { expect, test } from 'vitest';
import { en } from '../../locales/en.ts';
import { vi } from '../../locales/vi.ts';
import { changesOf } from './changes.ts';

const none = { added: 0, removed: 0, changed: 0, moved: false };

test('what differs is named field by field, and the items are counted', () => {
  const changes = { when: [{}, {}], priority: ['ordinary', 'priority'] } as Record<
    string,
    [unknown, unknown]
  >;
  const itemChanges = { added: 2, removed: 0, changed: 1, moved: true };
  expect(changesOf(vi, { changes, itemChanges })).toEqual([
    'ngày giờ',
    'mức ưu tiên',
    'thêm 2 mục',
    'sửa 1 mục',
    'đổi thứ tự',
  ]);
  expect(changesOf(en, { changes: {}, itemChanges: { ...none, removed: 1 } })).toEqual([
    '1 item less',
  ]);
});

test('two versions that are the same differ in nothing', () => {
  expect(changesOf(vi, { changes: {}, itemChanges: none })).toEqual([]);
});

test('each field of a version has a name in both languages', () => {
  const fields = [
    ...['when', 'audience', 'mode', 'priority', 'secondsPerHour'],
    ...['frequency', 'sound', 'name'],
  ];
  for (const words of [vi, en])
    expect(Object.keys(words.versions.change)).toEqual(expect.arrayContaining(fields));
});
