/** Bearer tokens that act as the person who made them, for scripts. */
import { z } from 'zod';
import { TOKEN_PREFIX } from '#server/access/identify.ts';
import { hashSecret, newSecret } from '#server/access/secrets.ts';
import { Refusal } from '#shared/api/problems.ts';
import { TokenInput } from '#shared/api/resources.ts';
import { change } from './change.ts';
import { ApiToken } from './openapi/components.ts';
import { route } from './route.ts';

export const tokenRoutes = [
  route({
    method: 'get',
    path: '/api/tokens',
    tag: 'session',
    summary: 'One’s own tokens, without their secrets',
    access: 'signedIn',
    answer: z.object({ tokens: z.array(ApiToken) }),
    handle: async ({ viewer }, { store }) => ({
      tokens: await store.tokens.list(viewer.person.id),
    }),
  }),

  route({
    method: 'post',
    path: '/api/tokens',
    tag: 'session',
    summary: 'Makes a token; its secret is told this once',
    access: 'session',
    body: TokenInput,
    answer: ApiToken,
    status: 201,
    handle: async ({ viewer, body }, deps) => {
      const { now, newId, randomBytes } = deps;
      const token = `${TOKEN_PREFIX}${newSecret(randomBytes)}`;
      const made = { id: newId(), name: body.name, createdAt: now(), lastUsedAt: null };
      return change(deps, viewer.person.id, async (tx) => {
        await tx.tokens.insert({
          id: made.id,
          hash: hashSecret(token),
          personId: viewer.person.id,
          name: made.name,
          at: made.createdAt,
        });
        return {
          result: { ...made, token },
          audit: {
            action: 'token.create',
            subject: { kind: 'token', id: made.id, name: made.name },
            unitId: viewer.person.roles[0]?.unitId ?? null,
            before: null,
            after: null,
          },
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/tokens/{id}',
    tag: 'session',
    summary: 'Takes one of one’s own tokens back',
    access: 'session',
    refuses: ['notFound'],
    handle: async ({ viewer, params }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        const token = (await tx.tokens.list(viewer.person.id)).find(({ id }) => id === params.id);
        if (token === undefined) throw new Refusal('notFound');
        await tx.tokens.remove(viewer.person.id, token.id);
        return {
          result: undefined,
          audit: {
            action: 'token.remove',
            subject: { kind: 'token', id: token.id, name: token.name },
            unitId: viewer.person.roles[0]?.unitId ?? null,
            before: null,
            after: null,
          },
        };
      }),
  }),
];
