/**
 * What decided, or will decide, the programmes at an instant: the picture of today for now and what
 * comes; for the past what was on air then, and what units had set then. Units and screens are those
 * of today, and what was recalled since is recalled.
 */
import { everything } from '#server/access/scope.ts';
import type { Publication, Store } from '#server/store/port.ts';
import { mediaOf } from '#shared/frame/items.ts';
import { type OnAir, onAir, playingOrder } from '../on-air.ts';
import { houseRulesOf } from '../picture/house-rules.ts';
import { type Picture, pictureOf } from '../picture.ts';
import { originsFor } from '../web-origins.ts';

export type Moment = {
  readonly picture: Picture;
  /** what was published, whole, by id: recalled items too */
  readonly publications: ReadonlyMap<string, Publication>;
};

export async function presentMoment(store: Store, picture: Picture): Promise<Moment> {
  const publications = await store.publications.current(everything);
  return { picture, publications: byId(publications) };
}

export async function pastMoment(store: Store, today: Picture, t: number): Promise<Moment> {
  const [publications, settings] = await Promise.all([
    store.publications.onAirAt(everything, t),
    store.settings.all(everything, t),
  ]);
  const shown = await shownBy(store, publications);
  const then = publications.map((each): OnAir => onAir(each, shown)).sort(playingOrder);
  const rules = houseRulesOf(settings);
  const picture = pictureOf(today.revision, today, rules, {
    ...{ onAir: then, media: shown.media, recalls: today.recalls },
  });
  return { picture, publications: byId(publications) };
}

/** [P8] What of the things that they show is there and approved. */
export async function shownBy(store: Store, publications: readonly Publication[]) {
  const assets = [...new Set(publications.flatMap((each) => each.assets.flat()))];
  const hashes = [...new Set(publications.flatMap(({ items }) => items.flatMap(mediaOf)))];
  const [found, media, origins] = await Promise.all([
    assets.length === 0 ? [] : store.assets.getMany(everything, assets),
    store.media.getMany(hashes),
    originsFor(store, publications),
  ]);
  const approved = found.filter(({ decision }) => decision === 'approved');
  return { approved: new Set(approved.map(({ id }) => id)), media, origins };
}

function byId(publications: readonly Publication[]): ReadonlyMap<string, Publication> {
  return new Map(publications.map((publication) => [publication.id, publication]));
}
