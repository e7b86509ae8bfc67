/**
 * Accounts and their roles. Administrators see and change what lies in their scope; an account that
 * also holds a role outside of it is not theirs to rename, disable or give a new password.
 */
import { z } from 'zod';
import { hashPassword } from '#server/access/passwords.ts';
import { everything, type Scope } from '#server/access/scope.ts';
import type { Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import {
  PersonChange,
  PersonInput,
  type Person as PersonRecord,
  RoleAt,
} from '#shared/api/resources.ts';
import { change, fieldsOf } from './change.ts';
import { Person } from './openapi/components.ts';
import { route } from './route.ts';

export const personRoutes = [
  route({
    method: 'get',
    path: '/api/people',
    tag: 'people',
    summary: 'Accounts with a role in sight',
    access: { action: 'person.read' },
    answer: z.object({ people: z.array(Person) }),
    handle: async ({ scope }, { store }) => ({ people: await store.people.list(scope) }),
  }),

  route({
    method: 'post',
    path: '/api/people',
    tag: 'people',
    summary: 'Makes an account with its first role',
    access: { action: 'person.manage', unit: 'role.unitId' },
    body: PersonInput,
    answer: Person,
    status: 201,
    refuses: ['emailTaken'],
    handle: async ({ viewer, scope, body }, deps) => {
      const { email, name, locale, role } = body;
      const passwordHash = await hashPassword(body.password, deps.randomBytes);
      const id = deps.newId();
      const at = deps.now();
      return change(deps, viewer.person.id, async (tx) => {
        await tx.people.insert({ id, email, name, locale, passwordHash, at });
        await tx.people.grant(scope, id, role, at);
        const person: PersonRecord = { id, email, name, locale, roles: [role], disabledAt: null };
        return {
          result: person,
          audit: {
            ...entry('person.create', person, role.unitId),
            before: null,
            after: fieldsOf(person, 'email', 'name', 'locale', 'roles'),
          },
        };
      });
    },
  }),

  route({
    method: 'get',
    path: '/api/people/{id}',
    tag: 'people',
    summary: 'One account',
    access: { action: 'person.read', subject: 'person' },
    answer: Person,
    handle: ({ subject }) => subject,
  }),

  route({
    method: 'patch',
    path: '/api/people/{id}',
    tag: 'people',
    summary: 'Renames, disables or enables an account, or gives it a new password',
    access: { action: 'person.manage', subject: 'person' },
    body: PersonChange,
    answer: Person,
    refuses: ['lastAdmin'],
    handle: async ({ viewer, scope, subject, body }, deps) => {
      if (body.password !== undefined && subject.id === viewer.person.id) {
        // else a stolen session could take the account over without knowing its password
        throw new Refusal('invalid', {}, [{ path: 'password', code: 'ownPassword', message: '' }]);
      }
      const passwordHash = body.password && (await hashPassword(body.password, deps.randomBytes));
      return change(deps, viewer.person.id, async (tx) => {
        await mayChangeWhole(tx, scope, subject.id);
        if (body.disabled) await refuseLastAdmin(tx, subject.id);
        const { name = subject.name, disabled = subject.disabledAt !== null } = body;
        const disabledAt = disabled ? (subject.disabledAt ?? deps.now()) : null;
        await tx.people.update(subject.id, {
          name,
          disabledAt,
          ...(passwordHash && { passwordHash }),
        });
        // who is shut out, or whose password may have leaked, is out of every browser and script
        if (disabled || passwordHash) await dropCredentials(tx, subject.id);
        const after: PersonRecord = { ...subject, name, disabledAt };
        const unitId = subject.roles[0]?.unitId ?? null;
        return {
          result: after,
          audit: {
            ...entry(passwordHash ? 'person.password' : 'person.edit', after, unitId),
            before: fieldsOf(subject, 'name', 'disabledAt'),
            after: fieldsOf(after, 'name', 'disabledAt'),
          },
        };
      });
    },
  }),

  route({
    method: 'post',
    path: '/api/people/{id}/roles',
    tag: 'people',
    summary: 'Grants a role at a unit',
    access: { action: 'person.manage', unit: 'unitId' },
    body: RoleAt,
    answer: Person,
    status: 201,
    handle: async ({ viewer, scope, params, body }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        const before = await tx.people.get(scope, params.id);
        if (before === null) throw new Refusal('notFound');
        await tx.people.grant(scope, before.id, body, deps.now());
        const after = await known(tx, scope, before.id);
        return {
          result: after,
          audit: {
            ...entry('person.grant', after, body.unitId),
            before: fieldsOf(before, 'roles'),
            after: fieldsOf(after, 'roles'),
          },
        };
      }),
  }),

  route({
    method: 'delete',
    path: '/api/people/{id}/roles/{unitId}/{role}',
    tag: 'people',
    summary: 'Takes a role back; an account keeps at least one',
    access: { action: 'person.manage', subject: 'person' },
    answer: Person,
    refuses: ['lastRole', 'lastAdmin'],
    handle: async ({ viewer, scope, subject, params }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        const { unitId, role } = params;
        const held = subject.roles.find((r) => r.unitId === unitId && r.role === role);
        if (held === undefined) throw new Refusal('notFound');
        const whole = await tx.people.findById(subject.id);
        if (whole?.roles.length === 1) throw new Refusal('lastRole');
        if (held.role === 'admin') await refuseLastAdmin(tx, subject.id, held.unitId);
        await tx.people.revoke(scope, subject.id, held);
        const after: PersonRecord = { ...subject, roles: subject.roles.filter((r) => r !== held) };
        return {
          result: after,
          audit: {
            ...entry('person.revoke', subject, unitId),
            before: fieldsOf(subject, 'roles'),
            after: fieldsOf(after, 'roles'),
          },
        };
      }),
  }),
];

async function known(store: Store, scope: Scope, id: string): Promise<PersonRecord> {
  const person = await store.people.get(scope, id);
  if (person === null) throw new Refusal('notFound');
  return person;
}

/** An account that is also somebody else's is changed by whoever is above both. */
async function mayChangeWhole(store: Store, scope: Scope, personId: string): Promise<void> {
  const inScope = await known(store, scope, personId);
  const whole = await store.people.findById(personId);
  if (whole?.roles.length !== inScope.roles.length) throw new Refusal('notAllowed');
}

/**
 * Refuses when nobody else who can sign in would be left as administrator of a root unit.
 * `unitId`: only that role is taken; without it, the whole account.
 */
async function refuseLastAdmin(store: Store, personId: string, unitId?: string): Promise<void> {
  const person = await store.people.findById(personId);
  const roots = (await store.units.list(everything)).filter(({ parentId }) => parentId === null);
  for (const root of roots) {
    const held = person?.roles.some((r) => r.unitId === root.id && r.role === 'admin');
    if (!held || (unitId !== undefined && unitId !== root.id)) continue;
    const others = (await store.people.holders(root.id, 'admin')).filter((id) => id !== personId);
    const records = await Promise.all(others.map((id) => store.people.findById(id)));
    if (!records.some((other) => other?.disabledAt === null)) throw new Refusal('lastAdmin');
  }
}

async function dropCredentials(store: Store, personId: string): Promise<void> {
  await store.sessions.removeAllOf(personId);
  for (const { id } of await store.tokens.list(personId)) await store.tokens.remove(personId, id);
}

function entry(action: string, person: PersonRecord, unitId: string | null) {
  return { action, subject: { kind: 'person', id: person.id, name: person.name }, unitId };
}
