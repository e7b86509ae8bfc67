/** The library: the first page of files that match the address, and what the filters offer. */
import type { z } from 'zod';
import { presentAsset } from '#server/routes/present/asset.ts';
import {
  type Asset,
  AssetDecision,
  AssetKind,
  AssetState,
  type Unit,
} from '#shared/api/resources.ts';
import type { Theme } from '#shared/domain/themes.ts';
import { type Right, rightOf } from '../../data/rights.ts';
import type { Loaded, PageContext } from '../../page.ts';

/** Files in one helping; the next is fetched on demand. */
export const HELPING = 60;

export type PlacedUnit = Pick<Unit, 'id' | 'parentId' | 'name' | 'kind' | 'path'>;

export type LibraryFilter = {
  readonly q: string;
  readonly kind: Asset['kind'] | '';
  readonly state: Asset['state'] | '';
  readonly decision: Asset['decision'] | '';
  readonly theme: string;
  readonly unit: string;
};

export type LibraryData = {
  readonly assets: readonly Asset[];
  /** whether there are more than these */
  readonly more: boolean;
  readonly filter: LibraryFilter;
  readonly units: readonly PlacedUnit[];
  readonly themes: readonly Theme[];
  readonly mayUpload: Right;
  readonly now: number;
};

export async function load({
  deps,
  viewer,
  words,
  query,
  locale,
  now,
}: PageContext): Promise<Loaded<LibraryData>> {
  const filter = filterOf(query);
  const [assets, units, themes] = await Promise.all([
    deps.store.assets.list(
      viewer.scope('asset.read'),
      {
        words: filter.q || undefined,
        kind: filter.kind || undefined,
        state: filter.state || undefined,
        decision: filter.decision || undefined,
        theme: filter.theme || undefined,
        unitId: filter.unit || undefined,
      },
      { limit: HELPING + 1 },
    ),
    deps.store.units.list(viewer.scope('unit.read')),
    deps.store.themes.list(),
  ]);
  return {
    title: words.library.title,
    data: {
      assets: assets.slice(0, HELPING).map((asset) => presentAsset(asset, locale)),
      more: assets.length > HELPING,
      filter,
      units: units.filter(({ closedAt }) => closedAt === null).map(placed),
      themes,
      mayUpload: rightOf(viewer.scope('asset.upload')),
      now,
    },
  };
}

/** What an address may ask for; anything it can't mean is left out rather than refused. */
function filterOf(query: URLSearchParams): LibraryFilter {
  const one = <Value extends string>(schema: z.ZodType<Value>, name: string): Value | '' => {
    const parsed = schema.safeParse(query.get(name));
    return parsed.success ? parsed.data : '';
  };
  return {
    q: query.get('q')?.slice(0, 200) ?? '',
    kind: one(AssetKind, 'kind'),
    state: one(AssetState, 'state'),
    decision: one(AssetDecision, 'decision'),
    theme: query.get('theme') ?? '',
    unit: query.get('unit') ?? '',
  };
}

export function placed({ id, parentId, name, kind, path }: Unit): PlacedUnit {
  return { id, parentId, name, kind, path };
}
