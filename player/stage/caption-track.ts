/** The captions of the clip that is on the screen, where they are wanted. */
import type { MediaFile } from '#player/cache/media-file.ts';
import { type Captions, createCaptions } from '#player/captions/captions.ts';
import { captionsWanted } from '#player/captions/wanted.ts';
import type { Item, Sha256 } from '#shared/frame/manifest.ts';
import type { CaptionsShown } from '#shared/protocol/messages.ts';
import type { Layer } from './layers/layer.ts';

export type CaptionTrackOptions = {
  readonly host: HTMLElement;
  readonly open: (sha256: Sha256) => Promise<MediaFile | null>;
  readonly shown: () => CaptionsShown;
  /** the browser lets this page make sound */
  readonly maySound: () => boolean;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export interface CaptionTrack {
  /** this is to be seen now; null: no picture is */
  follow(shown: { readonly item: Item; readonly layer: Layer } | null): void;
  /** whether they are wanted may be another now */
  look(): void;
}

export function createCaptionTrack(options: CaptionTrackOptions): CaptionTrack {
  const { host, open, shown, maySound, after } = options;
  const captions: Captions = createCaptions({ host, after });
  let clip: { readonly sha256: Sha256; readonly volume: number; readonly layer: Layer } | null =
    null;
  let on = false;

  const look = () => {
    const wanted = clip !== null && captionsWanted(shown(), clip.volume > 0 && maySound());
    if (wanted === on) return;
    on = wanted;
    if (wanted && clip) void show(clip);
    else captions.clear();
  };

  const show = async (of: NonNullable<typeof clip>) => {
    const file = await open(of.sha256);
    // A clip without its captions is still worth seeing.
    const bytes = await file?.slice(0, file.bytes).catch(() => null);
    file?.release();
    if (clip !== of || !on || !bytes) return;
    captions.show(new TextDecoder().decode(bytes), () => of.layer.position() ?? 0);
  };

  return {
    follow(now) {
      captions.clear();
      on = false;
      const item = now?.item;
      clip =
        now && item?.kind === 'video' && item.captions !== null
          ? { sha256: item.captions, volume: item.volume, layer: now.layer }
          : null;
      look();
    },
    look,
  };
}
