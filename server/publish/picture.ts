/**
 * What the compiler knows: the organisation (units, screens) and what is on air, held in memory and
 * read anew from the store whenever the bus says that something changed. The store stays the truth;
 * the picture is what makes answering for a thousand screens cost microseconds each.
 */
import { everything } from '#server/access/scope.ts';
import type { Bus, Change } from '#server/bus/port.ts';
import type { Publication, ScreenRecord, Store } from '#server/store/port.ts';
import type { Unit } from '#shared/api/resources.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { applies } from './audience/applies.ts';
import { type Place, placeOf } from './audience/place.ts';
import { type OnAir, onAir, playingOrder } from './on-air.ts';

export type Organisation = {
  readonly units: ReadonlyMap<string, Unit>;
  readonly screens: ReadonlyMap<string, ScreenRecord>;
  /** where a screen stands; the same object for all of a unit with the same tags; null: nowhere */
  place(screen: Pick<ScreenRecord, 'unitId' | 'tags'>): Place | null;
};

export type Picture = Organisation & {
  /** the store's revision when it was taken; the picture may be newer, never older */
  readonly revision: number;
  /** in playing order */
  readonly onAir: readonly OnAir[];
  readonly media: ReadonlyMap<string, MediaInfo>;
  /** what applies at a place, in playing order */
  applying(place: Place): readonly OnAir[];
};

/** Media are named by their hash, so what was once read about them stays true. */
type KnownMedia = Map<string, MediaInfo>;

async function readOrganisation(store: Store): Promise<Organisation> {
  const [unitList, screenList] = await Promise.all([
    store.units.list(everything),
    store.screens.list(everything),
  ]);
  const units = new Map(unitList.map((unit) => [unit.id, unit]));
  const byUnitAndTags = new Map<string, Place>();
  const byScreen = new WeakMap<object, Place>();
  const lookUp = (unit: Unit, tags: readonly string[]): Place => {
    const key = JSON.stringify([unit.id, ...tags]);
    let place = byUnitAndTags.get(key);
    if (!place) {
      place = placeOf(unit, units, tags);
      byUnitAndTags.set(key, place);
    }
    return place;
  };
  return {
    units,
    screens: new Map(screenList.map((screen) => [screen.id, screen])),
    place(screen) {
      let place = byScreen.get(screen);
      if (!place) {
        const unit = units.get(screen.unitId);
        if (!unit) return null;
        place = lookUp(unit, screen.tags);
        byScreen.set(screen, place);
      }
      return place;
    },
  };
}

async function readPicture(
  store: Store,
  organisation: Organisation | null,
  known: KnownMedia,
): Promise<Picture> {
  const revision = await store.revision.current();
  const [{ units, screens, place }, publications] = await Promise.all([
    organisation ?? readOrganisation(store),
    store.publications.current(everything),
  ]);
  const [approved, media] = await Promise.all([
    readApproved(store, publications),
    readMedia(store, publications, known),
  ]);
  const all = publications.map((each) => onAir(each, { approved, media })).toSorted(playingOrder);
  const byPlace = new Map<Place, readonly OnAir[]>();
  return {
    revision,
    units,
    screens,
    place,
    onAir: all,
    media,
    applying(here) {
      let applying = byPlace.get(here);
      if (!applying) {
        applying = all.filter(({ audience, unitId }) => applies(audience, unitId, here));
        byPlace.set(here, applying);
      }
      return applying;
    },
  };
}

async function readApproved(store: Store, publications: readonly Publication[]) {
  const ids = new Set(publications.flatMap(({ assets }) => assets.flat()));
  const assets = ids.size === 0 ? [] : await store.assets.getMany(everything, [...ids]);
  return new Set(assets.filter(({ decision }) => decision === 'approved').map(({ id }) => id));
}

async function readMedia(
  store: Store,
  publications: readonly Publication[],
  known: KnownMedia,
): Promise<KnownMedia> {
  const named = new Set(publications.flatMap(({ items }) => items.flatMap(mediaOf)));
  for (const sha256 of known.keys()) if (!named.has(sha256)) known.delete(sha256);
  const missing = [...named].filter((sha256) => !known.has(sha256));
  if (missing.length > 0) {
    for (const [sha256, info] of await store.media.getMany(missing)) known.set(sha256, info);
  }
  return new Map(known);
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
type Doubt = 'nothing' | 'publications' | 'everything';

/**
 * Keeps the picture fresh. The bus calls its listeners in the order in which they subscribed, so
 * whoever subscribes after this finds the picture in doubt already when it hears of a change.
 */
export function keepPictures(store: Store, bus: Bus): Pictures {
  const media: KnownMedia = new Map();
  let held: Picture | null = null;
  let doubt: Doubt = 'everything';
  let taking: Promise<Picture> | null = null;

  const take = async (): Promise<Picture> => {
    for (;;) {
      const doubted = doubt;
      doubt = 'nothing';
      try {
        const taken = await readPicture(store, doubted === 'publications' ? held : null, media);
        if (doubt === 'nothing') {
          held = taken;
          return taken;
        }
        // A change came while it was being taken: its mark may or may not be in it.
        doubt = worse(doubt, doubted);
      } catch (error) {
        doubt = worse(doubt, doubted);
        throw error;
      }
    }
  };
  const subscriptions = [
    bus.subscribe((change) => {
      doubt = worse(doubt, doubtAfter(change));
    }),
    bus.onGap(() => {
      doubt = 'everything';
    }),
  ];

  const current = async (): Promise<Picture> => {
    if (held && doubt === 'nothing' && !taking) return held;
    taking ??= take().finally(() => {
      taking = null;
    });
    return taking;
  };

  return {
    current,
    fresh() {
      doubt = 'everything';
      return current();
    },
    published() {
      doubt = worse(doubt, 'publications');
    },
    stop() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function doubtAfter(change: Change): Doubt {
  switch (change.kind) {
    case 'programme':
      return change.only ?? 'everything';
    case 'screenChanged':
    case 'screenRemoved':
      return 'everything';
    case 'identify':
    case 'asset':
    case 'waiting':
      return 'nothing';
  }
}

function worse(a: Doubt, b: Doubt): Doubt {
  if (a === 'everything' || b === 'everything') return 'everything';
  return a === 'publications' || b === 'publications' ? 'publications' : 'nothing';
}
