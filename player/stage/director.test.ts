import { describe, expect, test } from 'vitest';
import type { OpenPlay } from '#player/keep/database.ts';
import type { Ending } from '#player/log/play-store.ts';
import type { Held } from '#player/programme/programme.ts';
import { hands } from '#player/testing/hands.ts';
import type { Item, Manifest, Segment, Track } from '#shared/frame/manifest.ts';
import { manifest, slide, ticker, video } from '#test/support/manifests.ts';
import { createDirector } from './director.ts';
import type { Presenter, TurnEvents } from './presenter.ts';

/** A presenter that writes down what it is told and shows everything after `delay`. */
function presenter(time: ReturnType<typeof hands>, track: Track, log: string[]) {
  const self = { delay: 0, refuse: null as string | null, last: null as TurnEvents | null };
  const it: Presenter = {
    prepare: ({ item, start }, from) => {
      const line = `${track} prepare ${item.id}@${start} for ${from}`;
      if (!log.includes(line)) log.push(line);
    },
    present(airing, events) {
      log.push(`${time.now()} ${track} ${airing?.item.id ?? 'nothing'}`);
      self.last = events;
      if (self.refuse) return events.failed(self.refuse);
      if (airing) time.after(self.delay, events.shown);
    },
    carryOn: ({ item, end }) => log.push(`${time.now()} ${track} ${item.id} goes on to ${end}`),
  };
  return { ...it, self };
}

function world() {
  const time = hands();
  const log: string[] = [];
  const plays: string[] = [];
  const open = new Map<string, OpenPlay>();
  const presenters = {
    main: presenter(time, 'main', log),
    ticker: presenter(time, 'ticker', log),
    audio: presenter(time, 'audio', log),
    voice: presenter(time, 'voice', log),
  };
  const director = createDirector({
    clock: { now: time.now, uncertainty: () => 3 },
    seenAfterMs: 0,
    presenters,
    presents: () => true,
    after: time.after,
    onBegin: (play) => void open.set(play.track, play),
    onEnd(track, { at, ending }: Ending) {
      const play = open.get(track)!;
      open.delete(track);
      plays.push(`${play.item} ${play.realStart}-${at} ${ending}`);
    },
    onFailed: () => {},
    onAir: () => {},
    onChange: () => {},
  });
  return { time, log, plays, presenters, director };
}

function held(made: Manifest, name = 'a'): Held {
  const assignment = { screen: 's', manifest: name.repeat(64), sequence: 1, issuedAt: 0 };
  return { assignment: { ...assignment, signature: '' }, manifest: made };
}
function loop(items: Item[], segments: Partial<Segment>[] = [{}]): Manifest {
  return manifest({
    until: 1e9,
    loops: [items],
    main: segments.map((segment) => ({ start: 0, end: 1e9, loop: 0, phase: 0, ...segment })),
  });
}

describe('the director', () => {
  test('shows each turn at its instant, and each becomes one play', async () => {
    const { time, log, plays, director } = world();
    director.offer(held(loop([slide('x', 4000), slide('y', 6000)])));
    await time.pass(20_500);
    expect(log.filter((line) => /^\d/.test(line))).toEqual([
      '0 main x', '4000 main y', '10000 main x', '14000 main y', '20000 main x',
    ]); // biome-ignore format: one line
    expect(plays).toEqual([
      'x 0-4000 completed',
      'y 4000-10000 completed',
      'x 10000-14000 completed',
      'y 14000-20000 completed',
    ]);
  });

  test('has what comes next prepared, but not while something was just revealed', async () => {
    const { time, log, director } = world();
    director.offer(held(loop([slide('x', 4000), slide('y', 60_000)])));
    await time.pass(100);
    expect(log).toEqual(['0 main x']);
    await time.pass(100);
    expect(log).toContain('main prepare y@4000 for 4000');
    await time.pass(40_000);
    expect(log).not.toContain('main prepare x@64000 for 64000');
    await time.pass(13_000);
    expect(log).toContain('main prepare x@64000 for 64000');
  });

  test('a turn that the segment cuts is a cut play; nothing follows where nothing is scheduled', async () => {
    const { time, log, plays, director } = world();
    director.offer(held(loop([slide('x', 10_000)], [{ end: 13_000 }])));
    await time.pass(20_000);
    expect(plays).toEqual(['x 0-10000 completed', 'x 10000-13000 cut']);
    expect(log.at(-1)).toBe('13000 main nothing');
  });

  test('an item goes on over a segment’s edge without coming on again, and counts as planned', async () => {
    const { time, log, plays, director } = world();
    const segments = [{ end: 4000 }, { start: 4000, phase: 4000 }];
    director.offer(held(loop([slide('x', 10_000)], segments)));
    await time.pass(12_000);
    expect(log).toContain('4000 main x goes on to 10000');
    expect(log).not.toContain('4000 main x');
    expect(plays).toEqual(['x 0-4000 cut', 'x 4000-10000 completed']);
  });

  test('a new manifest replaces a picture at once', async () => {
    const { time, log, plays, director } = world();
    director.offer(held(loop([slide('x', 10_000)])));
    await time.pass(3000);
    director.offer(held(loop([slide('y', 10_000)]), 'b'));
    expect(log.at(-1)).toBe('3000 main y');
    await time.pass(100);
    expect(plays).toEqual(['x 0-3000 replaced']);
  });

  test('a new manifest with the same turn on air disturbs nothing', async () => {
    const { time, log, plays, director } = world();
    director.offer(held(loop([video('x', 10_000), slide('y', 10_000)])));
    await time.pass(3000);
    const before = log.length;
    director.offer(held(loop([video('x', 10_000), slide('z', 10_000)]), 'b'));
    await time.pass(300);
    expect(log.slice(before)).toEqual(['main prepare z@10000 for 10000']);
    await time.pass(9000);
    expect(plays).toEqual(['x 0-10000 completed']);
    expect(log).toContain('10000 main z');
  });

  test('a clip that stays in the programme is played to its end before the new manifest comes', async () => {
    const { time, log, plays, director } = world();
    director.offer(held(loop([video('x', 10_000), slide('y', 10_000)])));
    await time.pass(3000);
    const next = loop([slide('new', 7000), video('x', 10_000), slide('y', 10_000)]);
    director.offer(held(next, 'b'));
    await time.pass(6900);
    expect(log).toContain('main prepare x@7000 for 10000');
    await time.pass(200);
    expect(plays).toEqual(['x 0-10000 completed']);
    expect(log).toContain('10000 main x');
  });

  test('what can’t be shown is a failed play, told with its reason, and the next turn is shown', async () => {
    const { time, plays, presenters, director } = world();
    presenters.main.self.refuse = 'broken';
    director.offer(held(loop([slide('x', 4000), slide('y', 6000)])));
    expect(director.trouble()).toBe('broken');
    presenters.main.self.refuse = null;
    await time.pass(11_000);
    expect(director.trouble()).toBeNull();
    expect(plays).toEqual(['x 0-0 failed', 'y 4000-10000 completed']);
  });

  test('a clip that breaks later fails when it breaks, once', async () => {
    const { time, plays, presenters, director } = world();
    director.offer(held(loop([video('x', 4000), slide('y', 6000)])));
    await time.pass(1500);
    presenters.main.self.last!.failed('decoder');
    presenters.main.self.last!.failed('decoder again');
    presenters.main.self.last!.shown();
    await time.pass(4000);
    expect(plays).toEqual(['x 0-1500 failed']);
  });

  test('what was not ready before it was over has failed', async () => {
    const { time, plays, presenters, director } = world();
    presenters.main.self.delay = 5000;
    director.offer(held(loop([slide('x', 4000), slide('y', 6000)])));
    await time.pass(4100);
    expect(plays).toEqual(['x 4000-4000 failed']);
  });

  test('[L9] what is ready in the instant in which it is over was never on: no completed play', async () => {
    const { time, plays, presenters, director } = world();
    presenters.main.self.delay = 4000;
    director.offer(held(loop([slide('x', 4000), slide('y', 60_000)])));
    await time.pass(4100);
    expect(plays).toEqual(['x 4000-4000 failed']);
  });

  test('tracks do not disturb one another', async () => {
    const { time, log, plays, director } = world();
    const both = manifest({
      until: 1e9,
      loops: [[slide('x', 4000)], [ticker('t', 7000)]],
      main: [{ start: 0, end: 9000, loop: 0, phase: 0 }],
      ticker: [{ start: 2000, end: 20_000, loop: 1, phase: 0 }],
    });
    director.offer(held(both));
    await time.pass(10_000);
    expect(log.filter((line) => line.includes('ticker') && /^\d/.test(line))).toEqual([
      '2000 ticker t',
      '9000 ticker t',
    ]);
    expect(plays).toContain('t 2000-9000 completed');
    expect(plays).toContain('x 8000-9000 cut');
  });

  test('joins in the middle of a turn', async () => {
    const { time, plays, director } = world();
    await time.pass(7000);
    director.offer(held(loop([slide('x', 10_000)])));
    await time.pass(4000);
    expect(plays).toEqual(['x 7000-10000 completed']);
  });
});
