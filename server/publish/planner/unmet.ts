/**
 * What of the promises can't be kept on the screens that a publication reaches, now that it is on
 * air: what its publisher is told in the answer, with the numbers. [P28]
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Unmet } from '#shared/api/rehearsal.ts';
import { applies } from '../audience/applies.ts';
import type { Place } from '../audience/place.ts';
import type { CompilerInput } from '../compile.ts';
import { keyOf } from '../compiler.ts';
import type { Shortfall } from '../laid.ts';
import { weekOf } from '../windows/wall-clock.ts';
import type { Asking } from './asking.ts';
import { isAhead, promisesOf } from './promises.ts';
import { COMPILED_AT_ONCE } from './rehearse.ts';

/** Places looked at before others get their turn: screens are being told meanwhile. */
const LOOKED_AT_ONCE = 20;

/** Its own promises, and those of others that air beside it; none if it is not on air. */
export async function unmetBy(
  { pictures, compositions, now }: Asking,
  scheduleId: string,
): Promise<Unmet[]> {
  const picture = await pictures.current();
  const own = picture.onAir.find((each) => each.scheduleId === scheduleId);
  if (!own) return [];
  // Where nobody was promised anything, nothing is to be worked out.
  if (!picture.onAir.some(promises)) return [];
  const places = new Map<Place, number>();
  for (const screen of picture.screens.values()) {
    const place = picture.place(screen);
    if (place) places.set(place, (places.get(place) ?? 0) + 1);
  }
  const groups = new Map<string, { screens: number; input: CompilerInput }>();
  let looked = 0;
  for (const [place, screens] of places) {
    looked += 1;
    if (looked % LOOKED_AT_ONCE === 0) await nextTurn();
    if (!applies(own.audience, own.unitId, place)) continue;
    const input = picture.inputFor(place, weekOf(now(), place.zone));
    if (!input.onAir.some(promises)) continue;
    const key = keyOf(input);
    groups.set(key, { screens: screens + (groups.get(key)?.screens ?? 0), input });
  }
  const promised: { screens: number; before: []; after: Shortfall[] }[] = [];
  for (const { screens, input } of groups.values()) {
    const { shortfalls } = compositions.passing(input);
    const after = shortfalls.filter((each) => isAhead(each, now(), input.time.zone));
    promised.push({ screens, before: [], after });
    if (promised.length % COMPILED_AT_ONCE === 0) await nextTurn();
  }
  return promisesOf(promised).map(({ newly, ...unmet }) => unmet);
}

function promises({ frequency, secondsPerHour }: CompilerInput['onAir'][number]): boolean {
  return frequency?.atLeast != null || secondsPerHour !== null;
}
