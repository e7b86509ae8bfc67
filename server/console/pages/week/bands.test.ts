import { expect, test } from 'vitest';
import { bandsOf } from './bands.ts';

const period = (name: string, start: number, end: number) => ({
  ...{ period: name, label: '', start, end },
});
const names = (...periods: ReturnType<typeof period>[]) =>
  bandsOf(periods).map(({ period: name, start, named }) => [name, start, named]);

test('every period of a day is a band with its name, lessons without', () => {
  expect(names(period('arrival', 400, 440), period('lesson', 440, 480))).toEqual([
    ['arrival', 400, true],
    ['lesson', 440, false],
  ]);
});

test('where two levels have the same period at the same time there is one band', () => {
  expect(names(period('recess', 520, 550), period('recess', 520, 550))).toEqual([
    ['recess', 520, true],
  ]);
});

test('where their periods overlap, names are not written over one another', () => {
  expect(
    names(period('recess', 520, 550), period('exercise', 540, 560), period('lunch', 560, 600)),
  ).toEqual([
    ['recess', 520, true],
    ['exercise', 540, false],
    ['lunch', 560, true],
  ]);
});
