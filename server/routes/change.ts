/**
 * Every change that a person makes goes through here: it lands together with its audit entry or not
 * at all, takes a revision when programmes may differ, and is told to the other parts afterwards.
 */
import type { Change } from '#server/bus/port.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import type { AuditEntry } from '#shared/api/resources.ts';

export type Changed<Result> = {
  readonly result: Result;
  readonly audit: Pick<AuditEntry, 'action' | 'subject' | 'unitId'> & {
    /** the fields concerned, before and after; null: there was nothing, there is nothing any more */
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
  /** units below which a screen's programme may differ now; none: nobody is told */
  readonly programmeOf?: readonly string[];
  /** that is all that changed: these units set something */
  readonly only?: 'settings';
  readonly tell?: readonly Change[];
};

export async function change<Result>(
  { store, bus, now, newId }: AppDeps,
  by: string | null,
  work: (store: Store) => Promise<Changed<Result>>,
): Promise<Result> {
  const { result, changes } = await store.transaction(async (tx) => {
    const { result, audit, programmeOf = [], only, tell = [] } = await work(tx);
    const { before, after, ...rest } = audit;
    await tx.audit.add({
      id: newId(),
      at: now(),
      by,
      ...rest,
      changes: differences(before, after),
    });
    if (programmeOf.length === 0) return { result, changes: tell };
    const programme: Change = {
      kind: 'programme',
      revision: await tx.revision.next(),
      affects: { units: programmeOf },
      ...(only && { only }),
    };
    return { result, changes: [programme, ...tell] };
  });
  for (const told of changes) bus.publish(told);
  return result;
}

/** field -> [before, after] for the fields that differ */
function differences(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): AuditEntry['changes'] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes: AuditEntry['changes'] = {};
  for (const field of fields) {
    const pair: [unknown, unknown] = [before?.[field] ?? null, after?.[field] ?? null];
    if (JSON.stringify(pair[0]) !== JSON.stringify(pair[1])) changes[field] = pair;
  }
  return changes;
}

/** Some fields of a record, for an audit entry: what is not named here is not written down. */
export function fieldsOf<T extends object, K extends keyof T & string>(
  record: T,
  ...fields: readonly K[]
): Pick<T, K> {
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Pick<T, K>;
}

/** What a request really names: fields left out stay as they are. */
export function given<T extends object>(wanted: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined),
  ) as never;
}
