/**
 * Two pipelines, of which one is on air. A clip that follows the one on air without a gap is laid on
 * the same time line; one that is met in its middle, at the edge of a window or under a new manifest,
 * would have to be sought there while everybody looks: it gets ready in the other.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import { VideoPipeline, type VideoPipelineOptions, type VideoTurn } from './pipeline.ts';

export interface VideoPair {
  readonly elements: readonly HTMLVideoElement[];
  /** The element on which the turn would be shown, if it was prepared now. */
  elementFor(airing: Airing<VideoItem>, from: number): HTMLVideoElement;
  /** As `VideoPipeline.prepare`. */
  prepare(airing: Airing<VideoItem>, file: MediaFile, from: number): Promise<VideoTurn>;
}

export function createVideoPair(
  options: Omit<VideoPipelineOptions, 'onBreak' | 'onMended'> & {
    readonly onBreak: (element: HTMLVideoElement) => void;
    readonly onMended: (element: HTMLVideoElement) => void;
  },
): VideoPair {
  const pipelines = [0, 1].map(() => {
    const element = document.createElement('video');
    element.style.opacity = '0';
    return new VideoPipeline(element, {
      ...options,
      onBreak: () => options.onBreak(element),
      onMended: () => options.onMended(element),
    });
  });
  const choose = (airing: Airing<VideoItem>, from: number) =>
    pipelines.find((pipeline) => pipeline.joinsOn(airing, from)) ??
    pipelines.find((pipeline) => !pipeline.onAir) ??
    pipelines[0]!;
  return {
    elements: pipelines.map(({ element }) => element),
    elementFor: (airing, from) => choose(airing, from).element,
    prepare: (airing, file, from) => choose(airing, from).prepare(airing, file, from),
  };
}
