/** The windows of a unit or a screen: which schedules are meant there, as published and as written. */
import type { Scope } from '#server/access/scope.ts';
import type { Unit } from '#shared/api/resources.ts';
import type { Audience } from '#shared/domain/audience.ts';
import { applies, missed } from '../audience/applies.ts';
import { type Place, placeOf } from '../audience/place.ts';
import type { Interval } from '../interval.ts';
import type { Picture } from '../picture.ts';
import type { PlannedWindow, Where } from '../port.ts';
import { type Asking, pictureWith } from './asking.ts';
import { published } from './candidate.ts';
import { drafts, sameTerms } from './candidates.ts';
import { screenAt } from './programme-at.ts';
import { plannedWindows } from './windows.ts';

export async function windowsAt(
  asking: Asking,
  scope: Scope,
  where: Where,
  span: Interval,
): Promise<PlannedWindow[] | null> {
  const there =
    'screenId' in where
      ? await atScreen(asking, scope, where.screenId)
      : await atUnit(asking, scope, where.unitId);
  if (!there) return null;
  const { picture, place, meant } = there;
  const onAir = picture.onAir.filter(({ unitId, audience }) => meant(unitId, audience));
  const bySchedule = new Map(picture.onAir.map((each) => [each.scheduleId, each]));
  const written = await drafts(asking, scope, bySchedule, ({ schedule, onAir: its }) => {
    // An edited playlist has the same windows: only terms make others.
    const other = !its || !sameTerms(schedule, its);
    return other && meant(schedule.unitId, schedule.audience);
  });
  const candidates = [...onAir.map((each) => published(each)), ...written];
  return plannedWindows(candidates, picture.schoolTime(place), span);
}

type There = {
  readonly picture: Picture;
  readonly place: Place;
  readonly meant: (unitId: string, audience: Audience) => boolean;
};

async function atScreen(asking: Asking, scope: Scope, screenId: string): Promise<There | null> {
  const at = await screenAt(asking, scope, screenId);
  if (!at) return null;
  const { picture, place } = at;
  return { picture, place, meant: (unitId, audience) => applies(audience, unitId, place) };
}

async function atUnit(asking: Asking, scope: Scope, unitId: string): Promise<There | null> {
  const unit = await asking.store.units.get(scope, unitId);
  if (!unit) return null;
  const picture = await pictureWith(asking.pictures, ({ units }) => units.has(unitId));
  const place = placeOf(unit, picture.units);
  const meant =
    place.school === null ? overSchools(unit, place, picture) : inSchool(unit, place, picture);
  return { picture, place, meant };
}

/** An office or a province: all that is meant for any of those below it, whatever their levels. */
function overSchools(unit: Unit, place: Place, { units }: Picture): There['meant'] {
  return (owner, audience) =>
    !place.closed &&
    place.path.includes(owner) &&
    (audience.units.length === 0 ||
      audience.units.some(
        (id) => place.path.includes(id) || units.get(id)?.path.includes(unit.id) === true,
      ));
}

/** A school or a part of one: what is meant for it, or by its tags for one of its screens. */
function inSchool(
  unit: Unit,
  place: Place,
  { units, screens, place: standing }: Picture,
): There['meant'] {
  const below = [...screens.values()]
    .filter(({ unitId }) => units.get(unitId)?.path.includes(unit.id))
    .map((screen) => standing(screen))
    .filter((each) => each !== null);
  return (owner, audience) => {
    const why = missed(audience, owner, place);
    if (why !== 'notForTag') return why === null;
    return below.some((each) => applies(audience, owner, each));
  };
}
