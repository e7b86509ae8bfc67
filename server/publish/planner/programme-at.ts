/** The programme that a screen had, or will have, at an instant. */
import type { Scope } from '#server/access/scope.ts';
import type { ScreenRecord } from '#server/store/port.ts';
import { parseManifest } from '#shared/frame/parse.ts';
import type { Place } from '../audience/place.ts';
import type { Picture } from '../picture.ts';
import type { Compiled } from '../port.ts';
import { type Week, weekOf } from '../windows/wall-clock.ts';
import { type Asking, pictureWith } from './asking.ts';

export type At = {
  readonly screen: ScreenRecord;
  readonly place: Place;
  readonly picture: Picture;
};

/** null: unknown, or out of scope */
export async function screenAt(
  { store, pictures }: Asking,
  scope: Scope,
  screenId: string,
): Promise<At | null> {
  const screen = await store.screens.get(scope, screenId);
  if (!screen) return null;
  const picture = await pictureWith(pictures, (known) => known.place(screen) !== null);
  const place = picture.place(screen);
  return place && { screen, place, picture };
}

/**
 * [P1] The week of the programme that will be on air at `t`: today's, as far as it reaches, because
 * later ones say the same about what is ahead of them [P7]; then the week of `t` itself.
 */
export function weekFor(t: number, now: number, zone: string): Week {
  const week = weekOf(now, zone);
  return t >= week.span.start && t < week.span.end ? week : weekOf(t, zone);
}

/** What it was told to play, for the past; null: it had been told nothing, or nothing readable. */
export async function programmeAt(
  { store, compositions, now }: Asking,
  scope: Scope,
  { screen, place, picture }: At,
  t: number,
): Promise<Compiled | null> {
  if (t >= now()) {
    return compositions.of(picture.inputFor(place, weekFor(t, now(), place.zone)));
  }
  const told = await store.screens.toldAt(scope, screen.id, t);
  const body = told && (await store.manifests.get(told.manifest));
  const parsed = body ? parseManifest(body) : null;
  if (!told || !body || !parsed?.ok) return null;
  return { id: told.manifest, manifest: parsed.manifest, body };
}
