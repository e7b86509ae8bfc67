import { nothing } from 'lit';
import { expect, test } from 'vitest';
import { keepTogether, set } from './set.ts';

const box = { width: 100, height: 40, largest: 10 };

test('years and double names are not torn apart at their hyphen', () => {
  expect(keepTogether('năm học 2017-2018, GD-ĐT')).toBe(
    'năm học 2017\u2060-\u20602018, GD\u2060-\u2060ĐT',
  );
  expect(keepTogether('Nghỉ lễ - mời xem')).toBe('Nghỉ lễ - mời xem');
});

test('an empty text leaves no element behind', () => {
  expect(set('', { wide: box, tall: box }, {})).toBe(nothing);
  expect(set(undefined, { wide: box, tall: box }, {})).toBe(nothing);
});
