import { describe, expect, test } from 'vitest';
import { cellMiddles, readCode, type Sight, whiteBoxes } from './code.ts';
import { changes, cutsOf, type Planned } from './cuts.ts';
import { type Line, seeded, waitOf } from './poor-line.ts';
import { arrivalsOf, skews } from './skew.ts';

/** How bright the cells are when this code is on the screen. */
function lumasOf(coded: { clip: number; picture: number }, white = 235, black = 16): number[] {
  const boxes = whiteBoxes(coded);
  const isWhite = (x: number, y: number) =>
    boxes.some((b) => b.x <= x && x < b.x + b.width && b.y <= y && y < b.y + b.height);
  return cellMiddles.map(({ x, y }) => (isWhite(x, y) ? white : black));
}

const code = (clip: number, picture: number): Sight => ({ kind: 'code', clip, picture });
const standing = new Map(Array.from({ length: 30 }, (_, picture) => [picture, 1]));
const video = (start: number, clip: number): Planned => ({
  ...{ start, end: start + 1000 },
  shows: { kind: 'video', clip, standing },
});
/** A clip as it should be seen, from an instant on. */
const played = (clip: number, start: number, pictures = 30) =>
  Array.from({ length: pictures }, (_, picture) => ({
    at: start + (picture * 1000) / 30,
    sight: code(clip, picture),
  }));

describe('the code', () => {
  test('of every clip and picture is read as what was written', () => {
    for (let clip = 0; clip < 32; clip++) {
      for (let picture = 0; picture < 128; picture++) {
        expect(readCode(lumasOf({ clip, picture }))).toEqual(code(clip, picture));
      }
    }
  });

  test('black is black, and two pictures on one another are neither', () => {
    expect(readCode(cellMiddles.map(() => 16)).kind).toBe('black');
    const [a, b] = [lumasOf({ clip: 1, picture: 2 }), lumasOf({ clip: 2, picture: 5 })];
    expect(readCode(a.map((luma, i) => (luma + b[i]!) / 2)).kind).toBe('other');
  });
});

describe('a cut', () => {
  const plan = [video(0, 1), video(1000, 2)];
  const gapOf = (seen: Parameters<typeof cutsOf>[1]) =>
    cutsOf(plan, changes(seen), { kind: 'black' })[0]!;

  test('without a gap has none', () => {
    expect(gapOf([...played(1, 0), ...played(2, 1000)])).toMatchObject({ black: 0, strange: 0 });
    expect(gapOf([...played(1, 0), ...played(2, 1000)]).gap).toBeCloseTo(0, 6);
  });

  test('after which the first picture freezes has the gap that a viewer sees', () => {
    const [first, ...rest] = played(2, 1000);
    expect(gapOf([...played(1, 0), first!, ...rest.slice(6)]).gap).toBeCloseTo(200, 6);
  });

  test('before which the last picture freezes, too', () => {
    expect(gapOf([...played(1, 0, 27), ...played(2, 1000)]).gap).toBeCloseTo(100, 6);
  });

  test('through black tells of it', () => {
    const black = { at: 1000, sight: { kind: 'black' } as const };
    const cut = gapOf([...played(1, 0), black, ...played(2, 1050)]);
    expect(cut.black).toBe(1);
    expect(cut.gap).toBeCloseTo(50, 6);
  });

  test('to a clip that never comes has no end', () => {
    expect(gapOf(played(1, 0)).gap).toBeNull();
  });
});

test('two screens are as far apart as the same picture on them', () => {
  const plan = [video(0, 1), video(1000, 2), video(2000, 1)];
  const one = [...played(1, 0), ...played(2, 1000), ...played(1, 2000)];
  const other = one.map(({ at, sight }) => ({ at: at + 25, sight }));
  // A picture that the other left out is taken to have come when it would have.
  const found = skews(arrivalsOf(plan, one), arrivalsOf(plan, other.toSpliced(5, 1)));
  expect(found).toHaveLength(90);
  for (const { ms } of found) expect(ms).toBeCloseTo(25, 6);
});

test('the poor line has the delay, the jitter and the loss that it was asked for', () => {
  const line: Line = { delayMs: 80, jitterMs: 30, loss: 0.01 };
  const random = seeded(1);
  const waits = Array.from({ length: 20_000 }, () => waitOf(100, line, random));
  const [held, prompt] = [waits.filter((ms) => ms > 110), waits.filter((ms) => ms <= 110)];
  expect(Math.min(...prompt)).toBeGreaterThanOrEqual(50);
  expect(held.length / waits.length).toBeCloseTo(0.01, 2);
  expect(Math.min(...held)).toBeGreaterThan(300);
});
