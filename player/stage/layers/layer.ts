/**
 * What the main picture is made of: one layer a turn, prepared out of sight, revealed at its instant.
 * A layer knows how to draw its item; when, and over what, is `main-track.ts`'s.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { SlideContext } from '#playlists/templates/template.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Item, Sha256, VideoItem } from '#shared/frame/manifest.ts';
import type { VideoPair } from '../video/pair.ts';
import type { Panel } from './bitmap.ts';
import { imageLayer } from './image.ts';
import { slideLayer } from './slide.ts';
import { videoLayer } from './video.ts';
import { webLayer } from './web.ts';

export interface Layer {
  readonly element: HTMLElement;
  /** the element stays in the document, for turns to come */
  readonly lasting: boolean;
  /** resolves when it is there to be painted; only once it is in the document */
  drawn(): Promise<void>;
  /** False once it was swept away with another one that broke: it has to be prepared anew. */
  alive(): boolean;
  /** Shows it from now on. `onFailed` is called when it breaks later. */
  begin(onFailed: (reason: string) => void): void;
  /** its turn ends at another instant than was planned */
  carryOn(airing: Airing): void;
  /** position within a clip, ms; null: it is none */
  position(): number | null;
  /** its turn is over: no sound any more */
  leave(): void;
  /** nobody sees it any more */
  dispose(): void;
}

export type LayerSources = {
  readonly videos: VideoPair;
  /** the media file, or null when it is not all there */
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  /** how large the picture is, in the panel's own points */
  readonly panel: () => Panel;
  readonly slideContext: () => Omit<SlideContext, 'mediaUrl'>;
  /** calls `tick` about once a second; returns what stops it */
  readonly everySecond: (tick: () => void) => () => void;
  /** Rejects when there is no answer from this address of another site. */
  readonly reach: (url: string) => Promise<void>;
};

/** Resolves when the layer could be revealed without anybody seeing it come together. */
export function prepareLayer(airing: Airing, from: number, sources: LayerSources): Promise<Layer> {
  const { item } = airing;
  return item.kind === 'video'
    ? videoLayer(airing as Airing<VideoItem>, from, sources)
    : prepareStill(item, sources, airing.start < from, airing.start - airing.offset);
}

/**
 * @param joined it is not met at its beginning, so it makes no entrance
 * @param turn when its turn began; null: it stands in for another
 */
export async function prepareStill(
  item: Item,
  sources: LayerSources,
  joined: boolean,
  turn: number | null = null,
): Promise<Layer> {
  switch (item.kind) {
    case 'image':
      return imageLayer(item, sources);
    case 'slide':
      return slideLayer(item, joined, turn, sources);
    case 'web':
      return webLayer(item, sources);
    default:
      throw new Error(`${item.kind} is no picture that stands`);
  }
}
