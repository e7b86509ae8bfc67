/** The order in which names are listed: as in a Vietnamese dictionary, `Lớp 2` before `Lớp 10`. */

const vietnamese = new Intl.Collator('vi', { numeric: true });

type Named = { readonly id: string; readonly name: string };

/** Compares by name; the same name twice keeps one order, by id. */
export function byName(a: Named, b: Named): number {
  return vietnamese.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
