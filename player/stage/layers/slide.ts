/** A slide: a template's drawing of its data, with its photos there before it is shown. */
import '#playlists/templates/slide.ts';
import { allTemplates } from '#playlists/templates/index.ts';
import type { Sha256, SlideItem } from '#shared/frame/manifest.ts';
import { type Bitmap, decodeBitmap } from './bitmap.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened, still } from './still.ts';

/** @param turn when its turn began, or would have; null: it stands in for something else */
export async function slideLayer(
  item: SlideItem,
  joined: boolean,
  turn: number | null,
  sources: Pick<LayerSources, 'open' | 'panel' | 'slideContext' | 'everySecond'>,
): Promise<Layer> {
  const { slideContext, everySecond } = sources;
  const template = allTemplates.get(item.template);
  if (!template) throw new Error(`this build has no template ${item.template}`);
  const photos = await photosOf(item, sources);
  const picture = (sha256: Sha256) => photos.get(sha256)?.canvas ?? null;
  const slide = document.createElement('bt-slide');
  const draw = () => {
    slide.context = { ...slideContext(), picture, mediaUrl: () => '' };
  };
  slide.template = item.template;
  slide.data = item.data;
  // Who comes in the middle of a turn, after a restart, is not met with an entrance.
  slide.still = joined;
  slide.ms = item.ms;
  draw();
  const tickingOff = template.ticking ? everySecond(draw) : () => {};
  const layer = still(slide, () => {
    tickingOff();
    close(photos);
  });
  return {
    ...layer,
    async drawn() {
      await slide.updateComplete;
    },
    begin() {
      // The entrance ran while nobody saw it. Pages turn where they turn on the other screens.
      const at = joined && turn !== null ? Math.max(0, slideContext().now - turn) : 0;
      for (const motion of slide.shadowRoot?.getAnimations() ?? []) {
        motion.currentTime = at;
        motion.play();
      }
    },
  };
}

type Photos = ReadonlyMap<Sha256, Bitmap>;

/** Rejects when one is not here. A slide whose photo is broken is still worth reading. */
async function photosOf(
  { media }: SlideItem,
  { open, panel }: Pick<LayerSources, 'open' | 'panel'>,
): Promise<Photos> {
  const photos = new Map<Sha256, Bitmap>();
  try {
    for (const sha256 of media) {
      const file = await opened(sha256, open);
      const bitmap = await decodeBitmap(file, panel()).catch(() => null);
      file.release();
      if (bitmap) photos.set(sha256, bitmap);
    }
    return photos;
  } catch (error) {
    close(photos);
    throw error;
  }
}

function close(photos: Photos): void {
  for (const { close } of photos.values()) close();
}
