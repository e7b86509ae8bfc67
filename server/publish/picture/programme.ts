/**
 * What is on air, as the compiler takes it. Publications never change, so only new ones are read; and
 * while nobody has decided on assets, what is known of them is known. So a change costs what is new.
 */
import { everything } from '#server/access/scope.ts';
import type { Publication, Store } from '#server/store/port.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { type OnAir, onAir, playingOrder } from '../on-air.ts';
import type { Recall } from '../recalls.ts';
import { originsFor } from '../web-origins.ts';

export type OnAirNow = {
  /** in playing order; the same objects as before for what has not changed */
  readonly onAir: readonly OnAir[];
  readonly media: ReadonlyMap<string, MediaInfo>;
  readonly recalls: readonly Recall[];
};

type Known = { readonly publication: Publication; readonly onAir: OnAir };

export class ProgrammeReader {
  readonly #store: Store;
  #known = new Map<string, Known>();
  #sorted: readonly OnAir[] = [];
  /** ids of the assets that are shown, there and approved */
  #approved = new Set<string>();
  /** media are named by their hash, so what was once read about them stays true */
  #media = new Map<string, MediaInfo>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param assets may have been decided on, or removed, since the last time */
  async read(assets: 'decided' | 'asBefore'): Promise<OnAirNow> {
    const ids = await this.#store.publications.currentIds(everything);
    const missing = ids.filter((id) => !this.#known.has(id));
    const added =
      missing.length === 0 ? [] : await this.#store.publications.getMany(everything, missing);
    if (assets === 'decided') await this.#readAll(ids, added);
    else await this.#add(ids, added);
    // approving the same bytes again takes them off the list; so it is always read
    const recalls = await this.#store.recalls.since(0);
    return { onAir: this.#sorted, media: this.#media, recalls };
  }

  /** Everything anew but what never changes. */
  async #readAll(ids: readonly string[], added: readonly Publication[]): Promise<void> {
    const byId = new Map(added.map((publication) => [publication.id, publication]));
    const publications = ids.flatMap(
      (id) => byId.get(id) ?? this.#known.get(id)?.publication ?? [],
    );
    this.#approved = await this.#approvedOf(publications);
    const before = this.#media;
    const named = new Set(publications.flatMap(({ items }) => items.flatMap(mediaOf)));
    this.#media = new Map([...before].filter(([sha256]) => named.has(sha256)));
    await this.#readMedia(publications);
    const known = this.#known;
    this.#known = new Map();
    const origins = await originsFor(this.#store, publications);
    for (const publication of publications) {
      const now = onAir(publication, { approved: this.#approved, media: this.#media, origins });
      const earlier = known.get(now.id)?.onAir;
      const same = earlier?.key === now.key ? earlier : now;
      this.#known.set(now.id, { publication, onAir: same });
    }
    this.#sorted = [...this.#known.values()].map((each) => each.onAir).sort(playingOrder);
  }

  /** What was put on the air or taken off; all else is as it was. */
  async #add(ids: readonly string[], added: readonly Publication[]): Promise<void> {
    if (added.length === 0 && ids.length === this.#known.size) return;
    // what was known of their assets may be from before they were off the air
    const approved = await this.#approvedOf(added);
    for (const id of added.flatMap(({ assets }) => assets.flat())) {
      if (approved.has(id)) this.#approved.add(id);
      else this.#approved.delete(id);
    }
    await this.#readMedia(added);
    const current = new Set(ids);
    for (const id of this.#known.keys()) if (!current.has(id)) this.#known.delete(id);
    const origins = await originsFor(this.#store, added);
    for (const publication of added) {
      const now = onAir(publication, { approved: this.#approved, media: this.#media, origins });
      this.#known.set(now.id, { publication, onAir: now });
    }
    this.#sorted = [...this.#known.values()].map((each) => each.onAir).sort(playingOrder);
  }

  async #approvedOf(publications: readonly Publication[]): Promise<Set<string>> {
    const shown = new Set(publications.flatMap(({ assets }) => assets.flat()));
    if (shown.size === 0) return new Set();
    const assets = await this.#store.assets.getMany(everything, [...shown]);
    return new Set(assets.filter(({ decision }) => decision === 'approved').map(({ id }) => id));
  }

  /** Into a map of its own: whoever holds an earlier picture goes on with what it had. */
  async #readMedia(publications: readonly Publication[]): Promise<void> {
    const named = new Set(publications.flatMap(({ items }) => items.flatMap(mediaOf)));
    const missing = [...named].filter((sha256) => !this.#media.has(sha256));
    if (missing.length === 0) return;
    this.#media = new Map([...this.#media, ...(await this.#store.media.getMany(missing))]);
  }
}
