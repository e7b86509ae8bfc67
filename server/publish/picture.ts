/**
 * What the compiler knows: the organisation (units, screens), what units have set for themselves, and
 * what is on air, held in memory and read anew from the store whenever the bus says that something
 * changed. The store stays the truth; the picture is what makes answering for a thousand screens cost
 * microseconds each.
 */
import type { Bus, Change } from '#server/bus/port.ts';
import type { Store } from '#server/store/port.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { applies } from './audience/applies.ts';
import type { Place } from './audience/place.ts';
import type { CompilerInput } from './compile.ts';
import { type OnAir, playingOrder } from './on-air.ts';
import { type HouseRules, readHouseRules, readHouseRulesOf } from './picture/house-rules.ts';
import { type Organisation, readOrganisation } from './picture/organisation.ts';
import { type OnAirNow, ProgrammeReader } from './picture/programme.ts';
import { type Recall, type Recalled, recalledIn } from './recalls.ts';
import { createSchoolTimes } from './school-time/school-time.ts';
import type { Week } from './windows/wall-clock.ts';

export type { Organisation };

export type Picture = Organisation &
  HouseRules & {
    /** the store's revision when it was taken; the picture may be newer, never older */
    readonly revision: number;
    /** in playing order */
    readonly onAir: readonly OnAir[];
    readonly media: ReadonlyMap<string, MediaInfo>;
    readonly recalls: readonly Recall[];
    /** what applies at a place, in playing order */
    applying(place: Place): readonly OnAir[];
    /** all that the compiler needs to know about a place */
    inputFor(place: Place, week: Week): CompilerInput;
  };

/** Puts what was read together. Pure. */
export function pictureOf(
  revision: number,
  organisation: Organisation,
  rules: HouseRules,
  { onAir, media, recalls }: OnAirNow,
): Picture {
  const byOwner = Map.groupBy(onAir, ({ unitId }) => unitId);
  const byPlace = new Map<Place, readonly OnAir[]>();
  const applying = (here: Place) => {
    let found = byPlace.get(here);
    if (!found) {
      // [P4] nothing applies that is not owned on the way up
      found = here.path
        .flatMap((unitId) => byOwner.get(unitId) ?? [])
        .filter(({ audience, unitId }) => applies(audience, unitId, here))
        .sort(playingOrder);
      byPlace.set(here, found);
    }
    return found;
  };
  const byWeek = new WeakMap<Week, Recalled>();
  const recalledOf = (week: Week) => {
    let recalled = byWeek.get(week);
    if (!recalled) {
      recalled = recalledIn(week.span, recalls);
      byWeek.set(week, recalled);
    }
    return recalled;
  };
  return {
    ...organisation,
    ...rules,
    ...{ revision, onAir, media, recalls, applying },
    inputFor: (here, week) => ({
      onAir: applying(here),
      place: here,
      time: rules.schoolTime(here),
      policy: rules.policy(here),
      week,
      media,
      recalled: recalledOf(week),
    }),
  };
}

export type Pictures = {
  /** the picture, taken anew first if anything may have changed since the last */
  current(): Promise<Picture>;
  /** the picture, taken anew in any case: something is not in it that should be */
  fresh(): Promise<Picture>;
  /** Publications changed here: known at once, before the bus comes round to saying so. */
  published(): void;
  stop(): void;
};

/** What of the picture may no longer be true. */
type Doubt = {
  everything: boolean;
  publications: boolean;
  /** units that may have set something */
  settings: Set<string>;
};

/**
 * Keeps the picture fresh. The bus calls its listeners in the order in which they subscribed, so
 * whoever subscribes after this finds the picture in doubt already when it hears of a change.
 */
export function keepPictures(store: Store, bus: Bus): Pictures {
  const programme = new ProgrammeReader(store);
  const times = createSchoolTimes();
  let held: {
    readonly organisation: Organisation;
    readonly rules: HouseRules;
    readonly onAir: OnAirNow;
    readonly picture: Picture;
  } | null = null;
  let doubt = certain();
  doubt.everything = true;
  let taking: Promise<Picture> | null = null;

  const read = async ({ everything, publications, settings }: Doubt) => {
    const revision = await store.revision.current();
    const before = everything ? null : held;
    const organisation = before?.organisation ?? (await readOrganisation(store));
    let rules = before?.rules ?? (await readHouseRules(store, times));
    if (before && settings.size > 0) rules = await readHouseRulesOf(store, rules, settings, times);
    const onAir =
      before && !publications
        ? before.onAir
        : await programme.read(before === null ? 'decided' : 'asBefore');
    const picture = pictureOf(revision, organisation, rules, onAir);
    return { organisation, rules, onAir, picture };
  };

  const take = async (): Promise<Picture> => {
    for (;;) {
      const doubted = doubt;
      doubt = certain();
      try {
        const taken = await read(doubted);
        if (isCertain(doubt)) {
          held = taken;
          return taken.picture;
        }
        // A change came while it was being taken: its mark may or may not be in it.
        add(doubt, doubted);
      } catch (error) {
        add(doubt, doubted);
        throw error;
      }
    }
  };
  const subscriptions = [
    bus.subscribe((change) => doubtAfter(doubt, change)),
    bus.onGap(() => {
      doubt.everything = true;
    }),
  ];

  const current = async (): Promise<Picture> => {
    if (held && isCertain(doubt) && !taking) return held.picture;
    taking ??= take().finally(() => {
      taking = null;
    });
    return taking;
  };

  return {
    current,
    fresh() {
      doubt.everything = true;
      return current();
    },
    published() {
      doubt.publications = true;
    },
    stop() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

const certain = (): Doubt => ({ everything: false, publications: false, settings: new Set() });

function isCertain({ everything, publications, settings }: Doubt): boolean {
  return !everything && !publications && settings.size === 0;
}

function add(doubt: Doubt, more: Doubt): void {
  doubt.everything ||= more.everything;
  doubt.publications ||= more.publications;
  for (const unit of more.settings) doubt.settings.add(unit);
}

function doubtAfter(doubt: Doubt, change: Change): void {
  switch (change.kind) {
    case 'programme':
      if (change.only === 'publications') doubt.publications = true;
      else if (change.only === 'settings') {
        for (const unit of change.affects.units) doubt.settings.add(unit);
      } else doubt.everything = true;
      return;
    case 'screenChanged':
    case 'screenRemoved':
      doubt.everything = true;
      return;
    case 'identify':
    case 'asset':
    case 'waiting':
      return;
  }
}
