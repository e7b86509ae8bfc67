/**
 * Two pipelines, of which one is on air. A clip that follows the one on air without a gap is laid on
 * the same time line. One that is met in its middle, at the edge of a window or under a new manifest,
 * would have to be sought there while everybody looks, and one of another size makes the decoder start
 * anew: these get ready in the other.
 */
import type { MediaFile } from '#player/cache/media-file.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { VideoItem } from '#shared/frame/manifest.ts';
import { type FragmentIndex, readFragments } from './mp4/fragments.ts';
import { VideoPipeline, type VideoPipelineOptions, type VideoTurn } from './pipeline.ts';

export interface VideoPair {
  readonly elements: readonly HTMLVideoElement[];
  /** Buffers the turn; resolves when it can be begun. `from`: the instant at which it will be. */
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
  const choose = (airing: Airing<VideoItem>, index: FragmentIndex, from: number) =>
    pipelines.find((pipeline) => pipeline.joinsOn(airing, index, from)) ??
    pipelines.find((pipeline) => !pipeline.onAir) ??
    pipelines[0]!;
  return {
    elements: pipelines.map(({ element }) => element),
    async prepare(airing, file, from) {
      const index = await readFragments((start, end) => file.slice(start, end), file.bytes);
      return choose(airing, index, from).prepare(airing, file, index, from);
    },
  };
}
