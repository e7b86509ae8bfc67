/**
 * Programmes: what each screen plays. Compiles on demand from the picture, shares by input, and hands
 * nothing out that is not in the store: a screen may come back for it after any crash.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { everything, type Scope } from '#server/access/scope.ts';
import type { Now } from '#server/deps.ts';
import type { ScreenRecord, Store } from '#server/store/port.ts';
import type { Reach, Unit } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';
import { parseManifest } from '#shared/frame/parse.ts';
import { applies } from './audience/applies.ts';
import { type Place, placeOf } from './audience/place.ts';
import { createCompiler } from './compiler.ts';
import type { Picture, Pictures } from './picture.ts';
import type { Compiled, Programme, Programmes } from './port.ts';
import { sequenceFor } from './sequence.ts';

export type ProgrammesDeps = {
  readonly store: Store;
  readonly pictures: Pictures;
  readonly now: Now;
  /** whether the screen is connected, here or anywhere this server knows of */
  readonly online: (screenId: string) => boolean;
};

/** How many manifests are made before they are handed out: few at first, so that somebody has one. */
const FIRST_BATCH = 4;
const LARGEST_BATCH = 32;

export function createProgrammes({ store, pictures, now, online }: ProgrammesDeps): Programmes {
  const compiler = createCompiler();
  const kept = new LRUCache<string, true>({ max: 10_000 });
  const recent = new RecentManifests();

  const compileFor = (place: Place, picture: Picture): Compiled =>
    compiler.compile(picture.inputFor(place, compiler.week(now(), place.zone)));

  /** [P11] Durable before anybody hears of it. */
  const keep = async (compiled: Iterable<Compiled>): Promise<void> => {
    const news = [...compiled].filter(({ id }) => !kept.has(id));
    if (news.length === 0) return;
    await store.transaction(async (tx) => {
      for (const { id, body } of news) await tx.manifests.put(id, body, now());
    });
    for (const { id } of news) kept.set(id, true);
  };

  const programme = (screen: ScreenRecord, compiled: Compiled, revision: number): Programme => {
    recent.note(screen, compiled.id);
    return { compiled, sequence: sequenceFor(screen, compiled.id, revision) };
  };

  const forScreen = async (screenId: string): Promise<Programme | null> => {
    // Read anew: another node may have told it something since the picture was taken.
    const screen = await store.screens.get(everything, screenId);
    if (!screen) return null;
    let picture = await pictures.current();
    // Its unit may be newer than the picture.
    if (!picture.place(screen)) picture = await pictures.fresh();
    const place = picture.place(screen);
    if (!place) return null;
    const compiled = compileFor(place, picture);
    await keep([compiled]);
    return programme(screen, compiled, picture.revision);
  };

  async function* asReady(screens: Iterable<ScreenRecord>, picture: Picture) {
    const compiledAt = new Map<Place, Compiled>();
    let found: { screen: ScreenRecord; compiled: Compiled }[] = [];
    let batch = FIRST_BATCH;
    let made = compiler.made;
    const handOut = async () => {
      await keep(new Set(found.map(({ compiled }) => compiled)));
      const ready = new Map(
        found.map(({ screen, compiled }) => [
          screen.id,
          programme(screen, compiled, picture.revision),
        ]),
      );
      found = [];
      return ready;
    };
    for (const screen of screens) {
      const place = picture.place(screen);
      if (!place) continue;
      const compiled = compiledAt.get(place) ?? compileFor(place, picture);
      compiledAt.set(place, compiled);
      found.push({ screen, compiled });
      if (compiler.made < made + batch) continue;
      yield await handOut();
      // others get their turn: a province's worth takes a second or two
      await nextTurn();
      made = compiler.made;
      batch = Math.min(batch * 2, LARGEST_BATCH);
    }
    if (found.length > 0) yield await handOut();
  }

  const mediaOfManifest = new LRUCache<string, ReadonlySet<string>>({ max: 500 });
  const mediaNamedBy = async (manifestId: string): Promise<ReadonlySet<string>> => {
    let named = mediaOfManifest.get(manifestId);
    if (!named) {
      const parsed = parseManifest((await store.manifests.get(manifestId)) ?? '');
      named = new Set(parsed.ok ? Object.keys(parsed.manifest.media) : []);
      mediaOfManifest.set(manifestId, named);
    }
    return named;
  };

  return {
    forScreen,

    async *eachBelow(units, wanted) {
      const picture = await pictures.current();
      const screens = Iterator.from(picture.screensBelow(units));
      yield* asReady(
        screens.filter(({ id }) => wanted.has(id)),
        picture,
      );
    },

    async forScreens(screenIds) {
      let picture = await pictures.current();
      // Somebody was paired a moment ago, or was removed.
      if (screenIds.some((id) => !picture.screens.has(id))) picture = await pictures.fresh();
      const screens = screenIds.flatMap((id) => picture.screens.get(id) ?? []);
      const all = new Map<string, Programme>();
      for await (const ready of asReady(screens, picture)) {
        for (const [id, each] of ready) all.set(id, each);
      }
      return all;
    },

    async mayFetch(screenId, sha256) {
      if (!(await forScreen(screenId))) return false;
      for (const manifestId of recent.of(screenId)) {
        if ((await mediaNamedBy(manifestId)).has(sha256)) return true;
      }
      return false;
    },

    async reach(scope, unitId, audience) {
      // Units come and go without a word on the bus: no programme changes with them.
      return reachOf(await pictures.fresh(), scope, unitId, audience, online);
    },
  };
}

/** The current and the previous manifest of each screen. */
class RecentManifests {
  readonly #byScreen = new LRUCache<string, readonly string[]>({ max: 50_000 });

  /** What a screen is to play now. What it played before this process knew it, the store says. */
  note(screen: ScreenRecord, manifestId: string): void {
    const known = this.#byScreen.get(screen.id) ?? (screen.manifest ? [screen.manifest] : []);
    if (known[0] === manifestId) this.#byScreen.set(screen.id, known);
    else this.#byScreen.set(screen.id, [manifestId, ...known].slice(0, 2));
  }

  /** newest first */
  of(screenId: string): readonly string[] {
    return this.#byScreen.get(screenId) ?? [];
  }
}

/** Screens in the audience, and schools that are in it by themselves or by one of their screens. */
function reachOf(
  picture: Picture,
  scope: Scope,
  unitId: string,
  audience: Audience,
  online: (screenId: string) => boolean,
): Reach {
  const schools = new Set<string>();
  for (const unit of picture.units.values()) {
    if (unit.kind !== 'school' || !within(scope, unit)) continue;
    if (applies(audience, unitId, placeOf(unit, picture.units))) schools.add(unit.id);
  }
  const screens: string[] = [];
  for (const screen of picture.screens.values()) {
    const unit = picture.units.get(screen.unitId);
    const place = picture.place(screen);
    if (!unit || !place || !within(scope, unit) || !applies(audience, unitId, place)) continue;
    screens.push(screen.id);
    if (place.school !== null) schools.add(place.school);
  }
  return {
    schools: schools.size,
    screens: screens.length,
    online: screens.filter(online).length,
  };
}

function within(scope: Scope, unit: Unit): boolean {
  return scope.kind === 'everything' || scope.roots.some((root) => unit.path.includes(root));
}
