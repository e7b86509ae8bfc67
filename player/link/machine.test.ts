import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CloseCode } from '#shared/protocol/messages.ts';
import { beginning, type LinkEvent, type LinkState, step } from './machine.ts';

/** Feeds events at instants; answers the last state and all commands. */
function run(events: readonly [at: number, event: LinkEvent][], random = 0.5) {
  let state: LinkState = beginning(0);
  const commands: string[] = [];
  for (const [at, event] of events) {
    const next = step(state, event, at, random);
    state = next.state;
    commands.push(...next.commands);
  }
  return { state, commands };
}

const live: [number, LinkEvent][] = [
  [0, { kind: 'due' }],
  [10, { kind: 'opened' }],
  [20, { kind: 'welcomed' }],
];

describe('the link', () => {
  test('opens, says hello and is live when it was welcomed', () => {
    expect(run(live)).toEqual({
      state: { kind: 'live', attempt: 0, since: 20, due: 50_020 },
      commands: ['open', 'sayHello'],
    });
  });

  test('waits longer after each failure, anywhere up to a bound that doubles from 0.5 s to 30 s', () => {
    const bounds: number[] = [];
    let state: LinkState = beginning(0);
    for (let i = 0; i < 9; i++) {
      state = step(state, { kind: 'due' }, 1e9, 0).state;
      state = step(state, { kind: 'closed', code: 1006 }, 0, 0.999_999).state;
      bounds.push(Math.ceil((state as { due: number }).due));
    }
    expect(bounds).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    const soonest = step(
      { ...state, kind: 'connecting' } as LinkState,
      { kind: 'closed', code: 1006 },
      7,
      0,
    );
    expect(soonest.state).toMatchObject({ kind: 'resting', due: 7 });
  });

  test('a link that lived is tried again at once, one that died young is not', () => {
    const old = run([...live, [20_020, { kind: 'closed', code: 1006 }]]);
    expect(old.state).toMatchObject({ kind: 'resting', attempt: 1, due: 20_270 });
    let state: LinkState = { kind: 'live', attempt: 5, since: 0, due: 50_000 };
    state = step(state, { kind: 'closed', code: 1006 }, 100, 0.5).state;
    expect(state).toMatchObject({ kind: 'resting', attempt: 6, due: 8100 });
  });

  test('is given up when nothing is heard, and lives on when anything is', () => {
    const heard = run([...live, [40_000, { kind: 'heard' }], [60_000, { kind: 'due' }]]);
    expect(heard.state).toMatchObject({ kind: 'live', due: 90_000 });
    const silent = run([...live, [50_020, { kind: 'due' }]]);
    expect(silent.state.kind).toBe('resting');
    expect(silent.commands).toContain('close');
  });

  test('is given up when it does not open or is not welcomed in time', () => {
    expect(
      run([
        [0, { kind: 'due' }],
        [15_000, { kind: 'due' }],
      ]).commands,
    ).toEqual(['open', 'close']);
    expect(
      run([
        [0, { kind: 'due' }],
        [1, { kind: 'opened' }],
        [15_001, { kind: 'due' }],
      ]).commands,
    ).toEqual(['open', 'sayHello', 'close']);
  });

  test('does not wait when the machine’s network is back', () => {
    let state: LinkState = { kind: 'resting', attempt: 9, due: 30_000 };
    const next = step(state, { kind: 'networkBack' }, 5, 0.5);
    state = next.state;
    expect(next.commands).toEqual(['open']);
    expect(state.kind).toBe('connecting');
  });

  test('acts upon the code with which it was closed', () => {
    const closedWith = (code: number) => run([...live, [20_020, { kind: 'closed', code }]]).state;
    expect(closedWith(CloseCode.unauthorised)).toEqual({ kind: 'refused', due: 20_020 + 180_000 });
    expect(closedWith(CloseCode.removed)).toEqual({ kind: 'removed' });
    expect(closedWith(CloseCode.replaced)).toMatchObject({ kind: 'resting', due: 20_020 + 90_000 });
    expect(closedWith(CloseCode.protocol)).toMatchObject({ kind: 'resting', due: 20_020 + 45_000 });
    expect(closedWith(CloseCode.draining)).toMatchObject({ kind: 'resting', due: 20_270 });
    expect(closedWith(CloseCode.stalled)).toMatchObject({ kind: 'resting', due: 20_270 });
  });

  test('a screen that the server does not know asks again, seldom, until it is known', () => {
    const refused = run([...live, [20_020, { kind: 'closed', code: CloseCode.unauthorised }]]);
    let state: LinkState = refused.state;
    for (let i = 0; i < 5; i++) {
      const { due } = state as { due: number };
      expect(step(state, { kind: 'due' }, due - 1, 0.5)).toEqual({ state, commands: [] });
      const asking = step(state, { kind: 'due' }, due, 0.5);
      expect(asking.commands).toEqual(['open']);
      state = step(asking.state, { kind: 'opened' }, due, 0.5).state;
      state = step(state, { kind: 'closed', code: CloseCode.unauthorised }, due, 0.5).state;
      expect(state.kind).toBe('refused');
    }
    const back = step(state, { kind: 'networkBack' }, 1e9, 0.5);
    expect(back.state.kind).toBe('connecting');
  });

  test('a removed screen never opens a link again', () => {
    const events = fc.array(
      fc.constantFrom<LinkEvent>(
        { kind: 'due' },
        { kind: 'networkBack' },
        { kind: 'opened' },
        { kind: 'heard' },
        { kind: 'welcomed' },
        { kind: 'closed', code: 1006 },
      ),
    );
    fc.assert(
      fc.property(events, (list) => {
        let state: LinkState = { kind: 'removed' };
        for (const event of list) {
          const next = step(state, event, 1e9, 0.5);
          expect(next.commands).toEqual([]);
          state = next.state;
        }
        expect(state.kind).toBe('removed');
      }),
    );
  });

  test('whatever happens, it is opened only when it is not open, and is never stuck', () => {
    const event = fc.constantFrom<LinkEvent>(
      { kind: 'due' },
      { kind: 'networkBack' },
      { kind: 'opened' },
      { kind: 'heard' },
      { kind: 'welcomed' },
      { kind: 'closed', code: 1006 },
      { kind: 'closed', code: CloseCode.replaced },
      { kind: 'closed', code: CloseCode.unauthorised },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(60_000)), { maxLength: 60 }), (list) => {
        let state: LinkState = beginning(0);
        let at = 0;
        for (const [what, wait] of list) {
          at += wait;
          const before = state.kind;
          const next = step(state, what, at, 0.5);
          if (next.commands.includes('open')) expect(['resting', 'refused']).toContain(before);
          state = next.state;
          if (state.kind !== 'removed') expect(Number.isFinite(state.due)).toBe(true);
        }
      }),
    );
  });
});
