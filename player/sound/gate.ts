/**
 * Whether this page may make sound. A browser that was not set up as a kiosk refuses sound until
 * somebody touches the screen; then the picture plays muted, and sound is tried again.
 */
export interface SoundGate {
  readonly blocked: boolean;
  /** Plays the element, muted if sound is refused. Rejects only when it can't be played at all. */
  play(element: HTMLMediaElement): Promise<void>;
}

export type SoundGateOptions = {
  /** tells whether sound would be allowed now, without making any */
  readonly allowed: () => Promise<boolean>;
  readonly onBlocked: (blocked: boolean) => void;
};

export function createSoundGate({ allowed, onBlocked }: SoundGateOptions): SoundGate {
  let blocked = false;
  const set = (value: boolean) => {
    if (blocked !== value) onBlocked(value);
    blocked = value;
  };
  return {
    get blocked() {
      return blocked;
    },
    async play(element) {
      if (blocked && (await allowed())) set(false);
      element.muted = blocked;
      try {
        await element.play();
      } catch (error) {
        if (isNamed(error, 'AbortError')) return; // overtaken by a seek or the next item
        if (!isNamed(error, 'NotAllowedError') || element.muted) throw error;
        set(true);
        element.muted = true;
        await element.play();
      }
    },
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
