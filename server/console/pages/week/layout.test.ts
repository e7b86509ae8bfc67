import { expect, test } from 'vitest';
import { columnOf, fillsTheDay, hoursShown, setApart } from './layout.ts';

const block = (name: string, start: number, end: number) => ({ name, start, end });
const places = (blocks: readonly ReturnType<typeof block>[], most = 4) =>
  columnOf(blocks, most).placed.map(
    ({ block: { name }, lane, lanes }) => `${name} ${lane}/${lanes}`,
  );

test('blocks that overlap lie side by side, those that do not have the whole width', () => {
  expect(
    places([
      block('a', 420, 480),
      block('b', 450, 510),
      block('c', 480, 540),
      block('d', 600, 660),
    ]),
  ).toEqual(['a 0/2', 'c 0/2', 'b 1/2', 'd 0/1']);
});

test('a short block is as wide as it is drawn: its neighbour does not lie over its name', () => {
  expect(places([block('a', 420, 425), block('b', 430, 460)])).toEqual(['a 0/2', 'b 1/2']);
});

test('what finds no lane is folded, stretch by stretch', () => {
  const many = [
    ...Array.from({ length: 4 }, (_, n) => block(`m${n}`, 420, 480)),
    block('long', 420, 720),
    ...Array.from({ length: 3 }, (_, n) => block(`e${n}`, 660, 700)),
  ];
  const { placed, folded } = columnOf(many, 3);
  expect(placed.every(({ lanes }) => lanes === 3)).toBe(true);
  expect(folded.map(({ start, end, blocks }) => [start, end, blocks.length])).toEqual([
    [420, 480, 3],
    [660, 700, 2],
  ]);
  expect(placed.length + folded.flatMap(({ blocks }) => blocks).length).toBe(many.length);
});

test('only what reaches from midnight to midnight fills the day', () => {
  expect(fillsTheDay(block('a', 0, 1440))).toBe(true);
  expect(fillsTheDay(block('a', 0, 1439))).toBe(false);
});

test('a school’s hours are shown, and more where something lies outside of them', () => {
  expect(hoursShown([])).toEqual({ start: 360, end: 1080 });
  expect(hoursShown([block('a', 330, 1105)])).toEqual({ start: 300, end: 1140 });
});

test('where a day is crowded, its long blocks stand above it and short ones are seen', () => {
  const long = ['a', 'b', 'c'].map((name) => block(name, 390, 1050));
  const short = [block('recess', 540, 570), block('news', 435, 440)];
  const whole = block('filler', 0, 1440);
  expect(setApart([...long, whole, ...short.slice(0, 1)], 5)).toEqual({
    above: [whole],
    timed: [...long, short[0]],
  });
  expect(setApart([...long, whole, ...short], 3)).toEqual({
    above: [whole, ...long],
    timed: short,
  });
});
