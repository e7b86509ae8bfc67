/** What layers that do not move by themselves have in common. */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { Sha256 } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';

export function still(element: HTMLElement, dispose: () => void): Layer {
  return {
    element,
    lasting: false,
    drawn: async () => {},
    alive: () => true,
    begin: () => {},
    carryOn: () => {},
    position: () => null,
    leave: () => {},
    dispose,
  };
}

/** Rejects when the file is not all there. */
export async function opened(sha256: Sha256, open: LayerSources['open']): Promise<MediaFile> {
  const file = await open(sha256);
  if (!file) throw new Error(`media ${sha256} is not here`);
  return file;
}
