/** Accounts and the roles they hold. A person is seen through roles: at units in scope, or not at all. */
import type { Person, RoleAt } from '#shared/api/resources.ts';
import { changesAnything, type Database } from './database.ts';
import { byName } from './order.ts';
import { OutOfScope, type People, type PersonRecord } from './port.ts';
import { demandUnit, reachable } from './reach.ts';
import type { PersonRow, Tables } from './tables.ts';

export function people(db: Database): People {
  const withRoles = () =>
    db.query
      .selectFrom('people')
      .innerJoin('roles', 'roles.person_id', 'people.id')
      .selectAll('people')
      .select(['roles.unit_id', 'roles.role'])
      .orderBy('roles.unit_id')
      .orderBy('roles.role');

  const whole = async (row: PersonRow | undefined): Promise<PersonRecord | null> => {
    if (row === undefined) return null;
    const roles = await db.query
      .selectFrom('roles')
      .select(['unit_id', 'role'])
      .where('person_id', '=', row.id)
      .orderBy('unit_id')
      .orderBy('role')
      .execute();
    return { ...toPerson(row, roles), passwordHash: row.password_hash };
  };

  return {
    async list(scope) {
      const rows = await withRoles().where(reachable(scope, 'roles.unit_id')).execute();
      return [...Map.groupBy(rows, (row) => row.id).values()]
        .map((held) => toPerson(held[0]!, held))
        .sort(byName);
    },

    async get(scope, id) {
      const held = await withRoles()
        .where('people.id', '=', id)
        .where(reachable(scope, 'roles.unit_id'))
        .execute();
      return held[0] === undefined ? null : toPerson(held[0], held);
    },

    async findByEmail(email) {
      return whole(
        await db.query
          .selectFrom('people')
          .selectAll()
          .where('email', '=', email.toLowerCase())
          .executeTakeFirst(),
      );
    },

    async findById(id) {
      return whole(
        await db.query.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst(),
      );
    },

    async count() {
      const { people } = await db.query
        .selectFrom('people')
        .select((eb) => eb.fn.countAll<number>().as('people'))
        .executeTakeFirstOrThrow();
      return people;
    },

    async insert(person) {
      await db.query
        .insertInto('people')
        .values({
          id: person.id,
          email: person.email.toLowerCase(),
          name: person.name,
          locale: person.locale,
          password_hash: person.passwordHash,
          created_at: person.at,
          disabled_at: null,
        })
        .execute();
    },

    async update(id, change) {
      const columns = {
        name: change.name,
        locale: change.locale,
        password_hash: change.passwordHash,
        disabled_at: change.disabledAt,
      };
      if (!changesAnything(columns)) return exists(db, id);
      const { numUpdatedRows } = await db.query
        .updateTable('people')
        .set(columns)
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async grant(scope, personId, { unitId, role }, at) {
      await demandUnit(db, scope, unitId);
      if (!(await exists(db, personId))) throw new OutOfScope(`person ${personId} is unknown`);
      await db.query
        .insertInto('roles')
        .values({ person_id: personId, unit_id: unitId, role, granted_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async revoke(scope, personId, { unitId, role }) {
      const { numDeletedRows } = await db.query
        .deleteFrom('roles')
        .where('person_id', '=', personId)
        .where('unit_id', '=', unitId)
        .where('role', '=', role)
        .where(reachable(scope, 'roles.unit_id'))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async holders(unitId, role) {
      const rows = await db.query
        .selectFrom('roles')
        .select('person_id')
        .where('unit_id', '=', unitId)
        .where('role', '=', role)
        .orderBy('person_id')
        .execute();
      return rows.map((row) => row.person_id);
    },
  };
}

async function exists(db: Database, id: string): Promise<boolean> {
  const row = await db.query
    .selectFrom('people')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

function toPerson(
  row: PersonRow,
  held: readonly Pick<Tables['roles'], 'unit_id' | 'role'>[],
): Person {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    roles: held.map(({ unit_id, role }): RoleAt => ({ unitId: unit_id, role })),
    disabledAt: row.disabled_at,
  };
}
