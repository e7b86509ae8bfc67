/**
 * Everything that sounds goes through the mixer: it knows how loud each strand is (the one law of
 * `shared/domain/volume.ts`, the screen's trim, what an announcement ducks) and whether the browser
 * lets this page make sound at all. An outlet has charge of one media element's loudness.
 */
import { gainOf } from '#shared/domain/volume.ts';
import type { SoundGate } from './gate.ts';

/** `clip`: the sound of a video; `music`: below everything; `voice`: announcements, which duck both. */
export type Strand = 'clip' | 'music' | 'voice';

export interface Outlet {
  /** 0 silent to 100 as mastered */
  volume(step: number): void;
  /** Plays the element, muted if sound is refused. Rejects only when it can't be played at all. */
  play(): Promise<void>;
  /** The element sounds no more. */
  close(): void;
}

export interface Mixer {
  open(strand: Strand, element: HTMLMediaElement): Outlet;
  /** dB, at most 0 */
  trim(db: number): void;
}

export function createMixer(gate: SoundGate): Mixer {
  let trimDb = 0;
  const levels = new Map<HTMLMediaElement, number>();
  const set = (element: HTMLMediaElement) => {
    element.volume = Math.min(1, gainOf(levels.get(element) ?? 0, trimDb));
  };
  return {
    open: (_strand, element) => ({
      volume(step) {
        levels.set(element, step);
        set(element);
      },
      play: () => gate.play(element),
      close() {
        levels.delete(element);
      },
    }),
    trim(db) {
      trimDb = db;
      for (const element of levels.keys()) set(element);
    },
  };
}
