import { describe, expect, test } from 'vitest';
import { dateText, filled, knownZone, timeText, words } from './wording.ts';

const instant = Date.UTC(2026, 10, 22, 23, 5);

describe('the clock on the idle card', () => {
  test('tells the school’s time, whatever zone the machine is in', () => {
    expect(timeText(instant, 'Asia/Ho_Chi_Minh')).toBe('06:05');
    expect(timeText(Date.UTC(2026, 10, 22, 17, 0), 'Asia/Ho_Chi_Minh')).toBe('00:00');
  });
  test('tells the date in the screen’s language', () => {
    expect(dateText(instant, 'Asia/Ho_Chi_Minh', 'vi')).toBe('Thứ Hai, 23 tháng 11, 2026');
    expect(dateText(instant, 'Asia/Ho_Chi_Minh', 'en')).toMatch(/^Monday,? 23 November 2026$/);
  });
  test('a zone that this browser does not know does not stop it', () => {
    expect(knownZone('Mars/Olympus')).toBe('Asia/Ho_Chi_Minh');
    expect(knownZone('Europe/Paris')).toBe('Europe/Paris');
  });
});

describe('the player’s sentences', () => {
  test('stand in both languages with the same holes', () => {
    const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const { vi, en } of Object.values(words)) {
      expect(vi).not.toBe('');
      expect(holes(vi)).toEqual(holes(en));
    }
  });
  test('are filled in', () => {
    expect(filled('mở {address}, {address}', { address: 'a.vn' })).toBe('mở a.vn, a.vn');
  });
});
