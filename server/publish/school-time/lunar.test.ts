import { describe, expect, test } from 'vitest';
import { dateText } from './days.ts';
import { solarOfLunar } from './lunar.ts';

function solar(lunarYear: number, month: number, day: number): string | null {
  const found = solarOfLunar(lunarYear, { month, day });
  return found === null ? null : dateText(found);
}

describe('[P12] a day of the Vietnamese lunar calendar', () => {
  test.each([
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2030, '2030-02-02'],
    [2053, '2053-02-18'],
  ])('Tết %i is on %s, by the new moon at UTC+7', (year, date) => {
    expect(solar(year, 1, 1)).toBe(date);
  });

  test.each([
    '2018-04-25',
    '2019-04-14',
    '2020-04-02',
    '2021-04-21',
    '2022-04-10',
    '2023-04-29',
    '2024-04-18',
    '2025-04-07',
    '2026-04-26',
    '2027-04-16',
  ])('Giỗ Tổ Hùng Vương, 10/3, was or is on %s', (date) => {
    expect(solar(Number(date.slice(0, 4)), 3, 10)).toBe(date);
  });

  test('that a short month does not have is nowhere', () => {
    expect(solar(2026, 12, 29)).toBe('2027-02-05');
    expect(solar(2026, 12, 30)).toBeNull();
  });

  test('is in its month proper, not in the leap month of the same number', () => {
    // 2025 has a second sixth month from 25 July
    expect(solar(2025, 6, 1)).toBe('2025-06-25');
    expect(solar(2025, 7, 1)).toBe('2025-08-23');
  });

  test('is right in May 2054, where the new moon falls 0.4 minutes past midnight', () => {
    expect(solar(2054, 3, 30)).toBe('2054-05-07');
    expect(solar(2054, 4, 1)).toBe('2054-05-08');
    expect(solar(2054, 4, 29)).toBe('2054-06-05');
    expect(solar(2054, 4, 30)).toBeNull();
    expect(solar(2054, 5, 1)).toBe('2054-06-06');
  });

  test('comes once a year without a gap: months have 29 or 30 days', () => {
    for (let year = 2000; year < 2199; year++)
      for (let month = 1; month < 12; month++) {
        const first = solarOfLunar(year, { month, day: 1 })!;
        const next = solarOfLunar(year, { month: month + 1, day: 1 })!;
        const last = solarOfLunar(year, { month, day: 30 }) ?? first + 28;
        expect([29, 30]).toContain(last - first + 1);
        // a leap month may follow
        expect([0, 29, 30]).toContain(next - last - 1);
      }
  });

  test('beyond what the library knows is nowhere', () => {
    expect(solar(1899, 1, 1)).toBeNull();
    expect(solar(2200, 1, 1)).toBeNull();
  });
});
