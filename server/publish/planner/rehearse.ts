/**
 * A dry run: the edition that publishing would put on air, and what every screen that it concerns
 * would play with it and without. Nothing is stored.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import canonicalize from 'canonicalize';
import { everything, type Scope } from '#server/access/scope.ts';
import type { Publication, ScheduleRecord } from '#server/store/port.ts';
import type { Rehearsal } from '#shared/api/rehearsal.ts';
import { applies } from '../audience/applies.ts';
import type { Place } from '../audience/place.ts';
import type { CompilerInput } from '../compile.ts';
import { keyOf } from '../compiler.ts';
import { edition } from '../edition.ts';
import type { Interval } from '../interval.ts';
import { type OnAir, onAir, playingOrder } from '../on-air.ts';
import { type Picture, pictureOf } from '../picture.ts';
import { dayNumber } from '../school-time/days.ts';
import { startOfDay, weekOf } from '../windows/wall-clock.ts';
import type { Asking } from './asking.ts';
import type { Compositions } from './compositions.ts';
import {
  type Digest,
  digestOf,
  effectOf,
  type Group,
  type ScreenThere,
  type Themes,
} from './effect.ts';
import { shownBy } from './moment.ts';
import { isAhead } from './promises.ts';
import { warnedOf } from './warned.ts';

export async function rehearsed(
  asking: Asking,
  scope: Scope,
  scheduleId: string,
): Promise<Rehearsal | null> {
  const { store, pictures, templates } = asking;
  const schedule = await store.schedules.get(scope, scheduleId);
  if (!schedule) return null;
  const before = await pictures.fresh();
  const would = await publicationOf(
    asking,
    schedule,
    await edition(store, scope, schedule, templates),
  );
  const shown = await shownBy(store, [would]);
  const after = withPublication(before, onAir(would, shown), shown.media);
  const groups = await compared(asking, before, after, scheduleId);
  const { audience, when, mode, priority, secondsPerHour, frequency } = schedule;
  const warned = warnedOf(
    before,
    { ...{ audience, when, mode, priority, secondsPerHour, frequency }, unitId: schedule.unitId },
    { items: would.items, isSelf: (each) => each.scheduleId === scheduleId },
    asking.now(),
  );
  return { ...effectOf(groups), warnings: warned };
}

/** Its id says what is in it, so that what is remembered of one dry run serves the next. */
async function publicationOf(
  { store, now }: Asking,
  schedule: ScheduleRecord,
  would: Awaited<ReturnType<typeof edition>>,
): Promise<Publication> {
  const { id: scheduleId, unitId, publicationId } = schedule;
  const before =
    publicationId === null
      ? null
      : (await store.publications.getMany(everything, [publicationId]))[0];
  const onAirSince = before?.onAirSince ?? now();
  const text = canonicalize({ ...would, scheduleId, unitId, onAirSince })!;
  const id = `rehearsal-${createHash('sha256').update(text).digest('base64url')}`;
  return { ...would, id, scheduleId, unitId, onAirSince, at: now(), by: null };
}

/** The picture as it would be with this publication in place of what its schedule has on air. */
function withPublication(picture: Picture, would: OnAir, media: Picture['media']): Picture {
  const others = picture.onAir.filter(({ scheduleId }) => scheduleId !== would.scheduleId);
  return pictureOf(picture.revision, picture, picture, {
    onAir: [...others, would].sort(playingOrder),
    media: new Map([...picture.media, ...media]),
    recalls: picture.recalls,
  });
}

/** Inputs compiled before others get their turn. */
export const COMPILED_AT_ONCE = 4;

/** The screens in the audience, old or new, grouped by what they would play. */
async function compared(
  { compositions, now }: Asking,
  before: Picture,
  after: Picture,
  scheduleId: string,
): Promise<Group[]> {
  const own = ({ onAir }: Picture) => onAir.find((each) => each.scheduleId === scheduleId);
  const [old, would] = [own(before), own(after)];
  const means = (publication: OnAir | undefined, place: Place) =>
    publication !== undefined && applies(publication.audience, publication.unitId, place);
  const digests = {
    before: new Digests(compositions, themesOf(before), now()),
    after: new Digests(compositions, themesOf(after), now()),
  };
  const groups = new Map<
    string,
    { -readonly [K in keyof Group]: Group[K] } & { screens: ScreenThere[] }
  >();
  let compiled = 0;
  for (const screen of before.screens.values()) {
    const place = before.place(screen);
    if (!place || !(means(old, place) || means(would, place))) continue;
    const week = weekOf(now(), place.zone);
    const inputs = { before: before.inputFor(place, week), after: after.inputFor(place, week) };
    const reached = means(would, place);
    const key = `${reached} ${keyOf(inputs.before)} ${keyOf(inputs.after)}`;
    let group = groups.get(key);
    if (!group) {
      const [was, will] = [digests.before.of(inputs.before), digests.after.of(inputs.after)];
      group = { reached, before: was, after: will, screens: [] };
      groups.set(key, group);
      compiled += 2;
      if (compiled % COMPILED_AT_ONCE === 0) await nextTurn();
    }
    group.screens.push(standing(screen, place, before));
  }
  return [...groups.values()];
}

function standing(
  { id, name, unitId }: { id: string; name: string; unitId: string },
  { school }: Place,
  { units }: Picture,
): ScreenThere {
  return { id, name, school, unitName: units.get(school ?? unitId)?.name ?? '' };
}

function themesOf({ onAir }: Picture): Themes {
  const themes = new Map<string, readonly string[]>();
  for (const { items, playlist } of onAir) {
    for (const { id } of items) themes.set(id, playlist.themes);
  }
  return themes;
}

/** Digests of inputs, each compiled once. */
class Digests {
  readonly #compositions: Compositions;
  readonly #themes: Themes;
  readonly #now: number;
  readonly #known = new Map<string, Digest>();

  constructor(compositions: Compositions, themes: Themes, now: number) {
    this.#compositions = compositions;
    this.#themes = themes;
    this.#now = now;
  }

  of(input: CompilerInput): Digest {
    const key = keyOf(input);
    let digest = this.#known.get(key);
    if (!digest) {
      const { id, shortfalls, ...composition } = this.#compositions.passing(input);
      const ahead = shortfalls.filter((each) => isAhead(each, this.#now, input.time.zone));
      const week = restOfWeek(this.#now, input);
      digest = digestOf({ ...composition, shortfalls: ahead }, id, this.#themes, week);
      this.#known.set(key, digest);
    }
    return digest;
  }
}

function restOfWeek(now: number, { week, time }: CompilerInput): Interval {
  return { start: now, end: startOfDay(dayNumber(week.monday) + 7, time.zone) };
}
