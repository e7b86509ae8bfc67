import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Builds,
  cameUp,
  failed,
  fetched,
  isWanted,
  keptVersions,
  listed,
  lost,
  nothing,
  onTrial,
  PROVEN_STARTS,
  starting,
  switched,
  TRIAL_STARTS,
} from './builds.ts';

/** A screen on which `a` came up once. */
const onA = cameUp(starting(fetched(nothing, 'a')), 'a');
const offeredB = fetched(onA, 'b');

describe('the builds of a screen', () => {
  test('the first one is served as soon as it is whole', () => {
    expect(starting(nothing).serving).toBeNull();
    expect(starting(fetched(nothing, 'a')).serving?.version).toBe('a');
  });

  test('a new one is served from the next start on, on trial, and the old one is kept', () => {
    expect(offeredB.serving?.version).toBe('a');
    const trial = starting(offeredB);
    expect(trial.serving).toMatchObject({ version: 'b', starts: 1 });
    expect(onTrial(trial)).toBe(true);
    expect(keptVersions(trial)).toEqual(['b', 'a']);
    expect(onTrial(cameUp(trial, 'b'))).toBe(false);
  });

  test('one that is seen to fail is left at once, remembered, and not wanted again', () => {
    const back = failed(starting(offeredB), 'b', 'ném lỗi');
    expect(back.serving).toMatchObject({ version: 'a', proven: true });
    expect(back.refused).toEqual({ version: 'b', reason: 'ném lỗi' });
    expect(isWanted(back, 'b')).toBe(false);
    expect(isWanted(back, 'c')).toBe(true);
    expect(fetched(back, 'b')).toEqual(back);
  });

  test('one that fails without a word is left after a few starts', () => {
    let builds = offeredB;
    const served: (string | undefined)[] = [];
    for (let i = 0; i < TRIAL_STARTS + 2; i++) {
      builds = starting(builds);
      served.push(builds.serving?.version);
    }
    expect(served).toEqual([...Array(TRIAL_STARTS).fill('b'), 'a', 'a']);
  });

  test('a newer one that comes up is forgiven for the one that did not', () => {
    const back = failed(starting(offeredB), 'b', 'x');
    const onC = cameUp(starting(fetched(back, 'c')), 'c');
    expect(onC).toMatchObject({ serving: { version: 'c' }, lastGood: 'a', refused: null });
  });

  test('one that proved itself is not given up for one bad start, but for many', () => {
    const onB = cameUp(starting(offeredB), 'b');
    let builds = failed(starting(onB), 'b', 'x');
    expect(builds.serving?.version).toBe('b');
    for (let i = 1; i < PROVEN_STARTS; i++) builds = starting(builds);
    expect(builds.serving?.version).toBe('b');
    expect(starting(builds)).toMatchObject({
      serving: { version: 'a' },
      refused: { version: 'b' },
    });
  });

  test('when the server takes its newest build back, it is not started any more', () => {
    expect(listed(offeredB, 'a').candidate).toBeNull();
    expect(listed(offeredB, 'b').candidate).toBe('b');
  });

  test('a build that is damaged on disk gives way to the one before it', () => {
    const trial = starting(offeredB);
    expect(lost(trial, 'b').serving?.version).toBe('a');
    expect(lost(lost(trial, 'b'), 'a').serving).toBeNull();
    expect(lost(trial, 'a')).toMatchObject({ serving: { version: 'b' }, lastGood: null });
  });

  test('whatever happens, a start gets a whole build, and a bad one never stays', () => {
    const version = fc.constantFrom('a', 'b', 'c', 'd');
    const event = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('start' as const) }) },
      // the power goes before the page can say anything
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('cutStart' as const) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('fetched' as const), version }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('listed' as const), version }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('lost' as const), version }) },
    );
    /** how a build fails; the others come up */
    const faults = fc.record({
      b: fc.constantFrom('good', 'throws', 'hangs'),
      c: fc.constantFrom('good', 'throws', 'hangs'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), faults, (events, fault) => {
        let builds: Builds = nothing;
        const whole = new Set<string>();
        /** starts in a row of a build that never came up, while there was one to go back to */
        let bad = 0;
        for (const happening of events) {
          if (happening.kind === 'fetched') {
            if (!isWanted(builds, happening.version)) continue;
            whole.add(happening.version);
            builds = fetched(listed(builds, happening.version), happening.version);
          } else if (happening.kind === 'listed') builds = listed(builds, happening.version);
          else if (happening.kind === 'switch') builds = switched(builds, true);
          else if (happening.kind === 'lost') {
            whole.delete(happening.version);
            builds = lost(builds, happening.version);
          } else {
            const before = builds;
            builds = starting(builds);
            const served = builds.serving?.version;
            if (served === undefined) {
              expect(keptVersions(before)).toEqual([]);
              continue;
            }
            expect(whole).toContain(served);
            const how = fault[served as 'b' | 'c'] ?? 'good';
            const wayBack = builds.lastGood !== null;
            if (happening.kind === 'start' && how === 'good') {
              builds = cameUp(builds, served);
              bad = 0;
              continue;
            }
            if (happening.kind === 'start' && how === 'throws') {
              builds = failed(builds, served, 'throws');
              if (wayBack) expect(builds.serving?.version).not.toBe(served);
            }
            const isBad = how !== 'good' && wayBack;
            bad = isBad ? (before.serving?.version === served ? bad + 1 : 1) : 0;
            expect(bad).toBeLessThanOrEqual(TRIAL_STARTS);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
