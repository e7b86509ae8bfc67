import { describe, expect, test } from 'vitest';
import { fromServer, wrongWith } from './wrong.ts';

const calendar = { weekdays: null, terms: null, yearly: [], decided: [] };

describe('what is wrong with a setting', () => {
  test('is told at its row, in the words of the server', () => {
    const terms = [{ name: '', from: '2026-09-07', until: '2026-09-01' }];
    expect(wrongWith('calendar', { ...calendar, terms }, 'vi')).toEqual({
      'terms.0.name': 'Cần điền mục này.',
      'terms.0.until': 'Ngày kết thúc đứng trước ngày bắt đầu.',
    });
    expect(wrongWith('calendar', calendar, 'vi')).toEqual({});
  });

  test('rows that only clash with each other are told as well', () => {
    const decided = [
      { name: 'Tết', from: '2027-02-03', until: '2027-02-14', kind: { is: 'off' as const } },
      { name: 'Thi', from: '2027-02-10', until: '2027-02-10', kind: { is: 'exam' as const } },
    ];
    expect(Object.keys(wrongWith('calendar', { ...calendar, decided }, 'en'))).toEqual([
      'decided.1.from',
    ]);
  });

  test('the server’s paths are those of the form', () => {
    expect(fromServer({ 'value.terms.0.name': 'a' })).toEqual({ 'terms.0.name': 'a' });
  });
});
