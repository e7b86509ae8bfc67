/** What the clips of a programme are called, as far as the viewer may see them. */
import { mediaOf } from '#shared/frame/items.ts';
import type { Manifest } from '#shared/frame/manifest.ts';
import type { PageContext } from './page.ts';

/** the title of the clip behind each medium, by its hash */
export type Titles = Readonly<Record<string, string>>;

export async function titlesIn(
  { deps, viewer }: Pick<PageContext, 'deps' | 'viewer'>,
  manifest: Manifest | undefined,
): Promise<Titles> {
  const media = [...new Set(manifest?.items.flatMap(mediaOf))];
  const assets = await deps.store.assets.withMedia(viewer.scope('asset.read'), media);
  return Object.fromEntries(
    assets.flatMap((asset) => asset.renditions.map(({ sha256 }) => [sha256, asset.title])),
  );
}
