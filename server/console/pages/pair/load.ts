/** Pairing: where the technician may put a screen, and the code that a scanned QR brings along. */
import type { Loaded, PageContext } from '../../page.ts';
import { type UnitRow, unitRows } from '../../unit-facts.ts';

export type PairData = {
  /** from the QR on the screen; '' when the page was opened by hand */
  readonly code: string;
  readonly units: readonly UnitRow[];
  readonly playerUrl: string;
};

const LONGEST_CODE = 20;

export async function load(context: PageContext): Promise<Loaded<PairData>> {
  const { deps, viewer, query, words, baseUrl } = context;
  return {
    title: words.screens.pairTitle,
    data: {
      code: (query.get('code') ?? '').slice(0, LONGEST_CODE),
      units: unitRows(await deps.store.units.list(viewer.scope('screen.manage'))),
      playerUrl: `${baseUrl}/player`,
    },
  };
}
