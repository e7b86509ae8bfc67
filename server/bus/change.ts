/** How a change travels between nodes: JSON, checked on arrival like anything that comes from outside. */
import { z } from 'zod';
import { AssetKind, AssetState, Id } from '#shared/api/resources.ts';
import type { Change } from './port.ts';

const ChangeSchema: z.ZodType<Change> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('programme'),
    revision: z.int().nonnegative(),
    affects: z.object({ units: z.array(Id) }),
    only: z.enum(['publications', 'settings']).optional(),
  }),
  z.object({ kind: z.literal('screenRemoved'), screenId: Id }),
  z.object({ kind: z.literal('screenChanged'), screenId: Id, unitId: Id }),
  z.object({ kind: z.literal('identify'), screenId: Id, ms: z.int().positive() }),
  z.object({
    kind: z.literal('asset'),
    assetId: Id,
    unitId: Id,
    state: AssetState,
    progress: z.number().min(0).max(1),
    mediaKind: AssetKind.nullable(),
  }),
  z.object({ kind: z.literal('waiting'), unitId: Id }),
]);

export function encodeChange(change: Change): string {
  return JSON.stringify(change);
}

/** null: no change that this version knows, for example one of a newer node */
export function decodeChange(text: string): Change | null {
  try {
    return ChangeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
