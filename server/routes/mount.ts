/** Puts a declared route on the application: access first, then its input, then what it does, then its answer. */
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { ZodError } from 'zod';
import type { AppEnv } from '#server/access/environment.ts';
import type { Scope } from '#server/access/scope.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { wrongFields } from '#shared/api/field-problems.ts';
import { Refusal } from '#shared/api/problems.ts';
import { enforce, enforceUnit } from './enforce.ts';
import { operationOf } from './openapi/operation.ts';
import type { Route, RouteDeps } from './route.ts';

type MountEnv = { Variables: AppEnv['Variables'] & { granted: object } };
type Validated =
  | { readonly success: true }
  | { readonly success: false; readonly data: unknown; readonly error: ZodError };

export function mount(app: OpenAPIHono<AppEnv>, route: Route, deps: RouteDeps): void {
  // The library runs `middleware` before its validators: who may not call a route at all is told
  // nothing about what it expects.
  const access: MiddlewareHandler<MountEnv> = async (c, next) => {
    c.set('granted', await enforce(route.access, c as unknown as Context<AppEnv>, deps));
    await next();
  };
  const answer = async (c: Context<MountEnv>): Promise<Response> => {
    const body = route.body && valid(c, 'json');
    const query = route.query && valid(c, 'query');
    if (holdsNul(body) || holdsNul(query)) throw new Refusal('unreadable');
    let granted = c.get('granted');
    if (typeof route.access === 'object' && 'unit' in route.access) {
      const { viewer, scope } = granted as { viewer: Viewer; scope: Scope };
      const names = route.access.in === 'query' ? query : body;
      const unit = await enforceUnit(route.access.unit, names, { viewer, scope }, deps.store);
      granted = { ...granted, unit };
    }
    const ask = { c, locale: c.get('locale'), params: c.req.param(), body, query, ...granted };
    const result = await route.handle(ask as never, deps);
    if (result instanceof Response) return result;
    if (!route.answer) return c.body(null, 204);
    // parsed: a record's further fields (a password's hash) do not leave the server
    return c.json(route.answer.parse(result) as object, route.status ?? 200);
  };
  const refuse = (result: Validated): undefined => {
    if (result.success) return;
    const fields = wrongFields(result.error, result.data);
    throw new Refusal(
      'invalid',
      {},
      fields.map((field) => ({ ...field, message: '' })),
    );
  };
  // The library derives a handler's type from the literal route; ours were checked by `route`.
  const config = { ...operationOf(route), middleware: [access] } as unknown as RouteConfig;
  app.openapi(config, answer as never, refuse as never);
}

function valid(c: Context, part: 'json' | 'query'): unknown {
  return c.req.valid(part as never);
}

/** PostgreSQL keeps no NUL in text; nobody types one either. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes('\0') || holdsNul(inner));
}
