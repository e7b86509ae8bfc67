/** A clip: a turn in one of the two pipelines, whose elements all clips share. */
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened } from './still.ts';

export async function videoLayer(
  airing: Airing<VideoItem>,
  from: number,
  { videos, open }: LayerSources,
): Promise<Layer> {
  const turn = await videos.prepare(airing, await opened(airing.item.media, open), from);
  return {
    element: turn.element,
    lasting: true,
    drawn: async () => {},
    alive: () => turn.alive(),
    begin: (onFailed) => turn.begin(onFailed),
    carryOn: (next) => turn.endsAt(next as Airing<VideoItem>),
    position: () => turn.position(),
    leave: () => turn.drop(),
    dispose: () => turn.drop(),
  };
}
