import { describe, expect, test } from 'vitest';
import { frameAt } from '#shared/frame/frame-at.ts';
import {
  at,
  compilerInput,
  compose,
  DAY,
  hours,
  MINUTE,
  monday,
  program,
  publication,
  type Somewhere,
} from '#test/support/compiler.ts';
import { slide } from '#test/support/manifests.ts';
import { createCompiler } from './compiler.ts';
import type { OnAir } from './on-air.ts';

describe('[P29] the life of an item', () => {
  const { when } = publication('', []);
  const lives = (more: Partial<OnAir>, where: Partial<Somewhere> = {}) => {
    const { manifest } = compose([publication('p', [slide('a', MINUTE)], more)], where);
    return manifest.items.map(({ life }) => life);
  };
  const until = (last: string, more: Partial<OnAir['when']> = {}) => ({
    when: { ...when, ...more, until: `2026-11-${last}` },
  });

  test('begins with the first of its times on its first date, unless that is past', () => {
    const hours = [
      { start: '13:00', end: '14:00' },
      { start: '09:30', end: '10:00' },
    ];
    const since = (from: string) => ({ when: { ...when, hours, from } });
    expect(lives(since('2026-11-25'))).toEqual([{ from: at('25T09:30'), until: null }]);
    expect(lives(since('2026-11-22'))).toEqual([{ from: 0, until: null }]);
  });

  test('ends with the last of its times on its last date', () => {
    expect(lives(until('24'))).toEqual([{ from: 0, until: at('24T17:00') }]);
    const late = { hours: [{ start: '20:00', end: '06:00' }] };
    expect(lives(until('24', late))).toEqual([{ from: 0, until: at('25T06:00') }]);
  });

  test('takes the whole day where periods say when, and a day more for what airs once', () => {
    const timetable = {
      templates: [
        {
          name: 'Buổi sáng',
          levels: ['primary' as const],
          days: [1, 2, 3, 4, 5],
          periods: [
            {
              period: 'recess',
              label: '',
              session: 'morning' as const,
              start: '09:00',
              end: '09:20',
            },
          ],
        },
      ],
    };
    const recess = until('24', { hours: [], periods: ['recess'] });
    const midnight = at('25T00:00');
    expect(lives(recess, { timetable })).toEqual([{ from: 0, until: midnight }]);
    const once = { ...until('24'), mode: 'once' as const };
    expect(lives(once)).toEqual([{ from: 0, until: at('25T17:00') }]);
  });

  test('is that of the publication which shows it: one that is over takes nothing from the other', () => {
    const items = [slide('a', 40 * MINUTE), slide('b', 40 * MINUTE)];
    const manifest = program(
      publication('short', items, {
        when: { ...when, hours: [{ start: '07:00', end: '07:50' }], until: '2026-11-23' },
        onAirSince: monday,
      }),
      publication('long', structuredClone(items), {
        ...hours('13:00', '13:30'),
        onAirSince: monday,
      }),
    );
    const shown = (text: string) => frameAt(manifest, at(text)).main;
    expect(shown('23T07:10')?.item).toMatchObject({ id: 'a', life: { until: at('23T07:50') } });
    // and goes on where the other stopped [P7]
    expect(shown('23T13:00')).toMatchObject({ item: { id: 'b' }, offset: 10 * MINUTE });
    expect(shown('23T13:00')?.item.life).toEqual({ from: 0, until: null });
  });

  test('does not change from day to day', () => {
    const text = (days: number) =>
      createCompiler().compile(
        compilerInput([publication('p', [slide('a', MINUTE)], until('29'))], {
          now: monday + days * DAY,
        }),
      ).body;
    expect(text(0)).toBe(text(6));
  });
});
