/**
 * Whether this page may make sound. A browser that was not set up as a kiosk refuses sound until
 * somebody touches the screen; then the picture plays muted, and sound is tried again.
 */
export interface SoundGate {
  readonly blocked: boolean;
  /** Plays the element, muted if sound is refused. Rejects only when it can't be played at all. */
  play(element: HTMLMediaElement): Promise<void>;
  /** Somebody touched the screen: what plays muted is heard if that is allowed now. */
  retry(): Promise<void>;
  /** The element plays no more. */
  forget(element: HTMLMediaElement): void;
}

export type SoundGateOptions = {
  /** tells whether sound would be allowed now, without making any */
  readonly allowed: () => Promise<boolean>;
  readonly onBlocked: (blocked: boolean) => void;
};

export function createSoundGate({ allowed, onBlocked }: SoundGateOptions): SoundGate {
  let blocked = false;
  const muted = new Set<HTMLMediaElement>();
  const set = (value: boolean) => {
    if (blocked !== value) onBlocked(value);
    blocked = value;
    if (blocked) return;
    for (const element of muted) element.muted = false;
    muted.clear();
  };
  const mute = (element: HTMLMediaElement) => {
    element.muted = true;
    muted.add(element);
  };
  const retry = async () => {
    if (blocked && (await allowed())) set(false);
  };
  return {
    get blocked() {
      return blocked;
    },
    async play(element) {
      await retry();
      if (blocked) mute(element);
      else element.muted = false;
      try {
        await element.play();
      } catch (error) {
        if (isNamed(error, 'AbortError')) return; // overtaken by a seek or the next item
        if (!isNamed(error, 'NotAllowedError') || element.muted) throw error;
        set(true);
        mute(element);
        await element.play();
      }
    },
    retry,
    forget: (element) => void muted.delete(element),
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
