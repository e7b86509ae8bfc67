/** Which screens a filter lets through; the filter lives in the address, so that a list can be sent on. */
import { fold } from '#shared/domain/fold.ts';
import { type ScreenRow, type ScreenState, screenStates, worstFirst } from '../../screen-rows.ts';
import { subtree, type UnitRow, upwards } from '../../unit-facts.ts';

export type Filter = {
  readonly words: string;
  readonly state: ScreenState | null;
  readonly unit: string | null;
};

export const everything: Filter = { words: '', state: null, unit: null };

export function filterFrom(query: URLSearchParams): Filter {
  const state = query.get('state');
  return {
    words: query.get('q') ?? '',
    state: screenStates.find((known) => known === state) ?? null,
    unit: query.get('unit'),
  };
}

/** `?q=sanh&state=away`, or nothing for no filter. */
export function queryOf({ words, state, unit }: Filter): string {
  const query = new URLSearchParams();
  if (words.trim()) query.set('q', words.trim());
  if (state) query.set('state', state);
  if (unit) query.set('unit', unit);
  return query.size > 0 ? `?${query}` : '';
}

/** Worst first. Words are looked for in the screen, its tags and all units above it. */
export function filtered(
  screens: readonly ScreenRow[],
  units: readonly UnitRow[],
  { words, state, unit }: Filter,
): ScreenRow[] {
  const inside = unit === null ? null : subtree(units, unit);
  const asked = fold(words).split(' ').filter(Boolean);
  return screens
    .filter((screen) => {
      if (state !== null && screen.state !== state) return false;
      if (inside && !inside.has(screen.unitId)) return false;
      if (asked.length === 0) return true;
      const places = upwards(units, screen.unitId).map(({ name }) => name);
      const text = fold([screen.name, ...screen.tags, ...places].join(' '));
      return asked.every((word) => text.includes(word));
    })
    .sort(worstFirst);
}
