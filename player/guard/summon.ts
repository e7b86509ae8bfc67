/**
 * How a technician calls up the support card: Ctrl+Alt+B, or a finger held for five seconds in the
 * upper left corner. Nothing that happens by chance, nothing that works the machine.
 */
export type Keys = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;
export type Place = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };

export const HOLD_MS = 5000;
/** Of the shorter side. */
const CORNER = 0.15;

export function isChord({ code, ctrlKey, altKey, shiftKey, metaKey }: Keys): boolean {
  return code === 'KeyB' && ctrlKey && altKey && !shiftKey && !metaKey;
}

export function isInCorner({ x, y }: Place, { width, height }: Size): boolean {
  const reach = Math.min(width, height) * CORNER;
  return x <= reach && y <= reach;
}

export type SummonOptions = {
  readonly window: Window;
  readonly summon: () => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

export function listenForSummons({ window, summon, after }: SummonOptions): void {
  let cancel = () => {};
  const size = (): Size => ({ width: window.innerWidth, height: window.innerHeight });
  const isHeld = (event: PointerEvent) =>
    isInCorner({ x: event.clientX, y: event.clientY }, size());
  window.addEventListener('keydown', (event) => {
    if (isChord(event) && !event.repeat) summon();
  });
  window.addEventListener('pointerdown', (event) => {
    cancel();
    if (isHeld(event)) cancel = after(HOLD_MS, summon);
  });
  window.addEventListener('pointermove', (event) => {
    if (!isHeld(event)) cancel();
  });
  for (const type of ['pointerup', 'pointercancel', 'blur'] as const) {
    window.addEventListener(type, () => cancel());
  }
}
