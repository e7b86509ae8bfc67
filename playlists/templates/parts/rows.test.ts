import { describe, expect, test } from 'vitest';
import { advance } from '../type/advance.ts';
import { rowOf, sizeOfRows } from './rows.ts';

describe('a row', () => {
  test('is named by what stands before its first colon', () => {
    expect(rowOf('Thứ Hai: Cơm, thịt kho: ngon')).toEqual({
      name: 'Thứ Hai',
      text: 'Cơm, thịt kho: ngon',
    });
  });

  test('without a name, or with a time or an address in it, is text', () => {
    for (const text of ['Cơm, canh', 'Đón lúc 7:30', 'https://phugiao.example'])
      expect(rowOf(text)).toEqual({ name: null, text });
  });
});

describe('rows together', () => {
  const box = { width: 158, height: 54 };
  const largest = 8.5;

  test('have one size, at which all of them fit', () => {
    const rows = Array.from({ length: 5 }, () => rowOf('Thứ Năm: Cơm, đậu hũ nhồi thịt, canh'));
    const size = sizeOfRows(rows, box, largest, true);
    expect(size * (5 * 1.32 + 5 * 0.28)).toBeLessThanOrEqual(box.height);
    expect(size).toBeGreaterThan(6);
  });

  test('a long name never squeezes the text into less than its share', () => {
    const name = 'W'.repeat(20);
    const size = sizeOfRows([{ name, text: 'ngắn' }], box, largest, true);
    expect((advance(name) + 0.8) * size).toBeLessThanOrEqual(box.width * 0.36 + 1e-9);
  });
});
