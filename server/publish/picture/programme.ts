/**
 * What is on air, as the compiler takes it. Publications never change, so only new ones are read; and
 * while nobody has decided on assets, what is known of them is known.
 */
import { everything } from '#server/access/scope.ts';
import type { Publication, Store } from '#server/store/port.ts';
import { mediaOf } from '#shared/frame/items.ts';
import type { MediaInfo } from '#shared/frame/manifest.ts';
import { type OnAir, onAir, playingOrder } from '../on-air.ts';

export type OnAirNow = {
  /** in playing order; the same objects as before for what has not changed */
  readonly onAir: readonly OnAir[];
  readonly media: ReadonlyMap<string, MediaInfo>;
};

export class ProgrammeReader {
  readonly #store: Store;
  #publications = new Map<string, Publication>();
  #onAir = new Map<string, OnAir>();
  /** whether each asset that is shown is there and approved */
  #approved = new Map<string, boolean>();
  /** media are named by their hash, so what was once read about them stays true */
  #media = new Map<string, MediaInfo>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param assets may have been decided on, or removed, since the last time */
  async read(assets: 'decided' | 'asBefore'): Promise<OnAirNow> {
    const publications = await this.#readPublications();
    if (assets === 'decided') this.#approved.clear();
    await this.#readApproved(publications);
    await this.#readMedia(publications);
    const approved = { has: (id: string) => this.#approved.get(id) === true };
    const before = this.#onAir;
    this.#onAir = new Map();
    for (const publication of publications) {
      const known = before.get(publication.id);
      if (known && assets === 'asBefore') {
        this.#onAir.set(known.id, known);
        continue;
      }
      const now = onAir(publication, { approved, media: this.#media });
      this.#onAir.set(now.id, known?.key === now.key ? known : now);
    }
    return {
      onAir: [...this.#onAir.values()].sort(playingOrder),
      media: new Map(this.#media),
    };
  }

  async #readPublications(): Promise<Publication[]> {
    const ids = await this.#store.publications.currentIds(everything);
    const missing = ids.filter((id) => !this.#publications.has(id));
    const found = new Map(this.#publications);
    if (missing.length > 0) {
      for (const publication of await this.#store.publications.getMany(everything, missing)) {
        found.set(publication.id, publication);
      }
    }
    this.#publications = new Map(
      ids.flatMap((id) => {
        const publication = found.get(id);
        return publication ? [[id, publication] as const] : [];
      }),
    );
    return [...this.#publications.values()];
  }

  async #readApproved(publications: readonly Publication[]): Promise<void> {
    const shown = new Set(publications.flatMap(({ assets }) => assets.flat()));
    for (const id of this.#approved.keys()) if (!shown.has(id)) this.#approved.delete(id);
    const missing = [...shown].filter((id) => !this.#approved.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#approved.set(id, false);
    for (const { id, decision } of await this.#store.assets.getMany(everything, missing)) {
      this.#approved.set(id, decision === 'approved');
    }
  }

  async #readMedia(publications: readonly Publication[]): Promise<void> {
    const named = new Set(publications.flatMap(({ items }) => items.flatMap(mediaOf)));
    for (const sha256 of this.#media.keys()) if (!named.has(sha256)) this.#media.delete(sha256);
    const missing = [...named].filter((sha256) => !this.#media.has(sha256));
    if (missing.length === 0) return;
    for (const [sha256, info] of await this.#store.media.getMany(missing)) {
      this.#media.set(sha256, info);
    }
  }
}
