import { expect, test } from 'vitest';
import type { ScreenRow, ScreenState } from '../../screen-rows.ts';
import type { UnitRow } from '../../unit-facts.ts';
import { everything, filtered, filterFrom, queryOf } from './filter.ts';

const units: UnitRow[] = [
  { id: 'office', parentId: null, name: 'Phòng GD&ĐT Phú Giáo', kind: 'office' },
  { id: 'tanhiep', parentId: 'office', name: 'Trường Tiểu học Tân Hiệp', kind: 'school' },
  { id: 'hall', parentId: 'tanhiep', name: 'Sảnh chính', kind: 'zone' },
  { id: 'vinhhoa', parentId: 'office', name: 'Trường THCS Vĩnh Hoà', kind: 'school' },
];

function screen(id: string, unitId: string, state: ScreenState, tags: string[] = []): ScreenRow {
  return {
    id,
    unitId,
    name: `Màn hình ${id}`,
    tags,
    kind: 'screen',
    needs: [],
    state,
    lastSeenAt: null,
    manifest: null,
  };
}

const screens = [
  screen('1', 'hall', 'onAir', ['ngoài trời']),
  screen('2', 'vinhhoa', 'away'),
  screen('3', 'office', 'onAir'),
];
const ids = (rows: readonly ScreenRow[]) => rows.map(({ id }) => id);

test('without a filter all are there, those in need first', () => {
  expect(ids(filtered(screens, units, everything))).toEqual(['2', '1', '3']);
});

test('a unit means everything below it', () => {
  expect(ids(filtered(screens, units, { ...everything, unit: 'tanhiep' }))).toEqual(['1']);
});

test('words are found without diacritics, in the school above and in tags', () => {
  expect(ids(filtered(screens, units, { ...everything, words: 'tan hiep' }))).toEqual(['1']);
  expect(ids(filtered(screens, units, { ...everything, words: 'NGOAI' }))).toEqual(['1']);
  expect(ids(filtered(screens, units, { ...everything, words: 'phu giao 3' }))).toEqual(['3']);
});

test('a filter survives the way through the address', () => {
  const filter = { words: 'sảnh', state: 'away', unit: 'hall' } as const;
  expect(filterFrom(new URLSearchParams(queryOf(filter)))).toEqual(filter);
  expect(queryOf(everything)).toBe('');
});

test('a state that does not exist filters nothing', () => {
  expect(filterFrom(new URLSearchParams('state=broken'))).toEqual(everything);
});
