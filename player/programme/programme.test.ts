import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MediaCache } from '#player/cache/media-cache.ts';
import type { Need } from '#player/cache/needs.ts';
import type { Single } from '#player/keep/database.ts';
import { createVerify } from '#player/link/assignment.ts';
import { hands, settled } from '#player/testing/hands.ts';
import { canonicalText } from '#shared/frame/canonical.ts';
import type { Manifest } from '#shared/frame/manifest.ts';
import { type Assignment, assignmentText, type PlayerMessage } from '#shared/protocol/messages.ts';
import { hash, image, manifest, slide } from '#test/support/manifests.ts';
import { createProgramme, type Held } from './programme.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const serverKey = publicKey.export({ format: 'jwk' }).x!;
const hexHash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

function written(made: Manifest) {
  const body = canonicalText(made);
  return { id: hexHash(body), body };
}
function assign(id: string, sequence: number, change: Partial<Assignment> = {}) {
  const assignment = { screen: 's', manifest: id, sequence, issuedAt: 1 };
  const signature = sign(null, Buffer.from(assignmentText(assignment)), privateKey);
  return { ...assignment, ...change, signature: signature.toString('base64url') };
}
const showing = (...names: string[]) =>
  manifest({
    until: 1e9,
    loops: [names.map((name) => image(name, 1000))],
    main: [{ start: 0, end: 1e9, loop: 0, phase: 0 }],
  });
const words = manifest({
  until: 1e9,
  loops: [[slide('w', 1000)]],
  main: [{ start: 0, end: 1e9, loop: 0, phase: 0 }],
});

/** A programme whose disk, media and server are in the test's hands. */
async function world(disk: Partial<Single> = {}, known = true) {
  const time = hands();
  const sent: Extract<PlayerMessage, { type: 'ack' | 'refused' }>[] = [];
  const served = new Map<string, string>();
  const there = new Set<string>();
  const state = {
    kept: disk,
    fetched: 0,
    wanted: [] as string[],
    keptOnly: null as Set<string> | null,
    /** whether the time is known; if not it is any later one */
    known,
    /** whether the stage takes at once what it is offered, or waits for the end of a clip */
    takes: true,
  };
  const complete = (needs: readonly Need[]) => needs.every(({ sha256 }) => there.has(sha256));
  const cache: MediaCache = {
    want: (needs) => {
      state.wanted = needs.map(({ sha256 }) => sha256).filter((sha256) => !there.has(sha256));
    },
    complete,
    playable: complete,
    follow() {},
    full: () => false,
    progress: (needs) => ({
      bytes: needs.filter(({ sha256 }) => there.has(sha256)).length,
      of: needs.length,
    }),
    open: async () => null,
    async keepOnly(hashes) {
      state.keptOnly = new Set(hashes);
    },
    recheck: async () => true,
    usedBytes: () => 0,
    stop() {},
  };
  const onAir: string[] = [];
  /** all that the stage was offered, in order */
  const offered: Held[] = [];
  const programme = createProgramme({
    screenId: 's',
    memory: {
      recall: async (name) => state.kept[name] ?? null,
      async keep(values) {
        state.kept = structuredClone({ ...state.kept, ...values }) as Partial<Single>;
      },
    },
    cache,
    clock: {
      span: () => ({
        earliest: time.now(),
        latest: state.known ? time.now() : Number.POSITIVE_INFINITY,
      }),
    },
    verify: createVerify(crypto.subtle, serverKey),
    sha256Hex: async (bytes) => hexHash(bytes),
    async fetchManifest(id) {
      state.fetched += 1;
      const body = served.get(id);
      if (body === undefined) throw new TypeError('network');
      return body;
    },
    random: () => 0.5,
    after: time.after,
    send: (message) => void sent.push(message),
    onReady(held: Held) {
      onAir.push(held.assignment.manifest);
      offered.push(held);
      if (state.takes) void programme.wentOnAir(held);
    },
    onChange: () => {},
    onProblem: () => {},
  });
  await programme.restore();
  const bring = (name: string) => {
    there.add(hash(name));
    programme.mediaChanged();
  };
  return { programme, time, sent, served, there, state, onAir, offered, bring };
}
const acks = (sent: readonly { type: string; sequence: number; state?: string }[]) =>
  sent.map(({ type, sequence, state }) => `${type} ${sequence} ${state ?? ''}`.trim());

describe('the programme', () => {
  test('keeps a manifest before it says so, and goes on air when all its media are there', async () => {
    const { programme, sent, state, onAir, bring } = await world();
    const { id, body } = written(showing('a', 'b'));
    programme.offerBody(id, body);
    await programme.offer(assign(id, 1));
    await settled();
    expect(acks(sent)).toEqual(['ack 1 held']);
    expect(state.kept.pending).toMatchObject({ assignment: { sequence: 1 }, body });
    expect(state.wanted).toEqual([hash('a'), hash('b')]);
    bring('a');
    expect(onAir).toEqual([]);
    bring('b');
    await settled();
    expect(onAir).toEqual([id]);
    expect(acks(sent)).toEqual(['ack 1 held', 'ack 1 onAir']);
    expect(state.kept).toMatchObject({ onAir: { body }, pending: null });
    expect(state.keptOnly).toEqual(new Set([hash('a'), hash('b')]));
  });

  test('the old one stays on air until the new one is whole', async () => {
    const { programme, onAir, bring } = await world();
    const [old, next] = [written(showing('a')), written(showing('b', 'c'))];
    programme.offerBody(old.id, old.body);
    await programme.offer(assign(old.id, 1));
    await settled();
    bring('a');
    await settled();
    programme.offerBody(next.id, next.body);
    await programme.offer(assign(next.id, 2));
    await settled();
    bring('b');
    expect(programme.onAir?.assignment.manifest).toBe(old.id);
    expect(programme.fetching()).toEqual({ manifest: next.id, bytes: 1, of: 2 });
    bring('c');
    await settled();
    expect(onAir).toEqual([old.id, next.id]);
    expect(programme.fetching()).toEqual({ manifest: null, bytes: 0, of: 0 });
  });

  test('a screen that shows nothing yet begins with the first hour, and says on air when it is whole', async () => {
    const { programme, sent, onAir, bring } = await world();
    const later = manifest({
      until: 1e9,
      loops: [[image('a', 1000)], [image('b', 1000)]],
      main: [
        { start: 0, end: 1000, loop: 0, phase: 0 },
        { start: 5 * 3_600_000, end: 6 * 3_600_000, loop: 1, phase: 0 },
      ],
    });
    const { id, body } = written(later);
    programme.offerBody(id, body);
    await programme.offer(assign(id, 1));
    await settled();
    bring('a');
    await settled();
    expect(onAir).toEqual([id]);
    expect(acks(sent)).toEqual(['ack 1 held']);
    bring('b');
    expect(acks(sent)).toEqual(['ack 1 held', 'ack 1 onAir']);
  });

  test('a large manifest is fetched by its hash, again and again until it comes', async () => {
    const { programme, time, served, state, onAir } = await world();
    const { id, body } = written(words);
    await programme.offer(assign(id, 1));
    await time.pass(60_000);
    expect(state.fetched).toBeGreaterThan(3);
    served.set(id, body);
    await time.pass(30_000);
    expect(onAir).toEqual([id]);
  });

  test('bytes that do not match the signed name are refused, inline or fetched', async () => {
    const { programme, sent, served, onAir } = await world();
    const { id } = written(words);
    programme.offerBody(id, written(showing('evil')).body);
    await programme.offer(assign(id, 1));
    await settled();
    served.set(written(showing('x')).id, 'tampered');
    await programme.offer(assign(written(showing('x')).id, 2));
    await settled();
    expect(acks(sent)).toEqual(['refused 1', 'refused 2']);
    expect(onAir).toEqual([]);
  });

  test('a manifest that makes no sense is refused though its hash is right', async () => {
    const { programme, sent } = await world();
    const short = showing('a');
    const broken = [
      { ...words, loops: [] },
      { ...short, media: { [hash('a')]: { ...short.media[hash('a')]!, bytes: 99_000_000 } } },
    ];
    for (const [i, made] of broken.entries()) {
      const { id, body } = written(made);
      programme.offerBody(id, body);
      await programme.offer(assign(id, i + 1));
      await settled();
    }
    expect(acks(sent)).toEqual(['refused 1', 'refused 2']);
  });

  test('a forged or replayed assignment changes nothing', async () => {
    const { programme, sent, onAir } = await world();
    const [now, old] = [written(words), written(showing('a'))];
    programme.offerBody(now.id, now.body);
    await programme.offer(assign(now.id, 7));
    await settled();
    await programme.offer(assign(old.id, 6));
    await programme.offer(assign(old.id, 8, { manifest: now.id }));
    await programme.offer(assign(old.id, 9, { screen: 'other' }));
    await settled();
    expect(acks(sent).slice(2)).toEqual(['refused 6', 'refused 8', 'refused 9']);
    expect(onAir).toEqual([now.id]);
    expect(programme.sequence).toBe(7);
  });

  test('the same bytes under a newer sequence need neither fetching nor showing', async () => {
    const { programme, sent, state, onAir } = await world();
    const { id, body } = written(words);
    programme.offerBody(id, body);
    await programme.offer(assign(id, 1));
    await settled();
    await programme.offer(assign(id, 2));
    await settled();
    // Offered once more, in case another one was waiting for a clip to end.
    expect(onAir).toEqual([id, id]);
    expect(state.fetched).toBe(0);
    expect(acks(sent).at(-1)).toBe('ack 2 onAir');
    expect(state.kept.onAir?.assignment.sequence).toBe(2);
  });

  test('an assignment said again after a reconnect is acknowledged again', async () => {
    const { programme, sent } = await world();
    const { id, body } = written(words);
    programme.offerBody(id, body);
    await programme.offer(assign(id, 1));
    await settled();
    await programme.offer(assign(id, 1));
    expect(acks(sent)).toEqual(['ack 1 held', 'ack 1 onAir', 'ack 1 onAir']);
  });

  test('a newer assignment overtakes one whose manifest has not come', async () => {
    const { programme, time, served, onAir } = await world();
    const [first, second] = [written(showing('a')), written(words)];
    await programme.offer(assign(first.id, 1));
    programme.offerBody(second.id, second.body);
    await programme.offer(assign(second.id, 2));
    served.set(first.id, first.body);
    await time.pass(60_000);
    expect(onAir).toEqual([second.id]);
    expect(programme.pending).toBeNull();
  });

  test('after a restart it plays what it held, and still refuses what is older', async () => {
    const first = await world();
    const { id, body } = written(words);
    first.programme.offerBody(id, body);
    await first.programme.offer(assign(id, 5));
    await settled();
    const second = await world(first.state.kept);
    expect(second.onAir).toEqual([id]);
    expect(second.programme.sequence).toBe(5);
    await second.programme.offer(assign(written(showing('a')).id, 4));
    expect(acks(second.sent)).toEqual(['refused 4']);
  });

  test('what was damaged on the disk is not played', async () => {
    const { id, body } = written(words);
    const { programme, onAir } = await world({
      onAir: { assignment: assign(id, 5), body: body.replace('"w"', '"x"') },
    });
    expect(onAir).toEqual([]);
    expect(programme.sequence).toBe(0);
  });
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('what the switch waits for', () => {
  /** `a` in the first hour of each day, `b` in the second, `c` in the third, one item a day. */
  const days = (...names: string[]) =>
    manifest({
      until: 60 * DAY,
      loops: names.map((name) => [image(name, 1000)]),
      main: names.map((_, i) => ({ start: i * DAY, end: i * DAY + HOUR, loop: i, phase: 0 })),
    });
  const playing = async (made: Manifest, ...names: string[]) => {
    const all = await world();
    const { id, body } = written(made);
    all.programme.offerBody(id, body);
    await all.programme.offer(assign(id, 1));
    await settled();
    for (const name of names) all.bring(name);
    await settled();
    return all;
  };

  test('is what airs in the coming two days; the rest comes while it plays', async () => {
    const { programme, state, sent, onAir, bring } = await playing(showing('old'), 'old');
    const next = written(days('d0', 'd1', 'd2', 'd3'));
    programme.offerBody(next.id, next.body);
    await programme.offer(assign(next.id, 2));
    await settled();
    expect(state.wanted).toEqual(['d0', 'd1', 'd2', 'd3'].map((name) => hash(name)));
    bring('d0');
    expect(onAir).toHaveLength(1);
    bring('d1');
    await settled();
    expect(onAir.at(-1)).toBe(next.id);
    expect(acks(sent).at(-1)).toBe('ack 2 held');
    expect(programme.fetching()).toEqual({ manifest: next.id, bytes: 2, of: 4 });
    // What only the old one needed is not fetched any more.
    expect(state.wanted).toEqual([hash('d2'), hash('d3')]);
    bring('d2');
    bring('d3');
    expect(acks(sent).at(-1)).toBe('ack 2 onAir');
  });

  test('is the coming hour when the old one has ended, or shows nothing', async () => {
    for (const at of [2 * HOUR, 70 * DAY]) {
      const { programme, time, onAir, bring } = await playing(days('d0', 'd1'), 'd0', 'd1');
      await time.pass(at);
      const later = days('e0', 'e1');
      for (const segment of later.tracks.main) {
        segment.start += at;
        segment.end += at;
      }
      const next = written({ ...later, until: at + 60 * DAY });
      programme.offerBody(next.id, next.body);
      await programme.offer(assign(next.id, 2));
      await settled();
      expect(onAir).toHaveLength(1);
      bring('e0');
      await settled();
      expect(onAir.at(-1)).toBe(next.id);
    }
  });

  test('becomes less when the old one ends while it waits', async () => {
    const { programme, time, onAir, bring } = await playing(days('d0'), 'd0');
    const next = written(days('e0', 'e1', 'e2'));
    programme.offerBody(next.id, next.body);
    await programme.offer(assign(next.id, 2));
    await settled();
    bring('e0');
    expect(onAir).toHaveLength(1);
    await time.pass(2 * HOUR);
    programme.timeChanged();
    await settled();
    expect(onAir.at(-1)).toBe(next.id);
  });

  test('is all of it while the time is not known', async () => {
    const { programme, state, onAir, bring } = await playing(showing('old'), 'old');
    state.known = false;
    const next = written(days('d0', 'd1', 'd2'));
    programme.offerBody(next.id, next.body);
    await programme.offer(assign(next.id, 2));
    await settled();
    bring('d0');
    bring('d1');
    await settled();
    expect(onAir.at(-1)).not.toBe(next.id);
    bring('d2');
    await settled();
    expect(onAir.at(-1)).toBe(next.id);
  });
});

describe('what is not known or not wanted', () => {
  const names = (held: Held | undefined) =>
    held?.manifest.tracks.main.flatMap(({ loop }) =>
      held.manifest.loops[loop]!.turns.map((turn) => held.manifest.items[turn]!.id),
    );
  const living = (until: number | null) =>
    manifest({
      until: 1e9,
      loops: [[{ ...slide('life', 1000), life: { from: 0, until } }, slide('always', 1000)]],
      main: [{ start: 0, end: 1e9, loop: 0, phase: 0 }],
    });
  const held = (made: Manifest) => {
    const { id, body } = written(made);
    return { assignment: assign(id, 1), body };
  };

  test('while the time is not known only what is safe at any time is on air; then all of it', async () => {
    const { programme, state, offered } = await world({ onAir: held(living(50_000)) }, false);
    expect(names(offered.at(-1))).toEqual(['always']);
    expect(programme.onAir?.manifest.items).toHaveLength(2);
    state.known = true;
    programme.timeChanged();
    expect(names(offered.at(-1))).toEqual(['life', 'always']);
    expect(offered).toHaveLength(2);
    // Said once, however often it is asked.
    programme.timeChanged();
    expect(offered).toHaveLength(2);
  });

  test('nothing is on air when nothing is safe', async () => {
    const timely = showing('a');
    for (const item of timely.items) item.life = { from: 0, until: 1e9 };
    const { offered } = await world({ onAir: held(timely) }, false);
    expect(names(offered.at(-1))).toEqual([]);
  });

  test('what is safe has to be there too', async () => {
    const { there, programme, offered } = await world({ onAir: held(showing('a', 'b')) }, false);
    expect(names(offered.at(-1))).toEqual([]);
    there.add(hash('b'));
    programme.mediaChanged();
    expect(names(offered.at(-1))).toEqual(['b']);
  });

  test('an item whose life is over leaves the air, even if a loop names it', async () => {
    const { programme, time, offered } = await world({ onAir: held(living(50_000)) });
    expect(names(offered.at(-1))).toEqual(['life', 'always']);
    await time.pass(49_999);
    programme.timeChanged();
    expect(offered).toHaveLength(1);
    await time.pass(1);
    programme.timeChanged();
    expect(names(offered.at(-1))).toEqual(['always']);
  });

  test('what a new manifest recalls is off the air and off the disk at once, though its own media are still to come', async () => {
    const { programme, there, state, offered, bring } = await world({
      onAir: held(showing('a', 'bad')),
    });
    there.add(hash('a')).add(hash('bad'));
    programme.mediaChanged();
    expect(names(offered.at(-1))).toEqual(['a', 'bad']);
    const next = written({ ...showing('a', 'new'), recalled: [hash('bad')] });
    programme.offerBody(next.id, next.body);
    await programme.offer(assign(next.id, 2));
    await settled();
    expect(names(offered.at(-1))).toEqual(['a']);
    expect(programme.onAir?.assignment.sequence).toBe(1);
    expect(state.keptOnly).toEqual(new Set([hash('a'), hash('new')]));
    expect(state.wanted).toEqual([hash('new')]);
    // After a restart as well, while it still waits.
    const again = await world(state.kept);
    expect(names(again.offered.at(-1))).toEqual(['a']);
    expect(again.state.wanted).not.toContain(hash('bad'));
    bring('new');
    await settled();
    expect(names(offered.at(-1))).toEqual(['a', 'new']);
  });

  test('a manifest that was ready and is overtaken does not come any more', async () => {
    const { programme, state, there, offered } = await world({ onAir: held(showing('a')) });
    there.add(hash('a'));
    programme.mediaChanged();
    state.takes = false;
    const [first, second] = [written(words), written(showing('late'))];
    for (const [i, { id, body }] of [first, second].entries()) {
      programme.offerBody(id, body);
      await programme.offer(assign(id, i + 2));
      await settled();
    }
    expect(offered.slice(-2).map(({ assignment }) => assignment.sequence)).toEqual([2, 1]);
  });
});
