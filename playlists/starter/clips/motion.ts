/** How things move: easings over 0..1 and spans of time. Seconds in, numbers out, no state. */

const clamp = (x: number) => Math.min(1, Math.max(0, x));

/** how far `t` has come through [start, start + length], 0 to 1 */
export const through = (t: number, start: number, length: number) => clamp((t - start) / length);

export const easeInOut = (x: number) => (x < 0.5 ? 4 * x ** 3 : 1 - (-2 * x + 2) ** 3 / 2);
export const easeOut = (x: number) => 1 - (1 - x) ** 3;
/** goes a little too far and comes back */
export const overshoot = (x: number) => 1 + 2.2 * (x - 1) ** 3 + 1.2 * (x - 1) ** 2;

export const mix = (from: number, to: number, x: number) => from + (to - from) * x;

/** rocks between -1 and 1 */
export const rock = (t: number, period: number, phase = 0) =>
  Math.sin((t / period + phase) * 2 * Math.PI);
