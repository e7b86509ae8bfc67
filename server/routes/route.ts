/**
 * How a route is declared: one value that holds its address, its schemas, who may call it and what
 * it does. The OpenAPI document, the checking of input, the enforcement of rights and the answer all
 * come from that value, so no route exists without its access rule, and no handler looks at roles:
 * it is handed a scope that reaches exactly as far as the viewer may do the declared action.
 */
import type { Context } from 'hono';
import { z } from 'zod';
import type { AppEnv, Credential } from '#server/access/environment.ts';
import type { Limits } from '#server/access/limits.ts';
import type { Scope } from '#server/access/scope.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Locale, ProblemCode } from '#shared/api/problems.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Action } from '#shared/domain/roles.ts';
import type { SubjectKind, SubjectOf } from './subjects.ts';

/**
 * Who may call a route.
 * - `public`: anybody. `signedIn`: any person. `session`: a person with a password session, no token.
 * - `operator`: this very machine, or who may do `audit.read` in an office: the whole server's state.
 * - `{ action }`: whoever may do it somewhere; the answer holds what their scope reaches.
 * - `within: 'office'`: the action is on what all units share, so an office must be in its scope.
 * - `subject`: on the thing that the path's `{id}` names. Not visible: 404. Visible only: 403.
 * - `unit`: on the unit that the body (or the query, where that is said) names in this field, which
 *   must be open; else as for `subject`.
 */
export type Access =
  | 'public'
  | 'signedIn'
  | 'session'
  | 'operator'
  | { readonly action: Action; readonly within?: 'office' }
  | { readonly action: Action; readonly subject: SubjectKind }
  | { readonly action: Action; readonly unit: UnitField; readonly in?: 'query' };

export type UnitField = 'unitId' | 'parentId' | 'role.unitId';

/** What handlers use besides the request. */
export type RouteDeps = AppDeps & { readonly limits: Limits; readonly metrics: Metrics };

type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & PathParams<Rest>
  : unknown;

type Granted<A extends Access> = A extends 'public'
  ? { readonly viewer: Viewer | null }
  : A extends 'operator'
    ? unknown
    : A extends 'signedIn' | 'session'
      ? { readonly viewer: Viewer; readonly credential: Credential }
      : { readonly viewer: Viewer; readonly scope: Scope } & (A extends {
          readonly subject: infer K extends SubjectKind;
        }
          ? { readonly subject: SubjectOf<K> }
          : unknown) &
          (A extends { readonly unit: UnitField } ? { readonly unit: Unit } : unknown);

type Ask<A extends Access, Path extends string, Body extends z.ZodType, Query extends z.ZodType> = {
  readonly c: Context<AppEnv>;
  readonly locale: Locale;
  readonly params: PathParams<Path>;
  readonly body: z.output<Body>;
  readonly query: z.output<Query>;
} & Granted<A>;

type Tag =
  | 'session'
  | 'units'
  | 'people'
  | 'themes'
  | 'assets'
  | 'playlists'
  | 'schedules'
  | 'screens'
  | 'pairing'
  | 'plays'
  | 'audit'
  | 'server';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

type Definition<
  A extends Access,
  Path extends string,
  Body extends z.ZodType,
  Query extends z.ZodType,
  Answer extends z.ZodType,
> = {
  readonly method: Method;
  readonly path: Path;
  readonly tag: Tag;
  readonly summary: string;
  readonly access: A;
  readonly body?: Body;
  readonly query?: Query;
  /** of what is sent, when it is not JSON; the handler then reads the request itself */
  readonly sends?: string;
  /** left out: 204 without content. Only what the schema names leaves the server. */
  readonly answer?: Answer;
  /** 200 unless told; 201 for what was made */
  readonly status?: 200 | 201;
  /** of the body when it is not JSON; the handler then answers a Response of its own */
  readonly contentType?: string;
  /** problems besides those that the access rule and the schemas bring */
  readonly refuses?: readonly ProblemCode[];
  handle(
    ask: Ask<A, Path, Body, Query>,
    deps: RouteDeps,
  ): Promise<z.input<Answer> | Response> | z.input<Answer> | Response;
};

/** A route of any shape; made by `route` alone, which has checked that its parts fit together. */
export type Route = Omit<Definition<Access, string, z.ZodType, z.ZodType, z.ZodType>, 'handle'> & {
  handle(ask: never, deps: RouteDeps): unknown;
};

/** @example route({ method: 'get', path: '/api/units', access: { action: 'unit.read' }, ... }) */
export function route<
  const A extends Access,
  const Path extends string,
  Body extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(definition: Definition<A, Path, Body, Query, Answer>): Route {
  return definition;
}

/** A whole number in a query. */
export const QueryInteger = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** How many entries of a list, 1 to 200. */
export const QueryLimit = z
  .string()
  .regex(/^([1-9]\d?|1\d\d|200)$/)
  .transform(Number);
