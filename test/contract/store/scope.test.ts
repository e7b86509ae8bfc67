/**
 * Nothing leaks. In random trees, with one of everything at every unit, each method sees through a
 * scope exactly what stands in its subtrees, and changes nothing elsewhere.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { below, everything, type Scope } from '#server/access/scope.ts';
import { OutOfScope, type Store } from '#server/store/port.ts';
import type { RoleAt } from '#shared/api/resources.ts';
import { onEveryStore } from './every-store.ts';
import {
  assetAt,
  auditEntry,
  feedAt,
  NOON,
  newId,
  personOf,
  play,
  playlistAt,
  publicationAt,
  scheduleAt,
  screenAt,
  settingAt,
  sha256,
  unitOf,
} from './records.ts';

const ALL = { from: 0, to: 9e15, limit: 1000 };
const SHARED_CLIP = newId();

/** One record of each kind that belongs to `unitId`; every kind is reached by its own methods. */
type Belongings = Awaited<ReturnType<typeof furnish>>;

async function furnish(store: Store, unitId: string) {
  const person = personOf();
  const role: RoleAt = { unitId, role: 'editor' };
  const hash = newId();
  const asset = assetAt(unitId, { sha256: hash });
  const playlist = playlistAt(unitId, {
    items: [{ assetId: SHARED_CLIP, fit: 'contain', volume: 100 }],
  });
  const schedule = scheduleAt(unitId);
  const publication = publicationAt(unitId, { scheduleId: schedule.id });
  const screen = screenAt(unitId);
  const entry = auditEntry(unitId, { by: person.id });
  const feed = feedAt(unitId, { createdBy: person.id });
  await store.people.insert(person);
  await store.people.grant(everything, person.id, role, NOON);
  await store.assets.insert(everything, asset);
  await store.playlists.insert(everything, playlist);
  await store.schedules.insert(everything, schedule);
  await store.publications.insert(everything, publication);
  await store.schedules.setPublication(everything, schedule.id, publication.id, NOON);
  await store.screens.insert(everything, screen);
  await store.plays.keep(screen, [play(1)], NOON);
  await store.screens.note([
    { id: screen.id, manifest: sha256('d'), sequence: 1, assignedAt: NOON },
  ]);
  await store.feeds.insert(everything, { ...feed, tokenHash: newId() });
  await store.settings.put(everything, 0, settingAt(unitId));
  await store.audit.add(entry);
  return { unitId, person, role, hash, asset, playlist, schedule, publication, screen, feed };
}

/** What each reading method shows through the scope, as the units that it belongs to. */
async function seen(
  store: Store,
  scope: Scope,
  all: readonly Belongings[],
): Promise<Record<string, string[]>> {
  const unitsOf = (records: readonly { unitId: string | null }[]) =>
    records.map(({ unitId }) => String(unitId)).sort();
  const got = async (look: (one: Belongings) => Promise<unknown>) => {
    const found: string[] = [];
    for (const one of all) if (await look(one)) found.push(one.unitId);
    return found.sort();
  };
  const history = await Promise.all(
    all.map(({ schedule }) => store.publications.history(scope, schedule.id)),
  );
  const audits = await Promise.all(
    all.map(({ person }) => store.audit.list(scope, { by: person.id, limit: 9 })),
  );
  const using = await store.playlists.using(scope, SHARED_CLIP);
  const { waiting, processing, failed, ready } = await store.assets.counts(scope);
  expect({ waiting, processing, failed }).toEqual({ waiting: 0, processing: 0, failed: 0 });
  const people = await store.people.list(scope);
  const assetsPaged = [];
  for (let after: string | undefined; ; ) {
    const page = await store.assets.list(scope, {}, { limit: 3, after });
    assetsPaged.push(...page);
    after = page.at(-1)?.id;
    if (after === undefined) break;
  }
  return {
    'units.list': (await store.units.list(scope)).map(({ id }) => id).sort(),
    'units.get': await got((one) => store.units.get(scope, one.unitId)),
    'people.list': unitsOf(people.flatMap(({ roles }) => roles)),
    'people.get': await got((one) => store.people.get(scope, one.person.id)),
    'assets.list': unitsOf(assetsPaged),
    'assets.get': await got((one) => store.assets.get(scope, one.asset.id)),
    'assets.getMany': unitsOf(
      await store.assets.getMany(
        scope,
        all.map(({ asset }) => asset.id),
      ),
    ),
    'assets.withMedia': unitsOf(
      await store.assets.withMedia(
        scope,
        all.map(({ hash }) => hash),
      ),
    ),
    'assets.mayRead': await got((one) => store.assets.mayRead(scope, one.hash)),
    'assets.counts': Array(ready).fill('counted'),
    'playlists.list': unitsOf(await store.playlists.list(scope)),
    'playlists.get': await got((one) => store.playlists.get(scope, one.playlist.id)),
    'playlists.using': using
      .map(({ id }) => all.find(({ playlist }) => playlist.id === id)!.unitId)
      .sort(),
    'schedules.list': unitsOf(await store.schedules.list(scope)),
    'schedules.get': await got((one) => store.schedules.get(scope, one.schedule.id)),
    'publications.get': await got((one) => store.publications.get(scope, one.publication.id)),
    'publications.current': unitsOf(await store.publications.current(scope)),
    'publications.currentIds': (await store.publications.currentIds(scope))
      .map((id) => all.find(({ publication }) => publication.id === id)!.unitId)
      .sort(),
    'publications.getMany': unitsOf(
      await store.publications.getMany(
        scope,
        all.map(({ publication }) => publication.id),
      ),
    ),
    'publications.onAirAt': unitsOf(await store.publications.onAirAt(scope, NOON)),
    'publications.history': unitsOf(history.flat()),
    'settings.get': await got((one) => store.settings.get(scope, one.unitId, 'policy')),
    'settings.history': await got(
      async (one) => (await store.settings.history(scope, one.unitId, 'policy'))[0],
    ),
    'settings.all': unitsOf(await store.settings.all(scope)),
    'feeds.list': await got(async (one) => (await store.feeds.list(scope, one.unitId))[0]),
    'feeds.get': await got((one) => store.feeds.get(scope, one.feed.id)),
    'screens.told': await got(
      async (one) => (await store.screens.told(scope, one.screen.id, { from: 0, to: 9e15 }))[0],
    ),
    'screens.toldAt': await got((one) => store.screens.toldAt(scope, one.screen.id, NOON)),
    'screens.list': unitsOf(await store.screens.list(scope)),
    'screens.get': await got((one) => store.screens.get(scope, one.screen.id)),
    'plays.list': unitsOf((await store.plays.list(scope, ALL)).plays),
    'audit.list': unitsOf(await store.audit.list(scope, { limit: 1000 })),
    'audit.list by': unitsOf(audits.flat()),
  };
}

/** Tries every changing method on what belongs to a unit outside the scope. */
async function meddle(store: Store, scope: Scope, one: Belongings, inside: string | undefined) {
  const { unitId, asset, playlist, schedule, screen, person, role, feed } = one;
  const refused = [
    store.units.update(scope, unitId, { name: 'taken over' }),
    store.assets.update(scope, asset.id, { decision: 'refused', themes: ['x'], renditions: [] }),
    store.playlists.update(scope, playlist.id, 1, { name: 'x', updatedAt: 1, updatedBy: null }),
    store.schedules.update(scope, schedule.id, 1, { priority: 'priority', updatedAt: 1 }),
    store.screens.update(scope, screen.id, { name: 'x' }),
    store.units.close(scope, unitId, NOON),
    store.people.revoke(scope, person.id, role),
    store.assets.remove(scope, asset.id),
    store.playlists.remove(scope, playlist.id),
    store.schedules.setPublication(scope, schedule.id, null, NOON),
    store.schedules.remove(scope, schedule.id),
    store.screens.remove(scope, screen.id),
    store.feeds.remove(scope, feed.id),
  ];
  expect(await Promise.all(refused)).toEqual([
    ...Array(5).fill(null),
    ...Array(refused.length - 5).fill(false),
  ]);
  const outOfScope = [
    () => store.units.insert(scope, unitOf(unitId)),
    () => store.units.insert(scope, unitOf(null)),
    () => store.people.grant(scope, person.id, { unitId, role: 'admin' }, NOON),
    () => store.assets.insert(scope, assetAt(unitId)),
    () => store.playlists.insert(scope, playlistAt(unitId)),
    () => store.schedules.insert(scope, scheduleAt(unitId)),
    () => store.publications.insert(scope, publicationAt(unitId, { scheduleId: schedule.id })),
    () => store.screens.insert(scope, screenAt(unitId)),
    () => store.feeds.insert(scope, { ...feedAt(unitId), tokenHash: newId() }),
    () => store.settings.put(scope, 1, settingAt(unitId)),
  ];
  for (const insert of outOfScope) await expect(insert()).rejects.toBeInstanceOf(OutOfScope);
  if (inside === undefined) return;
  // carrying one's own out, or somebody else's in
  await expect(store.units.update(scope, inside, { parentId: unitId })).rejects.toBeInstanceOf(
    OutOfScope,
  );
  expect(await store.units.update(scope, unitId, { parentId: inside })).toBeNull();
  expect(await store.screens.update(scope, screen.id, { unitId: inside })).toBeNull();
}

const trees = fc
  .record({
    /** parent of unit n: one of those before it */
    parents: fc.array(fc.nat(), { minLength: 2, maxLength: 6 }),
    moves: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 }),
    roots: fc.array(fc.nat(), { maxLength: 2 }),
  })
  .map(({ parents, moves, roots }) => {
    const size = parents.length + 1;
    const parentOf: (number | null)[] = [null, ...parents.map((pick, n) => pick % (n + 1))];
    return {
      size,
      parentOf,
      moves: moves.map(([a, b]) => [a % size, b % size] as const),
      roots: roots.map((r) => r % size),
    };
  });

onEveryStore((openEmptyStore) => {
  describe('a scope', () => {
    test('shows its subtrees and nothing else, and lets nothing else be changed', async () => {
      const store = await openEmptyStore();
      await fc.assert(
        fc.asyncProperty(trees, async ({ size, parentOf, moves, roots }) => {
          await store
            .transaction(async (tx) => {
              const ids = Array.from({ length: size }, newId);
              const parents = new Map<string, string | null>();
              for (const [n, id] of ids.entries()) {
                const parent = parentOf[n];
                const parentId = parent == null ? null : ids[parent]!;
                parents.set(id, parentId);
                await tx.units.insert(everything, unitOf(parentId, { id, name: `unit ${n}` }));
              }
              const isBelow = (id: string | null, root: string): boolean =>
                id !== null && (id === root || isBelow(parents.get(id) ?? null, root));
              for (const [unit, target] of moves) {
                if (isBelow(ids[target]!, ids[unit]!)) continue;
                await tx.units.update(everything, ids[unit]!, { parentId: ids[target]! });
                parents.set(ids[unit]!, ids[target]!);
              }
              const all: Belongings[] = [];
              for (const id of ids) all.push(await furnish(tx, id));
              await tx.audit.add(auditEntry(null));

              const scope = below(roots.map((root) => ids[root]!));
              const inside = ids
                .filter((id) => roots.some((root) => isBelow(id, ids[root]!)))
                .sort();
              const views = await seen(tx, scope, all);
              for (const [method, units] of Object.entries(views)) {
                const expected = method === 'assets.counts' ? inside.map(() => 'counted') : inside;
                expect(units, method).toEqual(expected);
              }

              const before = await seen(tx, everything, all);
              for (const one of all) {
                if (inside.includes(one.unitId)) continue;
                // naming the parent that a unit has already is no move
                const mover = inside.find((id) => parents.get(id) !== one.unitId);
                await meddle(tx, scope, one, mover);
                expect(await tx.units.get(everything, one.unitId)).toMatchObject({
                  closedAt: null,
                  parentId: parents.get(one.unitId),
                });
                expect(await tx.assets.get(everything, one.asset.id)).toEqual(one.asset);
                expect(await tx.playlists.get(everything, one.playlist.id)).toEqual(one.playlist);
                expect(await tx.screens.get(everything, one.screen.id)).toMatchObject({
                  unitId: one.unitId,
                  name: one.screen.name,
                });
              }
              expect(await seen(tx, everything, all)).toEqual(before);
              throw new Rehearsed();
            })
            .catch((error) => {
              if (!(error instanceof Rehearsed)) throw error;
            });
        }),
        { numRuns: 12 },
      );
    }, 120_000);

    test('of everything sees the entries of no unit too; any other does not', async () => {
      const store = await openEmptyStore();
      const root = await store.units.insert(everything, unitOf(null));
      const [ofUnit, ofNone] = [auditEntry(root.id), auditEntry(null)];
      await store.audit.add(ofUnit);
      await store.audit.add(ofNone);
      expect(await store.audit.list(everything, { limit: 9 })).toEqual([ofNone, ofUnit]);
      expect(await store.audit.list(below([root.id]), { limit: 9 })).toEqual([ofUnit]);
      expect(await store.audit.list(below([]), { limit: 9 })).toEqual([]);
    });

    test('follows a school that moves to another office, with all that it has', async () => {
      const store = await openEmptyStore();
      const province = await store.units.insert(everything, unitOf(null));
      const [district, commune] = [
        await store.units.insert(everything, unitOf(province.id)),
        await store.units.insert(everything, unitOf(province.id)),
      ];
      const school = await store.units.insert(everything, unitOf(district.id));
      const hall = await store.units.insert(everything, unitOf(school.id));
      const belongings = [await furnish(store, hall.id)];
      const views = (root: string) => seen(store, below([root]), belongings);
      const whole = await views(district.id);
      await store.units.update(everything, school.id, { parentId: commune.id });
      expect({ ...(await views(commune.id)), 'units.list': [] }).toEqual({
        ...whole,
        'units.list': [],
      });
      for (const [method, units] of Object.entries(await views(district.id))) {
        expect(units, method).toEqual(method === 'units.list' ? [district.id] : []);
      }
    });

    test('with strange roots reaches nothing', async () => {
      const store = await openEmptyStore();
      const root = await store.units.insert(everything, unitOf(null));
      for (const roots of [[''], ['/'], ['%'], [sha256('0')], [`${root.id}/`], ["' or 1=1 --"]]) {
        expect(await store.units.list(below(roots)), roots[0]).toEqual([]);
      }
    });
  });
});

/** Thrown at the end of each rehearsal, so that the next one finds the store empty. */
class Rehearsed extends Error {}
