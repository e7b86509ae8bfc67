import { describe, expect, test } from 'vitest';
import { isChord, isInCorner } from './summon.ts';

const keys = { code: 'KeyB', ctrlKey: true, altKey: true, shiftKey: false, metaKey: false };

describe('the support card is called up', () => {
  test('by Ctrl+Alt+B and nothing near it', () => {
    expect(isChord(keys)).toBe(true);
    expect(isChord({ ...keys, altKey: false })).toBe(false);
    expect(isChord({ ...keys, ctrlKey: false })).toBe(false);
    expect(isChord({ ...keys, shiftKey: true })).toBe(false);
    expect(isChord({ ...keys, code: 'KeyV' })).toBe(false);
  });
  test('in the upper left corner, upright and lying', () => {
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 1080, height: 1920 },
    ]) {
      expect(isInCorner({ x: 150, y: 150 }, size)).toBe(true);
      expect(isInCorner({ x: 170, y: 10 }, size)).toBe(false);
      expect(isInCorner({ x: 10, y: 170 }, size)).toBe(false);
    }
  });
});
