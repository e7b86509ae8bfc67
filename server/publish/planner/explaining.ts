/** Gathers what an explanation is made from, for a screen and an instant. */
import type { Scope } from '#server/access/scope.ts';
import type { Explanation } from '#shared/api/explanation.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { Place } from '../audience/place.ts';
import type { Picture } from '../picture.ts';
import { dateText } from '../school-time/days.ts';
import type { SchoolTime } from '../school-time/school-time.ts';
import { airStateAt } from './air-state.ts';
import type { Asking } from './asking.ts';
import { type Candidate, published } from './candidate.ts';
import { drafts, isEdited, within } from './candidates.ts';
import { explainTracks } from './explain.ts';
import { type Moment, pastMoment, presentMoment } from './moment.ts';
import { programmeAt, screenAt, weekFor } from './programme-at.ts';
import { type Wall, wallAt } from './wall.ts';

export async function explainScreen(
  asking: Asking,
  scope: Scope,
  screenId: string,
  t: number,
): Promise<Explanation | null> {
  const at = await screenAt(asking, scope, screenId);
  if (!at) return null;
  const { place } = at;
  const past = t < asking.now();
  const moment = past
    ? await pastMoment(asking.store, at.picture, t)
    : await presentMoment(asking.store, at.picture);
  const programme = await programmeAt(asking, scope, at, t);
  const { picture } = moment;
  const time = picture.schoolTime(place);
  const wall = wallAt(t, time.zone);
  const state = airStateAt(picture.policy(place), time, wall);
  const week = weekFor(t, past ? t : asking.now(), time.zone);
  const { laid } = asking.compositions.of(picture.inputFor(place, week));
  const candidates = await candidatesAt(asking, scope, place, moment, past);
  const { volume, screenOn, speakersOn } = state;
  return {
    at: t,
    zone: time.zone,
    manifest: programme?.id ?? null,
    day: dayOf(time, wall),
    ...{ volume, screenOn, speakersOn },
    tracks: explainTracks({
      ...{ at: t, place, time, state, laid, candidates },
      manifest: programme?.manifest ?? null,
      unitName: (unitId) => picture.units.get(unitId)?.name ?? '',
    }),
  };
}

function dayOf(time: SchoolTime, { day, ms }: Wall): Explanation['day'] {
  const { school, exam, why, names } = time.facts(day);
  const held = time.periods(day, []).filter(({ start, end }) => start <= ms && ms < end);
  const periods = new Map(
    held.map(({ period, label }) => [`${period} ${label}`, { period, label }]),
  );
  return {
    date: dateText(day),
    school,
    exam,
    why,
    names: [...names],
    periods: [...periods.values()],
  };
}

/** Published ones as they were at the moment, and what was only written. */
async function candidatesAt(
  asking: Asking,
  scope: Scope,
  place: Place,
  { picture, publications }: Moment,
  past: boolean,
): Promise<Candidate[]> {
  const concerns = concernsPlace(scope, picture, place);
  const onAir = picture.onAir.filter(({ unitId, audience }) => concerns(unitId, audience));
  const bySchedule = new Map(picture.onAir.map((each) => [each.scheduleId, each]));
  const written = await drafts(asking, scope, bySchedule, (draft) => {
    const { unitId, audience } = draft.schedule;
    // What was edited by then, nobody remembers; what was on air then is there as it was.
    const wanted = past ? !draft.onAir : isEdited(draft);
    return wanted && concerns(unitId, audience);
  });
  const aired = onAir.map((each) => published(each, publications.get(each.id)?.items));
  return [...aired, ...written];
}

/**
 * Whether somebody who looks at the place would think of a schedule of that unit, and may know of it:
 * what is meant for the place, whatever its levels and tags; what is meant for other units, and what
 * other units of the same school have, only for those who see the schedule itself.
 */
function concernsPlace(scope: Scope, { units }: Picture, place: Place) {
  return (unitId: string, audience: Audience): boolean => {
    const owner = units.get(unitId);
    const above = place.path.includes(unitId);
    const named =
      audience.units.length === 0 || audience.units.some((id) => place.path.includes(id));
    if (above && named) return true;
    const sameSchool = place.school !== null && owner?.path.includes(place.school) === true;
    return (above || sameSchool) && within(scope, owner);
  };
}
