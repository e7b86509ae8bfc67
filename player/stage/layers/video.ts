/** A clip: a turn of the one pipeline, whose one element all clips share. */
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened } from './still.ts';

export async function videoLayer(
  airing: Airing<VideoItem>,
  from: number,
  { pipeline, open }: LayerSources,
): Promise<Layer> {
  const turn = await pipeline.prepare(airing, await opened(airing.item.media, open), from);
  return {
    element: pipeline.element,
    drawn: async () => {},
    alive: () => turn.alive(),
    begin: (onFailed) => turn.begin(onFailed),
    carryOn: (next) => turn.endsAt(next as Airing<VideoItem>),
    position: () => turn.position(),
    leave: () => turn.drop(),
    dispose: () => turn.drop(),
  };
}
