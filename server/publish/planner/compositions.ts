/** Compiling for somebody who looks, not for a screen: nothing is stored, a little is remembered. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { manifestId } from '#shared/frame/canonical.ts';
import { type CompilerInput, type Composition, compile } from '../compile.ts';
import { keyOf, rememberingWorkshop } from '../compiler.ts';
import type { Compiled } from '../port.ts';
import { manifestText } from '../write.ts';

export type Composed = Composition & Compiled;

export type Compositions = {
  of(input: CompilerInput): Composed;
  /** for one use among thousands: compiled as fast, forgotten at once */
  passing(input: CompilerInput): Composed;
};

/** Somebody who scrubs through a day asks for the same few again and again. */
const KEPT = 30;

export function createCompositions(): Compositions {
  const known = new LRUCache<string, Composed>({ max: KEPT });
  const workshop = rememberingWorkshop();
  const passing = (input: CompilerInput): Composed => {
    const composition = compile(input, workshop);
    const body = manifestText(composition.manifest);
    return { ...composition, body, id: manifestId(body, sha256Hex) };
  };
  return {
    passing,
    of(input) {
      const key = keyOf(input);
      const composed = known.get(key) ?? passing(input);
      known.set(key, composed);
      return composed;
    },
  };
}

function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}
