/** Carries out what a route declares about its access: the only place where requests are refused for rights. */
import type { Context } from 'hono';
import { isLoopback } from '#server/access/client.ts';
import type { AppEnv } from '#server/access/environment.ts';
import type { Scope } from '#server/access/scope.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Action } from '#shared/domain/roles.ts';
import type { Access, RouteDeps, UnitField } from './route.ts';
import { type SubjectKind, subjects } from './subjects.ts';

/** What the declared access grants to this request; throws Refusal. Looks at the path, not the body. */
export async function enforce(
  access: Access,
  c: Context<AppEnv>,
  deps: RouteDeps,
): Promise<object> {
  const viewer = c.get('viewer');
  if (access === 'public') return { viewer };
  if (access === 'operator') {
    if (isLoopback(c, deps.settings)) return {};
    await mayInOffice(deps.store, signedIn(viewer), 'audit.read');
    return {};
  }
  const who = signedIn(viewer);
  const credential = c.get('credential');
  if (access === 'session' && credential?.kind !== 'session') throw new Refusal('sessionNeeded');
  if (access === 'session' || access === 'signedIn') return { viewer: who, credential };

  const granted = { viewer: who, scope: who.scope(access.action) };
  if ('subject' in access) {
    const subject = await theSubject(deps.store, who, access, c.req.param('id') ?? '');
    return { ...granted, subject };
  }
  if (!who.mayAnywhere(access.action)) throw new Refusal('notAllowed');
  if ('within' in access) await mayInOffice(deps.store, who, access.action);
  return granted;
}

/** The open unit at which something is to be made, as the body names it. */
export async function enforceUnit(
  field: UnitField,
  body: unknown,
  granted: { readonly viewer: Viewer; readonly scope: Scope },
  store: Store,
): Promise<Unit> {
  const unitId = field
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], body);
  // only the starter makes a root: a unit above all others would be outside of everybody's scope
  if (typeof unitId !== 'string') throw new Refusal('notAllowed');
  return openUnit(store, granted.viewer, granted.scope, unitId);
}

/** A unit in `scope`, open; 403 when it is visible only, 404 when it is not even that. */
export async function openUnit(
  store: Store,
  viewer: Viewer,
  scope: Scope,
  unitId: string,
): Promise<Unit> {
  const unit = await store.units.get(scope, unitId);
  if (unit === null) {
    const visible = await store.units.get(viewer.scope('unit.read'), unitId);
    throw new Refusal(visible === null ? 'notFound' : 'notAllowed');
  }
  if (unit.closedAt !== null) throw new Refusal('unitClosed');
  return unit;
}

async function theSubject(
  store: Store,
  viewer: Viewer,
  { action, subject }: { readonly action: Action; readonly subject: SubjectKind },
  id: string,
): Promise<unknown> {
  // PostgreSQL takes no NUL in text: such an id names nothing
  if (id.includes('\0')) throw new Refusal('notFound');
  const { read, find } = subjects[subject];
  const found = await find(store, viewer.scope(action), id);
  if (found !== null) return found;
  const visible = await find(store, viewer.scope(read), id);
  throw new Refusal(visible === null ? 'notFound' : 'notAllowed');
}

function signedIn(viewer: Viewer | null): Viewer {
  if (viewer === null) throw new Refusal('signInNeeded');
  return viewer;
}

async function mayInOffice(store: Store, viewer: Viewer, action: Action): Promise<void> {
  const reached = await store.units.list(viewer.scope(action));
  if (!reached.some(({ kind }) => kind === 'office' || kind === 'province')) {
    throw new Refusal('notAllowed');
  }
}
