/**
 * The power goes at any instant, again and again: SIGKILL to all of Chromium while items change on two
 * tracks and manifests replace one another. A witness outside the browser wrote down what was on the
 * screen. Ten cuts in the ordinary run; as many as POWER_CUTS says, from the POWER_SEED that a failure names.
 */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainOf } from '#shared/protocol/chain.ts';
import type { Play, PlayerMessage } from '#shared/protocol/messages.ts';
import { chance } from '#test/support/chance.ts';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { slide, ticker } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { pairedPage, programme } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';
import { createWitness, type Sighting } from '#test/support/witness.ts';

const CUTS = Number(process.env.POWER_CUTS ?? 10);
const SEED = Number(process.env.POWER_SEED ?? Math.floor(Math.random() * 1e9));
/** Every play older than this at a cut is in the log. A write takes ms; a busy machine is given time. */
const LOST_AFTER_MS = 1000;

let dist: string;
let server: PlayerServer;
let machine: Machine;

beforeAll(async () => {
  dist = await buildPlayer();
  server = await startPlayerServer(dist);
  machine = await makeMachine();
});
afterAll(async () => {
  await machine?.dispose();
  await server?.stop();
  await rm(dist, { recursive: true, force: true });
});

test(`after ${CUTS} power cuts no play is lost or doubled, and no manifest is half applied (seed ${SEED})`, {
  timeout: 120_000 + CUTS * 60_000,
}, async () => {
  const random = chance(SEED);
  const between = (least: number, most: number) => least + random() * (most - least);
  const assigned: string[] = [];
  const assign = () => {
    const of = `p${assigned.length}`;
    const titled = (name: string) => ({ title: `${of} ${name}`, body: 'Chào buổi sáng.' });
    const main = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
      ...slide(`${of} ${name}`, Math.round(between(300, 800)), titled(name)),
      enter: 'cut' as const,
    }));
    const lines = ['x', 'y', 'z'].map((name) =>
      ticker(`${of} ${name}`, Math.round(between(300, 800)), 'Nghỉ học vì bão'),
    );
    assigned.push(server.assign(programme([], server.now() - 60_000, main, { ticker: lines })));
  };
  const witness = createWitness(server.now);
  const cuts: Cut[] = [];

  assign();
  let context = await machine.boot();
  await witness.watch(context, 0);
  await pairedPage(context, server);
  for (let life = 0; life < CUTS; life++) {
    if (life > 0) {
      context = await machine.boot();
      await witness.watch(context, life);
      const page = context.pages()[0] ?? (await context.newPage());
      // It may be killed before it has answered.
      page.goto(`${server.url}/player`).catch(() => {});
    }
    // Some are cut off in the middle of the start, the others while they play.
    const playing = random() < 0.8;
    const cutAfter = between(0, playing ? 1500 : 3000);
    // Some while a manifest is being written.
    const assignAfter = between(0, 2500);
    if (playing) {
      await eventually(() => witness.sightings.at(-1)?.life === life || null, {
        ...{ within: 60_000, what: `a slide in life ${life}` },
      });
    }
    if (assignAfter < cutAfter) {
      await passed(assignAfter);
      assign();
    }
    await passed(cutAfter - Math.min(assignAfter, cutAfter));
    cuts.push({ at: server.now(), heard: server.heard.length });
    await machine.cutPower();
  }

  const restarted = server.now();
  context = await machine.boot();
  await witness.watch(context, CUTS);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}/player`);
  await eventually(
    () => [...server.plays.values()].some(({ real }) => real.start > restarted) || null,
    { within: 60_000, what: 'the plays of before and after' },
  );

  const plays = [...server.plays.values()].sort((a, b) => a.n - b.n);
  expectNumberedAndChained(plays);
  expectNoneTwice(plays);
  expectFrom(plays, assigned);
  expectProgrammesKept(server.heard, cuts, assigned);
  const lost = lostOf(witness.sightings, plays, cuts);
  const unseen = unseenOf(witness.sightings, plays, cuts);
  const ages = lost.map(({ age }) => Math.round(age));
  console.log(
    `${CUTS} power cuts, ${plays.length} plays, ${witness.sightings.length} sightings; ` +
      `lost ${lost.length}, seen ${ages.join(', ') || 0} ms before the cut; ` +
      `${unseen.length} not seen`,
  );
  expect(lost.filter(({ age }) => age > LOST_AFTER_MS)).toEqual([]);
  expect(unseen).toEqual([]);
  // It did play, and it was cut off while it played.
  expect(plays.length).toBeGreaterThan(CUTS / 2);
  expect(plays.some(({ ending }) => ending === 'stopped')).toBe(true);
});

type Cut = { readonly at: number; readonly heard: number };

/** The only waiting by the clock: the instant of a cut is what the test is about. */
const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function expectNumberedAndChained(plays: readonly Play[]) {
  let before: string | null = null;
  for (const [i, play] of plays.entries()) {
    expect(play.n).toBe(i + 1);
    expect(play.chain).toBe(chainOf(before, play));
    before = play.chain;
  }
}

/**
 * Each turn once, and no time lived twice on a track. A turn that was cut off may be taken up: after a
 * start the player knows only that it is later than when it was last seen alive.
 */
function expectNoneTwice(plays: readonly Play[]) {
  for (const track of ['main', 'ticker'] as const) {
    const turns = plays.filter((play) => play.track === track);
    for (const [i, play] of turns.slice(1).entries()) {
      const before = turns[i]!;
      expect(play.real.start).toBeGreaterThanOrEqual(before.real.end - CLOCK_MS);
      if (before.ending !== 'stopped') expect(turnOf(play)).not.toBe(turnOf(before));
    }
    const whole = turns.filter(({ ending }) => ending !== 'stopped').map(turnOf);
    expect(whole.filter((turn, at) => whole.indexOf(turn) !== at)).toEqual([]);
  }
}
const turnOf = ({ item, planned, manifest }: Play) => `${item} ${planned.start} ${manifest}`;

/** By so much may two lives differ about the time. */
const CLOCK_MS = 250;

/** What was shown is the item of the manifest that the record names. */
function expectFrom(plays: readonly Play[], assigned: readonly string[]) {
  for (const { manifest, item } of plays) {
    expect(item.split(' ')[0]).toBe(`p${assigned.indexOf(manifest)}`);
  }
}

/** What was acknowledged before a cut is held after it, whole. */
function expectProgrammesKept(
  heard: readonly PlayerMessage[],
  cuts: readonly Cut[],
  assigned: readonly string[],
) {
  for (const { heard: count } of cuts) {
    const before = heard.slice(0, count);
    const hello = heard.slice(count).find((message) => message.type === 'hello');
    const sequences = (state: 'held' | 'onAir') =>
      before.flatMap((m) => (m.type === 'ack' && m.state === state ? [m.sequence] : []));
    if (!hello) throw new Error('the screen never came back');
    expect(hello.sequence).toBeGreaterThanOrEqual(
      Math.max(0, ...sequences('held'), ...sequences('onAir')),
    );
    // The sequence of the n-th manifest is n.
    const holds = assigned.indexOf(hello.manifest ?? '') + 1;
    expect(holds).toBeGreaterThanOrEqual(Math.max(0, ...sequences('onAir')));
  }
  expect(heard.filter(({ type }) => type === 'refused')).toEqual([]);
}

/** What was seen on the screen and is not in the log, and how long before the cut it was seen first. */
function lostOf(sightings: readonly Sighting[], plays: readonly Play[], cuts: readonly Cut[]) {
  return sightings.flatMap((sighting) => {
    const end = cuts[sighting.life]?.at;
    // still on the screen at the end of the test
    if (end === undefined) return [];
    const logged = plays.some(
      ({ track, item, real, planned, ending }) =>
        track === 'main' &&
        (ending === 'failed'
          ? planned.start - CLOCK_MS <= sighting.at && sighting.at <= planned.end + CLOCK_MS
          : item === sighting.title && wasOn(real, sighting.at)),
    );
    return logged ? [] : [{ ...sighting, age: end - sighting.seen }];
  });
}

/**
 * Plays that the log says went to their end and that nobody saw. What the witness was about to say at
 * a cut died with the browser.
 */
function unseenOf(sightings: readonly Sighting[], plays: readonly Play[], cuts: readonly Cut[]) {
  const diedUntold = ({ real }: Play) =>
    cuts.some(({ at }) => Math.abs(at - real.start) < LOST_AFTER_MS);
  return plays.filter(
    (play) =>
      play.track === 'main' &&
      ['completed', 'cut', 'replaced'].includes(play.ending) &&
      !diedUntold(play) &&
      !sightings.some(
        ({ title, at, early }) =>
          title === play.item && Math.abs(at - play.real.start) < (early ? EARLY_MS : CLOCK_MS),
      ),
  );
}

/** By so much the clock may be set right while the player starts. */
const EARLY_MS = 5000;

/** The sighting may be a moment older or younger than the record's start. */
const wasOn = (real: Play['real'], at: number) =>
  real.start - CLOCK_MS < at && at < real.end + CLOCK_MS;
