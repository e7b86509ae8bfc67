import { describe, expect, test } from 'vitest';
import { plainWhen, type When } from '#shared/domain/when.ts';
import type { Block } from './blocks.ts';
import { minutesOf } from './clock-time.ts';
import { ghostOn } from './ghosts.ts';
import { type Delta, moved } from './move.ts';

const when: When = {
  ...plainWhen,
  days: [2, 3],
  hours: [{ start: '07:00', end: '07:30' }],
  from: '2026-09-01',
  until: null,
};
const on = (date: string, scheduleId = 's'): Block => ({
  ...{ key: `${scheduleId} ${date}`, date, start: minutesOf('07:00'), end: minutesOf('07:30') },
  ...{ begins: true, finishes: true },
  grasped: { source: { kind: 'hours', index: 0 }, date, starts: '07:00' },
  window: {
    ...{ scheduleId, name: 'Bản tin', unitId: 'u', priority: 'ordinary', mode: 'loop' },
    ...{ state: 'onAir', start: 0, end: 1, source: { kind: 'hours', index: 0 }, meets: [] },
  },
});
const tuesday = on('2026-11-24');
const blocks = [tuesday, on('2026-11-25'), on('2026-11-26', 'other')];
const ghosts = (change: Partial<Delta>) => {
  const delta: Delta = { edge: 'whole', minutes: 0, days: 0, ...change };
  const answer = moved(when, tuesday.grasped, delta);
  return ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map((date) => {
    const ghost = ghostOn(date, { block: tuesday, delta }, answer, blocks);
    if (ghost === null) return null;
    return ghost.kind === 'refused'
      ? ghost.why
      : `${ghost.own ? 'own' : 'along'} ${ghost.hours.start}`;
  });
};

describe('what a lifted block would become', () => {
  test('moved in time, it takes its other days along, and nobody else’s', () => {
    expect(ghosts({ minutes: 30 })).toEqual(['own 07:30', 'along 07:30', null, null]);
  });

  test('moved to another day alone, the other days stay', () => {
    expect(ghosts({ days: 3 })).toEqual([null, null, null, 'own 07:00']);
  });

  test('moved in both, its day goes and the others follow in time', () => {
    expect(ghosts({ days: 3, minutes: 15 })).toEqual([null, 'along 07:15', null, 'own 07:15']);
  });

  test('where it can’t go, the reason stands there', () => {
    expect(ghosts({ days: 1 })).toEqual([null, 'taken', null, null]);
  });

  test('not moved yet, nothing is drawn', () => {
    expect(ghosts({})).toEqual([null, null, null, null]);
  });
});
