/**
 * What the compiler knows: units, screens and what is on air, held in memory and read anew from the
 * store whenever the bus says that something changed. The store stays the truth; the picture is what
 * makes answering for a thousand screens cost microseconds each.
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

export type Picture = {
  /** the store's revision when it was taken; the picture may be newer, never older */
  readonly revision: number;
  readonly units: ReadonlyMap<string, Unit>;
  readonly screens: ReadonlyMap<string, ScreenRecord>;
  /** in playing order */
  readonly onAir: readonly OnAir[];
  readonly media: ReadonlyMap<string, MediaInfo>;
  /** where a screen stands and what applies there; null: its unit is unknown */
  site(screen: Pick<ScreenRecord, 'unitId' | 'tags'>): Site | null;
};

/** A place and what applies there; the same object for all screens of a unit with the same tags. */
export type Site = { readonly place: Place; readonly onAir: readonly OnAir[] };

/** Media are named by their hash, so what was once read about them stays true. */
type KnownMedia = Map<string, MediaInfo>;

export async function takePicture(store: Store, known: KnownMedia): Promise<Picture> {
  const revision = await store.revision.current();
  const [units, screens, publications] = await Promise.all([
    store.units.list(everything),
    store.screens.list(everything),
    store.publications.current(everything),
  ]);
  const [approved, media] = await Promise.all([
    approvedOf(store, publications),
    mediaFor(store, publications, known),
  ]);
  return picture({
    revision,
    units: new Map(units.map((unit) => [unit.id, unit])),
    screens: new Map(screens.map((screen) => [screen.id, screen])),
    onAir: publications.map((each) => onAir(each, { approved, media })).toSorted(playingOrder),
    media,
  });
}

function picture(known: Omit<Picture, 'site'>): Picture {
  const sites = new Map<string, Site>();
  return {
    ...known,
    site({ unitId, tags }) {
      const unit = known.units.get(unitId);
      if (!unit) return null;
      const key = JSON.stringify([unitId, ...tags]);
      let site = sites.get(key);
      if (!site) {
        const place = placeOf(unit, known.units, tags);
        const here = known.onAir.filter((each) => applies(each.audience, each.unitId, place));
        site = { place, onAir: here };
        sites.set(key, site);
      }
      return site;
    },
  };
}

async function approvedOf(store: Store, publications: readonly Publication[]) {
  const ids = new Set(publications.flatMap(({ assets }) => assets.flat()));
  const assets = ids.size === 0 ? [] : await store.assets.getMany(everything, [...ids]);
  return new Set(assets.filter(({ decision }) => decision === 'approved').map(({ id }) => id));
}

async function mediaFor(
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
  /** what is held is in doubt */
  doubt(): void;
  stop(): void;
};

/**
 * Keeps the picture fresh. The bus calls its listeners in the order in which they subscribed, so
 * whoever subscribes after this finds the picture in doubt already when it hears of a change.
 */
export function keepPictures(store: Store, bus: Bus): Pictures {
  const media: KnownMedia = new Map();
  let held: Picture | null = null;
  let doubted = true;
  let taking: Promise<Picture> | null = null;

  const take = async (): Promise<Picture> => {
    for (;;) {
      doubted = false;
      try {
        const taken = await takePicture(store, media);
        // in doubt again while it was being taken: the change may have been missed
        if (doubted) continue;
        held = taken;
        return taken;
      } catch (error) {
        doubted = true;
        throw error;
      }
    }
  };
  const doubt = () => {
    doubted = true;
  };
  const subscriptions = [
    bus.subscribe((change) => {
      if (concernsProgrammes(change)) doubt();
    }),
    bus.onGap(doubt),
  ];

  return {
    async current() {
      if (held && !doubted && !taking) return held;
      taking ??= take().finally(() => {
        taking = null;
      });
      return taking;
    },
    doubt,
    stop: () => {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function concernsProgrammes({ kind }: Change): boolean {
  return kind === 'programme' || kind === 'screenChanged' || kind === 'screenRemoved';
}
