/** Oneself: name, language, roles, tokens. */
import type { z } from 'zod';
import type { ApiToken, Person } from '#shared/api/resources.ts';
import type { Loaded, PageContext } from '../../page.ts';

export type Token = z.infer<typeof ApiToken>;

export type AccountData = {
  readonly now: number;
  readonly person: Pick<Person, 'name' | 'email' | 'locale'>;
  readonly roles: readonly {
    readonly role: Person['roles'][number]['role'];
    readonly unit: string;
  }[];
  readonly tokens: readonly Token[];
};

export async function load(context: PageContext): Promise<Loaded<AccountData>> {
  const { deps, viewer, now, words } = context;
  const { name, email, locale, roles, id } = viewer.person;
  const units = await deps.store.units.list(viewer.scope('unit.read'));
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  return {
    title: words.account.title,
    data: {
      now,
      person: { name, email, locale },
      roles: roles.map(({ role, unitId }) => ({ role, unit: names.get(unitId) ?? '' })),
      tokens: await deps.store.tokens.list(id),
    },
  };
}
