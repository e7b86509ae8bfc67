/** Themes are shared by all units, so only an office changes the list. */
import { z } from 'zod';
import type { Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { Theme as ThemeSchema } from '#shared/domain/themes.ts';
import { change } from './change.ts';
import { Theme } from './openapi/components.ts';
import { route } from './route.ts';

export const themeRoutes = [
  route({
    method: 'get',
    path: '/api/themes',
    tag: 'themes',
    summary: 'All themes',
    access: 'signedIn',
    answer: z.object({ themes: z.array(Theme) }),
    handle: async (_, { store }) => ({ themes: await store.themes.list() }),
  }),

  route({
    method: 'put',
    path: '/api/themes/{theme}',
    tag: 'themes',
    summary: 'Adds a theme, or renames it or puts it under another',
    access: { action: 'theme.edit', within: 'office' },
    body: ThemeSchema.omit({ id: true }),
    answer: Theme,
    handle: async ({ viewer, params, body }, deps) => {
      const id = ThemeSchema.shape.id.safeParse(params.theme);
      if (!id.success) throw new Refusal('notFound');
      const theme = { id: id.data, ...body };
      return change(deps, viewer.person.id, async (tx) => {
        const before = (await tx.themes.list()).find((known) => known.id === theme.id) ?? null;
        await requireThemes(tx, theme.parent === null ? [] : [theme.parent], () => 'parent');
        await tx.themes.put(theme);
        return {
          result: theme,
          audit: {
            action: before === null ? 'theme.create' : 'theme.edit',
            subject: { kind: 'theme', id: theme.id, name: theme.name.vi },
            unitId: viewer.person.roles[0]?.unitId ?? null,
            before,
            after: theme,
          },
        };
      });
    },
  }),
];

/** Refuses themes that do not exist; `path` says where the n-th stands in the request. */
export async function requireThemes(
  store: Store,
  ids: readonly string[],
  path = (n: number) => `themes.${n}`,
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await store.themes.list()).map(({ id }) => id));
  const wrong = ids.flatMap((id, n) =>
    known.has(id) ? [] : [{ path: path(n), code: 'unknownTheme', message: '' }],
  );
  if (wrong.length > 0) throw new Refusal('invalid', {}, wrong);
}
