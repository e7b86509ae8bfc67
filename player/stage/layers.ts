/**
 * What the main picture is made of: one layer a turn, prepared out of sight, revealed at its instant.
 * A layer knows how to draw its item; when, and over what, is `main-track.ts`'s.
 */
import '#playlists/templates/slide.ts';
import type { MediaFile } from '#player/cache/media-file.ts';
import { allTemplates } from '#playlists/templates/index.ts';
import type { SlideContext } from '#playlists/templates/template.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { ImageItem, Item, Sha256, SlideItem, VideoItem } from '#shared/frame/manifest.ts';
import type { VideoPipeline } from './video-pipeline.ts';

export interface Layer {
  readonly element: HTMLElement;
  /** False once it was swept away with another one that broke: it has to be prepared anew. */
  alive(): boolean;
  /** Shows it from now on. `onFailed` is called when it breaks later. */
  begin(onFailed: (reason: string) => void): void;
  /** its turn ends at another instant than was planned */
  carryOn(airing: Airing): void;
  /** its turn is over: no sound any more */
  leave(): void;
  /** nobody sees it any more */
  dispose(): void;
}

export type LayerSources = {
  readonly pipeline: VideoPipeline;
  /** the media file, or null when it is not all there */
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  readonly slideContext: () => Omit<SlideContext, 'mediaUrl'>;
  /** calls `tick` about once a second; returns what stops it */
  readonly everySecond: (tick: () => void) => () => void;
};

/** Resolves when the layer could be revealed without anybody seeing it come together. */
export function prepareLayer(airing: Airing, from: number, sources: LayerSources): Promise<Layer> {
  const { item } = airing;
  switch (item.kind) {
    case 'video':
      return videoLayer(airing as Airing<VideoItem>, from, sources);
    case 'image':
      return imageLayer(item.media, item.fit, sources);
    case 'slide':
      return slideLayer(item, airing.start < from, sources);
    default:
      throw new Error(`${item.kind} is no picture`);
  }
}

/** What stands in for a video that can't be played: its poster, if it has one that is there. */
export async function posterLayer(item: Item, sources: LayerSources): Promise<Layer | null> {
  if (item.kind !== 'video' || item.poster === null) return null;
  return imageLayer(item.poster, item.fit, sources).catch(() => null);
}

async function videoLayer(
  airing: Airing<VideoItem>,
  from: number,
  { pipeline, open }: LayerSources,
): Promise<Layer> {
  const turn = await pipeline.prepare(airing, await whole(airing.item.media, open), from);
  return {
    element: pipeline.element,
    alive: () => turn.alive(),
    begin: (onFailed) => turn.begin(onFailed),
    carryOn: (next) => turn.endsAt(next as Airing<VideoItem>),
    leave: () => turn.drop(),
    dispose: () => turn.drop(),
  };
}

async function imageLayer(
  sha256: Sha256,
  fit: ImageItem['fit'],
  { open }: Pick<LayerSources, 'open'>,
): Promise<Layer> {
  const file = await whole(sha256, open);
  const image = new Image();
  image.style.objectFit = fit;
  try {
    image.src = await file.address();
    await image.decode();
  } catch {
    file.release();
    throw new Error('the picture can’t be decoded');
  }
  return still(image, () => file.release());
}

async function slideLayer(
  item: SlideItem,
  joined: boolean,
  { open, slideContext, everySecond }: LayerSources,
): Promise<Layer> {
  const template = allTemplates.get(item.template);
  if (!template) throw new Error(`this build has no template ${item.template}`);
  const addresses = new Map<Sha256, string>();
  const files: MediaFile[] = [];
  const dispose = () => {
    for (const file of files) file.release();
  };
  try {
    for (const sha256 of item.media) {
      const file = await whole(sha256, open);
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
    draw();
    const tickingOff = template.ticking ? everySecond(draw) : () => {};
    const layer = still(slide, () => {
      tickingOff();
      dispose();
    });
    return {
      ...layer,
      begin() {
        // The entrance ran while nobody saw it.
        for (const entrance of slide.shadowRoot?.getAnimations() ?? []) {
          entrance.currentTime = 0;
          entrance.play();
        }
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Resolves when what a slide draws, once it is in the document, is there to be painted. */
export async function drawn(element: HTMLElement): Promise<void> {
  if (!('updateComplete' in element)) return;
  await element.updateComplete;
  const images = [...(element.shadowRoot?.querySelectorAll('img') ?? [])];
  // A slide whose photo is broken is still worth reading.
  await Promise.allSettled(images.map((image) => image.decode()));
}

function still(element: HTMLElement, dispose: () => void): Layer {
  return {
    element,
    alive: () => true,
    begin: () => {},
    carryOn: () => {},
    leave: () => {},
    dispose,
  };
}

async function whole(sha256: Sha256, open: LayerSources['open']): Promise<MediaFile> {
  const file = await open(sha256);
  if (!file) throw new Error(`media ${sha256} is not here`);
  return file;
}
