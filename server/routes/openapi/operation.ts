/** One declared route as an OpenAPI operation; `x-access` says who may call it. */
import { type RouteConfig, z } from '@hono/zod-openapi';
import { type ProblemCode, problems } from '#shared/api/problems.ts';
import { Id } from '#shared/api/resources.ts';
import type { Access, Route } from '../route.ts';
import { Problem } from './components.ts';

export function operationOf(route: Route): RouteConfig {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const status = route.answer || route.contentType ? (route.status ?? 200) : 204;
  return {
    method: route.method,
    path: route.path,
    tags: [route.tag],
    summary: route.summary,
    'x-access': route.access,
    ...(route.access === 'public' && { security: [] }),
    request: {
      ...(names.length > 0 && { params: z.object(Object.fromEntries(names.map((n) => [n, Id]))) }),
      ...(route.query && { query: route.query as z.ZodObject }),
      ...(route.body && {
        body: { required: true, content: { 'application/json': { schema: route.body } } },
      }),
      ...(route.sends && {
        body: { required: true, content: { [route.sends]: { schema: z.string() } } },
      }),
    },
    responses: { [status]: success(route), ...refusals(route) },
  };
}

function success(route: Route) {
  const description = route.answer || route.contentType ? 'Done' : 'Done; nothing to say';
  if (route.contentType) {
    return {
      description,
      content: { [route.contentType]: { schema: route.answer ?? z.string() } },
    };
  }
  return {
    description,
    ...(route.answer && { content: { 'application/json': { schema: route.answer } } }),
  };
}

/** One response a status, naming the codes that it can carry. */
function refusals(route: Route): RouteConfig['responses'] {
  const codes = new Set([
    ...fromAccess(route.access),
    ...fromInput(route),
    ...(route.refuses ?? []),
  ]);
  const statuses = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...statuses].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.join(', '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

function fromAccess(access: Access): ProblemCode[] {
  switch (access) {
    case 'public':
      return [];
    case 'signedIn':
      return ['signInNeeded'];
    case 'session':
      return ['signInNeeded', 'sessionNeeded'];
    case 'operator':
      return ['signInNeeded', 'notAllowed'];
    default:
      if ('unit' in access) return ['signInNeeded', 'notAllowed', 'notFound', 'unitClosed'];
      if ('subject' in access) return ['signInNeeded', 'notAllowed', 'notFound'];
      return ['signInNeeded', 'notAllowed'];
  }
}

function fromInput(route: Route): ProblemCode[] {
  const unsafe: ProblemCode[] = route.method === 'get' ? [] : ['crossSite'];
  if (route.body || route.sends)
    return [...unsafe, 'invalid', 'unreadable', 'unsupportedType', 'requestTooLarge'];
  return route.query ? [...unsafe, 'invalid'] : unsafe;
}
