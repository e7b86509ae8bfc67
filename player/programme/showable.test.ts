import { describe, expect, test } from 'vitest';
import { hash, image, manifest, slide } from '#test/support/manifests.ts';
import { isSame, made, showable } from './showable.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = 100 * HOUR;

const lives = (id: string, from: number, until: number | null) => ({
  ...slide(id, 1000),
  life: { from, until },
});
const programme = manifest({
  until: 1e9,
  loops: [
    [
      lives('over', 0, now - 1000),
      lives('ends', 0, now + MINUTE),
      lives('begins', now + MINUTE, null),
      lives('always', 0, null),
      image('picture', 1000),
    ],
  ],
  main: [{ start: 0, end: 1e9, loop: 0, phase: 0 }],
});
const known = (uncertainty: number, recalled: readonly string[] = []) => ({
  span: { earliest: now - uncertainty, latest: now + uncertainty },
  recalled: new Set(recalled),
  isHere: () => true,
});
const ids = (uncertainty: number, recalled: readonly string[] = []) => {
  const knowledge = known(uncertainty, recalled);
  const shown = made(programme, showable(programme, knowledge), knowledge.span);
  return shown.loops[0]!.turns.map((turn) => shown.items[turn]!.id);
};

describe('what may be on air', () => {
  test('with the time known to a few ms: all that lives now, up to the last moment of its life', () => {
    expect(ids(20)).toEqual(['ends', 'always', 'picture']);
    const exact = { ...known(0), span: { earliest: now + MINUTE - 30, latest: now + MINUTE + 10 } };
    expect(showable(programme, exact)).toEqual({ kind: 'programme', out: [0] });
  });

  test('with the time known to some seconds or minutes: the programme, but nothing that may be over or not begun', () => {
    expect(ids(30_000)).toEqual(['ends', 'always', 'picture']);
    expect(ids(2 * MINUTE)).toEqual(['always', 'picture']);
    expect(showable(programme, known(5 * MINUTE)).kind).toBe('programme');
  });

  test('with more doubt than five minutes: what is safe, whatever the programme has for that hour', () => {
    expect(showable(programme, known(5 * MINUTE + 1)).kind).toBe('anytime');
    expect(ids(HOUR)).toEqual(['always', 'picture']);
    const later = { ...known(0), span: { earliest: now, latest: Number.POSITIVE_INFINITY } };
    expect(showable(programme, later)).toEqual({ kind: 'anytime', items: [3, 4] });
  });

  test('what was recalled never', () => {
    for (const uncertainty of [10, MINUTE, HOUR]) {
      expect(ids(uncertainty, [hash('picture')])).not.toContain('picture');
    }
  });

  test('the answer is the same until something that matters is another', () => {
    const at = (t: number) =>
      showable(programme, { ...known(0), span: { earliest: t, latest: t + 10 } });
    expect(isSame(at(now), at(now + MINUTE - 20))).toBe(true);
    expect(isSame(at(now), at(now + MINUTE))).toBe(false);
  });

  test('a programme of which all may be shown is the manifest itself', () => {
    const all = manifest({
      until: 10,
      loops: [[slide('a', 10)]],
      main: [{ start: 0, end: 10, loop: 0, phase: 0 }],
    });
    const knowledge = known(10);
    expect(made(all, showable(all, knowledge), knowledge.span)).toBe(all);
  });
});
