/** An audit entry in words: what was done, to what, and which fields became what. */
import type { AuditEntry } from '#shared/api/resources.ts';
import type { Words } from '../../locales/words.ts';

type Names = Readonly<Record<string, string>>;

/** `đã chuyển đơn vị`; an action that has no words yet is named as it is written down */
export function deed(action: string, words: Words): string {
  const { actions, anyAction } = words.people;
  return (actions as Names)[action] ?? anyAction(action);
}

/** Signing in and out is about nobody but the one who does it: no object follows. */
export function hasObject(action: string): boolean {
  return !action.startsWith('session.');
}

/** how an empty value is written */
export const NOTHING = '–';

export type FieldChange = {
  readonly field: string;
  readonly before: string;
  readonly after: string;
};

/**
 * What can be said of the changes in a line; what can't (a schedule's hours, say) is only named. What
 * the sentence says already, the name and the unit of something new, is not said twice.
 */
export function fieldChanges(entry: AuditEntry, words: Words, units: Names): FieldChange[] {
  const said = [NOTHING, entry.subject.name, units[entry.unitId ?? '']];
  return Object.entries(entry.changes).flatMap(([field, [was, is]]) => {
    const name = (words.people.fields as Names)[field];
    if (name === undefined) return [];
    const before = told(was, words, units);
    const after = told(is, words, units);
    return before === NOTHING && said.includes(after) ? [] : [{ field: name, before, after }];
  });
}

function told(value: unknown, words: Words, units: Names): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  if (typeof value === 'string') {
    const { common, people } = words;
    const known: Names = { ...people.values, ...common.level, ...common.unitKind, ...units };
    return known[value] ?? value;
  }
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return list(value, words, units);
  return '…';
}

function list(values: readonly unknown[], words: Words, units: Names): string {
  if (values.length === 0) return NOTHING;
  const roles = values.filter(isRole);
  if (roles.length === values.length) {
    return roles
      .map(({ role, unitId }) => {
        const name = (words.common.role as Names)[role] ?? role;
        return words.people.roleAt(name, units[unitId] ?? words.people.elsewhere);
      })
      .join('; ');
  }
  if (values.every((value) => typeof value === 'string')) {
    return values.map((value) => told(value, words, units)).join(', ');
  }
  return words.people.entries(values.length);
}

function isRole(value: unknown): value is { role: string; unitId: string } {
  return typeof value === 'object' && value !== null && 'role' in value && 'unitId' in value;
}
