/** The tree of units. Anything about a unit can change who is in an audience, so all of it is told. */
import { z } from 'zod';
import { refuseUsedUnit } from '#server/access/in-use.ts';
import type { Scope } from '#server/access/scope.ts';
import type { Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { UnitChange, UnitInput, type Unit as UnitRecord } from '#shared/api/resources.ts';
import { type Changed, change, fieldsOf, given } from './change.ts';
import { openUnit } from './enforce.ts';
import { Unit } from './openapi/components.ts';
import { route } from './route.ts';

export const unitRoutes = [
  route({
    method: 'get',
    path: '/api/units',
    tag: 'units',
    summary: 'The units in sight, depth first',
    access: { action: 'unit.read' },
    answer: z.object({ units: z.array(Unit) }),
    handle: async ({ scope }, { store }) => ({ units: await store.units.list(scope) }),
  }),

  route({
    method: 'post',
    path: '/api/units',
    tag: 'units',
    summary: 'Adds a unit below another',
    access: { action: 'unit.manage', unit: 'parentId' },
    body: UnitInput,
    answer: Unit,
    status: 201,
    handle: async ({ viewer, scope, body }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        const unit = await tx.units.insert(scope, { id: deps.newId(), ...body });
        return {
          result: unit,
          audit: { ...entry('unit.create', unit), before: null, after: told(unit) },
          programmeOf: [unit.id],
        };
      }),
  }),

  route({
    method: 'get',
    path: '/api/units/{id}',
    tag: 'units',
    summary: 'One unit',
    access: { action: 'unit.read', subject: 'unit' },
    answer: Unit,
    handle: ({ subject }) => subject,
  }),

  route({
    method: 'patch',
    path: '/api/units/{id}',
    tag: 'units',
    summary: 'Renames, moves or describes a unit; moving takes everything below along',
    access: { action: 'unit.manage', subject: 'unit' },
    body: UnitChange,
    answer: Unit,
    refuses: ['moveIntoItself', 'unitClosed'],
    handle: async ({ viewer, scope, subject, body }, deps) => {
      const { parentId, ...described } = body;
      const moves = parentId !== undefined && parentId !== subject.parentId;
      if (moves) {
        if (parentId === null) throw new Refusal('notAllowed');
        const parent = await openUnit(deps.store, viewer, scope, parentId);
        if (parent.path.includes(subject.id)) throw new Refusal('moveIntoItself');
        await mayLeave(subject, scope, deps.store);
      }
      return change(deps, viewer.person.id, async (tx): Promise<Changed<UnitRecord>> => {
        const before = await tx.units.get(scope, subject.id);
        const wanted = { ...given(described), ...(moves && { parentId }) };
        const after = before && (await tx.units.update(scope, subject.id, wanted));
        if (!before || !after) throw new Refusal('notFound');
        return {
          result: after,
          audit: {
            ...entry(moves ? 'unit.move' : 'unit.edit', after),
            before: told(before),
            after: told(after),
          },
          programmeOf: [after.id],
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/units/{id}',
    tag: 'units',
    summary: 'Closes a unit without screens and open units below; its history stays',
    access: { action: 'unit.manage', subject: 'unit' },
    refuses: ['stillInUse'],
    handle: async ({ viewer, scope, subject, locale }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        await refuseUsedUnit({ store: tx, viewer, locale }, subject.id);
        const at = deps.now();
        await tx.units.close(scope, subject.id, at);
        return {
          result: undefined,
          audit: {
            ...entry('unit.close', subject),
            before: fieldsOf(subject, 'closedAt'),
            after: { closedAt: at },
          },
          programmeOf: [subject.id],
        };
      }),
  }),
];

/** Who takes a unit away from where it stands has to be in charge there too. */
async function mayLeave(unit: UnitRecord, scope: Scope, store: Store): Promise<void> {
  const parent = unit.parentId === null ? null : await store.units.get(scope, unit.parentId);
  if (parent === null) throw new Refusal('notAllowed');
}

const told = (unit: UnitRecord) =>
  fieldsOf(unit, 'parentId', 'kind', 'name', 'levels', 'tags', 'zone');

const entry = (action: string, unit: UnitRecord) => ({
  action,
  subject: { kind: 'unit', id: unit.id, name: unit.name },
  unitId: unit.id,
});
