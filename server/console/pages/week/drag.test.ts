import { expect, test } from 'vitest';
import { type Drag, type DragEvent, dragged, type Outcome } from './drag.ts';

const measures = { pixelsAMinute: 1, columnWidth: 140, sideways: true };
const press: DragEvent = { kind: 'press', key: 'a', grip: 'whole', x: 100, y: 100, touch: false };
const to = (x: number, y: number): DragEvent => ({ kind: 'move', x, y });

function through(events: readonly DragEvent[], given = measures) {
  let drag: Drag = { kind: 'none' };
  let outcome: Outcome = { kind: 'nothing' };
  for (const event of events) ({ drag, outcome } = dragged(drag, event, given));
  return { drag, outcome };
}

test('a press that hardly moves is a click', () => {
  expect(through([press, to(102, 101), { kind: 'drop' }]).outcome).toEqual({
    kind: 'click',
    key: 'a',
  });
});

test('a mouse drags in steps of five minutes, and to the nearest day', () => {
  const { drag } = through([press, to(105, 132)]);
  expect(drag).toMatchObject({ kind: 'dragging', minutes: 30, days: 0 });
  expect(through([press, to(105, 132), to(330, 43), { kind: 'drop' }]).outcome).toEqual({
    kind: 'dropped',
    key: 'a',
    grip: 'whole',
    minutes: -55,
    days: 2,
  });
});

test('an edge goes up and down only', () => {
  expect(through([{ ...press, grip: 'end' }, to(400, 120)]).drag).toMatchObject({
    minutes: 20,
    days: 0,
  });
});

test('where one day is to be seen, nothing goes to another', () => {
  expect(through([press, to(400, 120)], { ...measures, sideways: false }).drag).toMatchObject({
    days: 0,
  });
});

test('a finger scrolls unless it has rested on the block first', () => {
  const touch: DragEvent = { ...press, touch: true };
  expect(through([touch, to(100, 140), { kind: 'drop' }]).outcome).toEqual({ kind: 'nothing' });
  expect(
    through([touch, { kind: 'rested' }, to(100, 140), { kind: 'drop' }]).outcome,
  ).toMatchObject({ kind: 'dropped', minutes: 40 });
});

test('given up, or brought back to where it was, it changes nothing', () => {
  expect(through([press, to(100, 160), { kind: 'cancel' }, { kind: 'drop' }]).outcome).toEqual({
    kind: 'nothing',
  });
  expect(through([press, to(100, 160), to(101, 101), { kind: 'drop' }]).outcome).toEqual({
    kind: 'nothing',
  });
});
