/** A plucked string from a handful of partials, each dying faster the higher it is. Pure arithmetic. */
import type { Note } from './draw.ts';

export const SAMPLE_RATE = 48_000;

const partials = [
  { of: 1, loud: 1, dies: 1 },
  { of: 2, loud: 0.42, dies: 1.7 },
  { of: 3, loud: 0.2, dies: 2.6 },
  { of: 4, loud: 0.08, dies: 3.8 },
];

/** Two channels, interleaved, about half of full scale at the loudest. */
export function play(notes: readonly Note[], seconds: number): Float32Array {
  const length = Math.round(seconds * SAMPLE_RATE);
  const sound = new Float32Array(length * 2);
  for (const [index, [at, pitch, loudness, rings]] of notes.entries()) {
    const frequency = 440 * 2 ** (pitch / 12);
    const pan = 0.5 + 0.22 * Math.sin(index * 2.4);
    const first = Math.round(at * SAMPLE_RATE);
    const last = Math.min(length, first + Math.round(rings * SAMPLE_RATE));
    for (let n = first; n < last; n += 1) {
      const t = (n - first) / SAMPLE_RATE;
      const attack = Math.min(1, t / 0.006);
      const release = Math.min(1, (last - n) / (0.05 * SAMPLE_RATE));
      let level = 0;
      for (const { of, loud, dies } of partials)
        level +=
          loud * Math.sin(2 * Math.PI * frequency * of * t) * Math.exp((-3.2 * dies * t) / rings);
      const value = level * loudness * attack * release * 0.16;
      sound[2 * n] = sound[2 * n]! + value * Math.cos((pan * Math.PI) / 2);
      sound[2 * n + 1] = sound[2 * n + 1]! + value * Math.sin((pan * Math.PI) / 2);
    }
  }
  return sound;
}
