import { describe, expect, test } from 'vitest';
import type { Unit } from '#shared/api/resources.ts';
import { applies } from './applies.ts';
import { HOME_ZONE, placeOf } from './place.ts';

const tree = new Map<string, Unit>();
function unit(id: string, parent: string | null, more: Partial<Unit> = {}): Unit {
  const path = [...(parent === null ? [] : tree.get(parent)!.path), id];
  const made: Unit = {
    id,
    parentId: parent,
    kind: 'office',
    name: id,
    levels: [],
    tags: [],
    zone: null,
    path,
    closedAt: null,
    ...more,
  };
  tree.set(id, made);
  return made;
}

unit('province', null, { kind: 'province' });
const office = unit('office', 'province', { tags: ['thí điểm'] });
const primary = unit('primary', 'office', { kind: 'school', levels: ['primary'] });
const hall = unit('hall', 'primary', { kind: 'zone', tags: ['sảnh'], zone: 'Asia/Tokyo' });
const joint = unit('joint', 'office', { kind: 'school', levels: ['primary', 'lowerSecondary'] });
unit('closed', 'office', { kind: 'school', levels: ['primary'], closedAt: 1 });
const below = unit('below', 'closed', { kind: 'zone' });
unit('elsewhere', 'province');

const anybody = { units: [], levels: [], tags: [] };
const at = (where: Unit, tags: string[] = []) => placeOf(where, tree, tags);

describe('[P4] an audience', () => {
  test('reaches everybody below the unit that owns it, and nobody else', () => {
    for (const where of [office, primary, hall]) {
      expect(applies(anybody, 'office', at(where))).toBe(true);
      expect(applies(anybody, 'elsewhere', at(where))).toBe(false);
    }
    expect(applies(anybody, 'primary', at(office))).toBe(false);
  });

  test('never reaches beyond its owner, whatever units it names', () => {
    const named = { ...anybody, units: ['primary'] };
    expect(applies(named, 'office', at(hall))).toBe(true);
    expect(applies(named, 'office', at(joint))).toBe(false);
    expect(applies(named, 'elsewhere', at(hall))).toBe(false);
  });

  test('asks the nearest school at or above the screen for its levels', () => {
    const levels = { ...anybody, levels: ['lowerSecondary' as const] };
    expect(applies(levels, 'office', at(joint))).toBe(true);
    expect(applies(levels, 'office', at(hall))).toBe(false);
    expect(applies(levels, 'office', at(office))).toBe(false);
  });

  test('takes a tag from the screen, its unit or any unit above', () => {
    const tagged = (tag: string) => ({ ...anybody, tags: [tag, 'không có'] });
    expect(applies(tagged('cổng'), 'office', at(primary, ['cổng']))).toBe(true);
    expect(applies(tagged('sảnh'), 'office', at(hall))).toBe(true);
    expect(applies(tagged('sảnh'), 'office', at(primary))).toBe(false);
    expect(applies(tagged('thí điểm'), 'province', at(hall))).toBe(true);
  });

  test('holds only if every condition holds', () => {
    const audience = { units: ['primary'], levels: ['primary' as const], tags: ['sảnh'] };
    expect(applies(audience, 'office', at(hall))).toBe(true);
    expect(applies({ ...audience, tags: ['cổng'] }, 'office', at(hall))).toBe(false);
  });

  test('does not reach below a closed unit', () => {
    expect(applies(anybody, 'office', at(below))).toBe(false);
  });
});

test('[P3] the zone is that of the nearest unit that has one', () => {
  expect(at(hall).zone).toBe('Asia/Tokyo');
  expect(at(primary).zone).toBe(HOME_ZONE);
});
