import { expect, test } from 'vitest';
import { momentOf } from './moment.ts';

test('a date is written as a Vietnamese office writes it', () => {
  expect(momentOf('2026-11-20T07:30', 'vi')).toEqual({
    weekday: 'Thứ Sáu',
    day: '20',
    monthName: 'Tháng 11',
    dayName: 'Thứ Sáu',
    dayAndMonth: '20/11',
    date: '20/11/2026',
    time: '7 giờ 30',
  });
});

test('and in English', () => {
  expect(momentOf('2026-11-20T07:30', 'en')).toEqual({
    weekday: 'Friday',
    day: '20',
    monthName: 'Nov',
    dayName: 'Fri',
    dayAndMonth: '20 November',
    date: '20 November 2026',
    time: '7:30',
  });
});

test('a full hour has no minutes, a date no time', () => {
  expect(momentOf('2026-09-06T08:00', 'vi')?.time).toBe('8 giờ');
  expect(momentOf('2026-09-06', 'vi')).toMatchObject({ weekday: 'Chủ Nhật', time: null });
});

test('a half-filled form is no moment', () => {
  for (const text of ['', '2026-11', 'T07:30', 'mai']) expect(momentOf(text, 'vi')).toBe(null);
});
