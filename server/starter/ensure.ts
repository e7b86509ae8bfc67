/**
 * Gives an empty installation its first province, from the files of `playlists/starter`.
 *
 * It may die at any point and be called again: what is there is kept, what is missing is made. The
 * accounts come last and together, so an installation with accounts is complete, and no password is
 * lost that nobody was told yet.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { administers, readStarter, type Starter } from '#playlists/starter/load.ts';
import { lineOf } from '#playlists/starter/mistakes.ts';
import { templates } from '#playlists/templates/index.ts';
import { hashPassword } from '#server/access/passwords.ts';
import { everything } from '#server/access/scope.ts';
import type { RandomBytes } from '#server/access/secrets.ts';
import type { Now } from '#server/deps.ts';
import type { Publisher } from '#server/publish/port.ts';
import type { Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Role } from '#shared/domain/roles.ts';
import { created } from './created.ts';
import { readStarterFolder } from './folder.ts';
import { memorablePassword } from './passwords.ts';
import { makeProgramme } from './programme.ts';
import { makeSettings } from './settings.ts';

export type StarterDeps = {
  readonly store: Store;
  readonly publisher: Publisher;
  /** takes a file in as an upload would; the asset becomes ready later */
  readonly ingest: (
    file: string,
    about: { readonly unitId: string; readonly title: string; readonly themes: readonly string[] },
  ) => Promise<string>;
  /** who takes the place of the province's first administrator */
  readonly admin: { readonly email: string; readonly password: string } | null;
  readonly now: Now;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  /** tells whoever starts the server */
  readonly say: (line: string) => void;
  /** where the files are; the starter that ships unless said otherwise */
  readonly folder?: string;
};

/** An account that was just made. Its password is known here and nowhere else. */
export type CreatedAccount = {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly unit: string;
};

/** The starter's files hold no province that could be made. */
export class StarterUnreadable extends Error {
  override readonly name = 'StarterUnreadable';
}

const shipped = fileURLToPath(new URL('../../playlists/starter', import.meta.url));

/** Answers the accounts that it made: none when the installation has accounts already. */
export async function ensureStarter(deps: StarterDeps): Promise<CreatedAccount[]> {
  if ((await deps.store.people.count()) > 0) return [];
  const folder = await readStarterFolder(deps.folder ?? shipped);
  const { starter, mistakes } = readStarter({
    files: folder.files,
    clips: new Set(folder.clips.keys()),
    templates,
    now: deps.now(),
  });
  for (const mistake of mistakes)
    deps.say(`Refused: ${lineOf(mistake, 'vi')} (${mistake.reason.en})`);
  if (!starter) throw new StarterUnreadable('The starter province could not be read.');

  const units = await makeUnits(deps, starter);
  await makeSettings(deps, starter, units);
  const clips = await takeClips(deps, starter, units, folder.clips);
  const schedules = await makeProgramme(deps, starter, units, clips);
  for (const id of schedules) await deps.publisher.publish(everything, id, null);
  return makePeople(deps, starter, units);
}

type Units = ReadonlyMap<string, Unit>;

/** Themes and units, by their slugs. A unit that stands where it should by name is the one. */
async function makeUnits({ store, now, newId }: StarterDeps, starter: Starter): Promise<Units> {
  return store.transaction(async (tx) => {
    for (const theme of starter.themes) await tx.themes.put(theme);
    const there = await tx.units.list(everything);
    const made = new Map<string, Unit>();
    for (const { slug, parent, name, kind, levels, tags, zone } of starter.units) {
      const parentId = parent === null ? null : made.get(parent)!.id;
      const found = there.find((unit) => unit.parentId === parentId && unit.name === name);
      if (found) {
        made.set(slug, found);
        continue;
      }
      const wanted = { parentId, name, kind, levels: [...levels], tags: [...tags], zone };
      const unit = await tx.units.insert(everything, { id: newId(), ...wanted });
      made.set(slug, unit);
      await tx.audit.add(created('unit', unit, unit.id, wanted, { now, newId }));
    }
    return made;
  });
}

/** Clips by file name. One that can't be taken in is said and left out. */
async function takeClips(
  { store, ingest, say }: StarterDeps,
  starter: Starter,
  units: Units,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const taken = new Map<string, string>();
  for (const { unit, themes, items } of starter.playlists) {
    const unitId = units.get(unit)!.id;
    const there = await store.assets.list(everything, { unitId }, { limit: 200 });
    for (const item of items) {
      if (!('clip' in item) || taken.has(item.clip)) continue;
      const before = there.find(
        ({ filename, state }) => filename === item.clip && state !== 'failed',
      );
      const id =
        before?.id ?? (await ingest(files.get(item.clip)!, { unitId, title: item.title, themes }));
      const error = await settled(store, id);
      if (error === null) taken.set(item.clip, id);
      else say(`The clip ${item.clip} was left out: ${error}`);
    }
  }
  return taken;
}

const ASK_AGAIN_MS = 100;

/** Waits until a worker has converted the asset; answers null, or the code of what went wrong. */
async function settled(store: Store, id: string): Promise<string | null> {
  for (;;) {
    const asset = await store.assets.get(everything, id);
    if (asset === null) return 'notFound';
    if (asset.state === 'ready') return null;
    if (asset.state === 'failed') return asset.error?.code ?? 'internal';
    await wait(ASK_AGAIN_MS);
  }
}

/** All accounts in one transaction: the mark that the province is complete. */
async function makePeople(
  deps: StarterDeps,
  starter: Starter,
  units: Units,
): Promise<CreatedAccount[]> {
  const { store, admin, now, newId, randomBytes } = deps;
  const root = starter.units[0]!.slug;
  const first = starter.people.find((person) => administers(person, root))!;
  const accounts = await Promise.all(
    starter.people
      // an e-mail that the administrator brings is theirs alone
      .filter((person) => person === first || person.email !== admin?.email)
      .map(async (person) => {
        const own = person === first ? admin : null;
        const email = own?.email ?? person.email;
        const password = own?.password ?? memorablePassword(randomBytes);
        const passwordHash = await hashPassword(password, randomBytes);
        return { ...person, id: newId(), email, password, passwordHash };
      }),
  );
  await store.transaction(async (tx) => {
    for (const { id, email, name, locale, passwordHash, roles } of accounts) {
      const at = now();
      await tx.people.insert({ id, email, name, locale, passwordHash, at });
      const held = roles.map(({ role, at }) => ({ role, unitId: units.get(at)!.id }));
      for (const role of held) await tx.people.grant(everything, id, role, at);
      const told = { email, name, locale, roles: held };
      await tx.audit.add(created('person', { id, name }, held[0]!.unitId, told, { now, newId }));
    }
  });
  return accounts.map(({ email, password, roles: [held] }) => ({
    email,
    password,
    role: held!.role,
    unit: units.get(held!.at)!.name,
  }));
}
