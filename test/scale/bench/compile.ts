/**
 * The compiler on a province: 700 schools, 3,000 screens, 300 schedules, six weeks. The whole of it on
 * one core; one change in one school until its manifests are ready and stored; one change for everybody
 * until the first and until all are. What a change costs is measured in provinces of 300, 3,000 and
 * 30,000 screens too: it should grow with the screens that it concerns. What a change for everybody
 * costs there follows the number of different manifests, which grows faster than the screens: the more
 * schools have schedules of their own, the fewer share one.
 *
 * Baseline: the same windows, expanded screen by screen with the recurrence library and nothing
 * shared. It is measured on some screens and counted up to all of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { everything } from '#server/access/scope.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import { createCompiler } from '#server/publish/compiler.ts';
import { keepPictures, type Picture } from '#server/publish/picture.ts';
import type { Programme } from '#server/publish/port.ts';
import { dateText } from '#server/publish/school-time/days.ts';
import { startPublishing } from '#server/publish/start.ts';
import { timesOn } from '#server/publish/windows/times.ts';
import { weekOf } from '#server/publish/windows/wall-clock.ts';
import { openStore } from '#server/store/open.ts';
import { plantProvince, type Size } from './compile-province.ts';
import { median, type Report, rounded } from './report.ts';

const NOW = Date.UTC(2026, 10, 25, 3);
const ROUNDS = 5;
const CHANGES = 40;
/** the first ones find nothing compiled to machine code yet, as a server does in its first minute */
const WARM_UP = 5;
const BASELINE_SCREENS = 20;
/** days that the product promises to lie ahead: what the baseline expands */
const AHEAD = 35;

export async function run(report: Report): Promise<void> {
  const figure = (metric: string, value: number, unit: string, n: number, baseline?: number) =>
    report({
      bench: 'compile',
      metric,
      value: rounded(value),
      unit,
      baseline: baseline === undefined ? null : rounded(baseline),
      ratio: baseline === undefined ? null : rounded(value / baseline, 5),
      n,
    });

  for (const screens of [3000, 300, 30_000]) {
    const world = await openProvince({ screens, schedules: Math.max(30, screens / 10) });
    const suffix = screens === 3000 ? '' : `_at_${screens}`;
    try {
      if (screens === 3000) {
        const whole = wholeProvince(world.picture);
        figure('province_ms', median(whole.ms), 'ms', ROUNDS, baselineOf(world.picture));
        figure('province_manifests', whole.manifests, 'manifests', 1);
        figure('manifest_gzip_kb', whole.gzipKb, 'KB', whole.manifests);
        figure('heap_mb', whole.heapMb, 'MB', 1);
      }
      const school = await changes(world, 'school');
      figure(`one_school_ms${suffix}`, median(school.all), 'ms', CHANGES);
      const recess = await world.recess();
      figure(`one_recess_ms${suffix}`, median(recess), 'ms', CHANGES);
      const everyone = await changes(world, 'everyone');
      figure(`everyone_first_ms${suffix}`, median(everyone.first), 'ms', everyone.first.length);
      figure(`everyone_all_ms${suffix}`, median(everyone.all), 'ms', everyone.all.length);
      figure(`everyone_manifests${suffix}`, everyone.manifests, 'manifests', 1);
    } finally {
      await world.close();
    }
  }
}

type World = Awaited<ReturnType<typeof openProvince>>;

async function openProvince(size: Size) {
  const folder = await mkdtemp(join(tmpdir(), 'compile-'));
  const store = await openStore(`file://${join(folder, 'bench.db')}`);
  const bus = createMemoryBus((error) => {
    throw error;
  });
  let made = 0;
  const newId = () => `01990000-0000-7000-8000-${(made++).toString(16).padStart(12, '0')}`;
  let now = NOW;
  const publishing = await startPublishing({
    ...{ store, bus, newId, now: () => now, random: () => 0.5, online: () => true },
    log: pino({ level: 'silent' }),
  });
  const province = await plantProvince(store, size, newId, NOW - 40 * 86_400_000);
  for (const { id } of province.schedules) await publishing.publisher.publish(everything, id, null);
  const pictures = keepPictures(store, bus);
  const picture = await pictures.current();
  const { programmes, publisher } = publishing;
  await programmes.forScreens(province.screens);

  return {
    ...{ province, picture, programmes, publisher },
    tick: () => {
      now += 60_000;
    },
    /** a school moves its recess: until the manifests of its screens are ready and stored */
    async recess(): Promise<number[]> {
      const times: number[] = [];
      const everybody = new Set(province.screens);
      for (let i = 0; i < CHANGES; i++) {
        const school = province.schools[(i * 3) % province.schools.length]!;
        const before = await store.settings.get(everything, school, 'timetable');
        if (!before?.value) continue;
        const value = structuredClone(before.value);
        for (const { periods } of value.templates) {
          for (const period of periods) if (period.period === 'recess') period.end = '17:59';
        }
        const { unitId, kind, version } = before;
        await store.settings.put(everything, version, { unitId, kind, value, at: now, by: null });
        const revision = await store.revision.next();
        const start = performance.now();
        bus.publish({
          kind: 'programme',
          revision,
          affects: { units: [school] },
          only: 'settings',
        });
        await new Promise(setImmediate);
        for await (const ready of programmes.eachBelow([school], everybody)) if (!ready.size) break;
        times.push(performance.now() - start);
      }
      return times;
    },
    async close() {
      publishing.stop();
      pictures.stop();
      await bus.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Everything, from nothing, several times. */
function wholeProvince(picture: Picture) {
  const ms: number[] = [];
  let bodies = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const compiler = createCompiler();
    bodies = new Set();
    const start = performance.now();
    for (const screen of picture.screens.values()) {
      const place = picture.place(screen)!;
      bodies.add(compiler.compile(picture.inputFor(place, compiler.week(NOW, place.zone))).body);
    }
    ms.push(performance.now() - start);
  }
  const sizes = [...bodies].map((body) => gzipSync(body).length / 1024);
  return {
    ms,
    manifests: bodies.size,
    gzipKb: median(sizes),
    heapMb: heapMb(),
  };
}

/** MB in use, what can be thrown away left out. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

/** From a schedule being on air in the store until the manifests that it changes are ready and stored. */
async function changes(
  { province, programmes, publisher, tick }: World,
  whom: 'school' | 'everyone',
) {
  const first: number[] = [];
  const all: number[] = [];
  let manifests = 0;
  const schedules = province.schedules.filter(({ unitId }) =>
    whom === 'school' ? province.schools.includes(unitId) : unitId === province.root,
  );
  const count = whom === 'school' ? WARM_UP + CHANGES : 5;
  const everybody = new Set(province.screens);
  for (let i = 0; i < count; i++) {
    const { id, unitId } = schedules[i % schedules.length]!;
    tick();
    await publisher.publish(everything, id, null);
    const start = performance.now();
    const batches: ReadonlyMap<string, Programme>[] = [];
    for await (const ready of programmes.eachBelow([unitId], everybody)) {
      if (batches.length === 0 && ready.size > 0) first.push(performance.now() - start);
      batches.push(ready);
    }
    all.push(performance.now() - start);
    const handedOut = batches.flatMap((ready) => [...ready.values()]);
    manifests = new Set(handedOut.map(({ compiled }) => compiled.id)).size;
  }
  const counted = whom === 'school' ? WARM_UP : 0;
  return { first: first.slice(counted), all: all.slice(counted), manifests };
}

/** ms for all screens of the province, counted up from some. */
function baselineOf(picture: Picture): number {
  const screens = [...picture.screens.values()];
  const step = Math.floor(screens.length / BASELINE_SCREENS);
  const some = screens.filter((_, i) => i % step === 0);
  let windows = 0;
  const start = performance.now();
  for (const screen of some) windows += expandedByRule(picture, screen);
  const took = performance.now() - start;
  if (windows === 0) throw new Error('nothing was expanded');
  return (took / some.length) * screens.length;
}

function expandedByRule(picture: Picture, screen: Parameters<Picture['place']>[0]): number {
  const place = picture.place(screen)!;
  const time = picture.schoolTime(place);
  const { monday, span } = weekOf(NOW, place.zone);
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const from = Temporal.PlainDate.from(monday).toZonedDateTime(place.zone);
  let windows = 0;
  for (const { when, audience } of picture.applying(place)) {
    const rule =
      when.repeat.kind === 'rule'
        ? when.repeat.rrule
        : `FREQ=WEEKLY;BYDAY=${when.days.map((day) => names[day - 1]).join()}`;
    const days = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${place.zone}:${when.from.replaceAll('-', '')}T000000\nRRULE:${rule}`,
    }).between(new Date(span.start), new Date(from.add({ days: AHEAD }).epochMilliseconds), true);
    for (const day of days) {
      const number = Math.floor(
        Date.parse(`${day.toPlainDate().toString()}T00:00:00Z`) / 86_400_000,
      );
      if (dateText(number) < when.from) continue;
      windows += timesOn(when, time, number, audience.levels).length;
    }
  }
  return windows;
}
