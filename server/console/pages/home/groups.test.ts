import { expect, test } from 'vitest';
import type { ScreenRow, ScreenState } from '../../screen-rows.ts';
import type { UnitRow } from '../../unit-facts.ts';
import { programmes, schools } from './groups.ts';

const units: UnitRow[] = [
  { id: 'office', parentId: null, name: 'Phòng', kind: 'office' },
  { id: 'tanhiep', parentId: 'office', name: 'Tân Hiệp', kind: 'school' },
  { id: 'hall', parentId: 'tanhiep', name: 'Sảnh', kind: 'zone' },
  { id: 'phuocvinh', parentId: 'office', name: 'Phước Vĩnh', kind: 'school' },
];

function screen(id: string, unitId: string, state: ScreenState, manifest = 'm1'): ScreenRow {
  return {
    id,
    unitId,
    name: id,
    tags: [],
    kind: 'screen',
    needs: [],
    state,
    lastSeenAt: null,
    manifest,
  };
}

test('screens that share a programme share one picture, the most shown first', () => {
  const shown = programmes(
    [
      screen('a', 'phuocvinh', 'onAir', 'm2'),
      screen('b', 'hall', 'onAir'),
      screen('c', 'tanhiep', 'onAir'),
      screen('d', 'phuocvinh', 'idle'),
      screen('gone', 'phuocvinh', 'away', 'm3'),
    ],
    units,
  );
  expect(shown.map((p) => [p.manifest, p.screens.length])).toEqual([
    ['m1', 3],
    ['m2', 1],
  ]);
  expect(shown[0]!.schools).toEqual(['Tân Hiệp', 'Phước Vĩnh']);
});

test('a screen in a hall counts for its school, and the school that lacks most comes first', () => {
  const grouped = schools(
    [
      screen('b', 'hall', 'away'),
      screen('c', 'tanhiep', 'onAir'),
      screen('d', 'phuocvinh', 'onAir'),
    ],
    units,
  );
  expect(grouped.map((s) => [s.unit.id, s.connected, s.screens.length])).toEqual([
    ['tanhiep', 1, 2],
    ['phuocvinh', 1, 1],
  ]);
  expect(grouped[0]!.screens[0]!.id).toBe('b');
});
