/** A slide: a template's drawing of its data, with its photos there before it is shown. */
import '#playlists/templates/slide.ts';
import type { MediaFile } from '#player/cache/media-file.ts';
import { allTemplates } from '#playlists/templates/index.ts';
import type { Sha256, SlideItem } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened, still } from './still.ts';

/** @param turn when its turn began, or would have; null: it stands in for something else */
export async function slideLayer(
  item: SlideItem,
  joined: boolean,
  turn: number | null,
  { open, slideContext, everySecond }: LayerSources,
): Promise<Layer> {
  const template = allTemplates.get(item.template);
  if (!template) throw new Error(`this build has no template ${item.template}`);
  const files: MediaFile[] = [];
  const addresses = new Map<Sha256, string>();
  const release = () => {
    for (const file of files) file.release();
  };
  try {
    for (const sha256 of item.media) {
      const file = await opened(sha256, open);
      files.push(file);
      addresses.set(sha256, await file.address());
    }
    const mediaUrl = (sha256: string) => addresses.get(sha256) ?? '';
    const slide = document.createElement('bt-slide');
    const draw = () => {
      slide.context = { ...slideContext(), mediaUrl };
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
      release();
    });
    return {
      ...layer,
      async drawn() {
        await slide.updateComplete;
        const images = [...(slide.shadowRoot?.querySelectorAll('img') ?? [])];
        // A slide whose photo is broken is still worth reading.
        await Promise.allSettled(images.map((image) => image.decode()));
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
  } catch (error) {
    release();
    throw error;
  }
}
