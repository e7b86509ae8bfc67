/** What the warnings about a schedule are made from: whom it is meant for, and who is there already. */

import type { Rehearsal } from '#shared/api/rehearsal.ts';
import type { ScheduleInput } from '#shared/api/resources.ts';
import { trackOf } from '#shared/frame/items.ts';
import { type Item, tracks } from '#shared/frame/manifest.ts';
import { applies } from '../audience/applies.ts';
import { type Place, placeOf } from '../audience/place.ts';
import { sideOf } from '../compile.ts';
import type { OnAir } from '../on-air.ts';
import type { Picture } from '../picture.ts';
import type { SchoolTime } from '../school-time/school-time.ts';
import { wallAt } from './wall.ts';
import { type AudienceKnown, type Rival, warningsOf } from './warnings.ts';

export type Written = Pick<
  ScheduleInput,
  'unitId' | 'audience' | 'when' | 'mode' | 'priority' | 'secondsPerHour' | 'frequency'
>;

/** @param content what it would show, as far as is known; `isSelf`: what of it is on air already */
export function warnedOf(
  picture: Picture,
  written: Written,
  content: { readonly items: readonly Item[]; readonly isSelf: (onAir: OnAir) => boolean },
  now: number,
): Rehearsal['warnings'] {
  const means = (place: Place) => applies(written.audience, written.unitId, place);
  const standing = new Map<Place, number>();
  for (const screen of picture.screens.values()) {
    const place = picture.place(screen);
    if (place && means(place)) standing.set(place, (standing.get(place) ?? 0) + 1);
  }
  const schools = schoolsMeant(picture, [...standing.keys()], means);
  const known: AudienceKnown = {
    screens: [...standing.values()].reduce((sum, count) => sum + count, 0),
    schools: schools.map((place) => picture.schoolTime(place)),
    places: placesOf(picture, written, [...standing.keys(), ...schools], content.isSelf),
    lengthMs: lengthOf(content.items),
  };
  const zone = picture.units.get(written.unitId);
  const today = wallAt(now, zone ? placeOf(zone, picture.units).zone : 'UTC').day;
  // The route words them in the asker's language.
  return warningsOf(written, known, today).map((warning) => ({ ...warning, message: '' }));
}

/** Places of the schools that are meant, by themselves or by one of their screens. */
function schoolsMeant(
  { units }: Picture,
  standing: readonly Place[],
  means: (place: Place) => boolean,
): Place[] {
  const withScreens = new Set(standing.map(({ school }) => school));
  return [...units.values()]
    .filter(({ kind }) => kind === 'school')
    .map((unit) => ({ id: unit.id, place: placeOf(unit, units) }))
    .filter(({ id, place }) => withScreens.has(id) || means(place))
    .map(({ place }) => place);
}

/** Places at which the same is true are one. */
function placesOf(
  picture: Picture,
  written: Written,
  places: readonly Place[],
  isSelf: (onAir: OnAir) => boolean,
): AudienceKnown['places'] {
  const known = new Map<string, AudienceKnown['places'][number]>();
  for (const place of places) {
    const time: SchoolTime = picture.schoolTime(place);
    const { airtime } = picture.policy(place);
    const side = sideOf(written, place);
    const rivals = written.mode === 'weighted' ? rivalsAt(picture, written, place, isSelf) : [];
    const percent = airtime && bothSides(picture, place, side) ? airtime[side] : null;
    const key = [time.key, time.zone, percent, ...rivals.map(({ id }) => id)].join(' ');
    if (known.has(key)) continue;
    const secondsThere = percent === null ? 3600 : (3600 * percent) / 100;
    known.set(key, { time, secondsThere, rivals: rivals.map(({ rival }) => rival) });
  }
  return [...known.values()];
}

/** [P24] Percentages come into play where the other side has something too. */
function bothSides({ applying }: Picture, place: Place, side: 'office' | 'school'): boolean {
  return applying(place).some((each) => sideOf(each, place) !== side);
}

/** [P23] Others of its class and side that ask for seconds of the hour. */
function rivalsAt(
  { applying }: Picture,
  written: Written,
  place: Place,
  isSelf: (onAir: OnAir) => boolean,
): { readonly id: string; readonly rival: Rival }[] {
  const side = sideOf(written, place);
  return applying(place).flatMap((each) => {
    const { id, mode, priority, secondsPerHour, audience, when } = each;
    const asks = mode === 'weighted' && secondsPerHour !== null && priority === written.priority;
    if (!asks || isSelf(each) || sideOf(each, place) !== side) return [];
    return [{ id, rival: { audience, when, secondsPerHour } }];
  });
}

/** Once through, on the track on which that takes longest. */
function lengthOf(items: readonly Item[]): number | null {
  if (items.length === 0) return null;
  return Math.max(
    ...tracks.map((track) =>
      items.filter((item) => trackOf(item) === track).reduce((sum, { ms }) => sum + ms, 0),
    ),
  );
}
