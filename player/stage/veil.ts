/**
 * A copy of the last picture of a `<video>`, laid over it while there is a reason not to see what
 * happens below: a cross-fade from clip to clip, which both use the one element, or a pipeline that is
 * built anew.
 */
export type VeilOptions = {
  readonly host: HTMLElement;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export interface Veil {
  /** Copies what is to be seen now, and covers the video with it. */
  cover(video: HTMLVideoElement): void;
  /** Does so in `ms`, unless it is not `wanted` any more then. */
  coverIn(video: HTMLVideoElement, ms: number, wanted: () => boolean): void;
  /** Fades away, if it was laid. */
  lift(fadeMs: number): void;
  drop(): void;
}

/** Nothing below takes longer; a veil that was forgotten would be a frozen screen. */
const LONGEST_MS = 2000;

export function createVeil({ host, after }: VeilOptions): Veil {
  const canvas = document.createElement('canvas');
  canvas.className = 'veil';
  let cancelCover = () => {};
  let cancelDrop = () => {};

  const drop = () => {
    cancelCover();
    cancelDrop();
    canvas.remove();
    // Lets its memory go.
    canvas.width = 0;
  };
  const cover = (video: HTMLVideoElement) => {
    drop();
    const { videoWidth, videoHeight, readyState } = video;
    if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    canvas.width = videoWidth;
    canvas.height = videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.style.objectFit = video.style.objectFit;
    canvas.style.zIndex = video.style.zIndex;
    // After the video in the document: over it, at the same level.
    host.append(canvas);
    cancelDrop = after(LONGEST_MS, drop);
  };
  return {
    cover,
    coverIn(video, ms, wanted) {
      cancelCover();
      cancelCover = after(Math.max(0, ms), () => {
        if (wanted()) cover(video);
      });
    },
    lift(fadeMs) {
      cancelCover();
      if (!canvas.isConnected) return;
      const fade = { duration: fadeMs, easing: 'ease-out', fill: 'forwards' } as const;
      const fading = canvas.animate({ opacity: [1, 0] }, fade);
      const done = () => {
        fading.cancel();
        drop();
      };
      fading.finished.then(done, () => {});
    },
    drop,
  };
}
