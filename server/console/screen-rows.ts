/**
 * A screen as lists show it: one state out of all that it says about itself. The same function makes
 * the row on the server and, when news of a screen comes, in the browser.
 */
import type { Screen } from '#shared/api/resources.ts';

/**
 * onAir: shows its programme. idle: connected, nothing scheduled now. fetching: media are on their
 * way. trouble: connected and something is wrong. away: not connected. never: paired, not seen since.
 */
export const screenStates = ['trouble', 'away', 'never', 'fetching', 'idle', 'onAir'] as const;
export type ScreenState = (typeof screenStates)[number];

export type ScreenRow = {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly kind: Screen['kind'];
  readonly state: ScreenState;
  /** what a person has to see to, besides the trouble that it tells in its own words */
  readonly needs: readonly Need[];
  readonly lastSeenAt: number | null;
  /** what it was last told to play; null: nothing yet */
  readonly manifest: string | null;
};

/** full: there was no room for something that it is to show. unsure: it does not know the time. */
export type Need = 'full' | 'unsure';

export function needsOf({ online, status }: Pick<Screen, 'online' | 'status'>): Need[] {
  if (!online || status === null) return [];
  const needs: Need[] = [];
  if (status.storage.full) needs.push('full');
  if (status.clock.trust === 'unsure') needs.push('unsure');
  return needs;
}

export function screenState(screen: Screen): ScreenState {
  if (!screen.online) return screen.lastSeenAt === null ? 'never' : 'away';
  const { status } = screen;
  if (screen.acknowledged === 'refused' || status?.problem) return 'trouble';
  if (needsOf(screen).length > 0) return 'trouble';
  if (status && status.fetching.bytes < status.fetching.of) return 'fetching';
  const showing = status && Object.values(status.onAir).some((item) => item !== null);
  return showing ? 'onAir' : 'idle';
}

export function screenRow(screen: Screen): ScreenRow {
  return {
    id: screen.id,
    unitId: screen.unitId,
    name: screen.name,
    tags: screen.tags,
    kind: screen.kind,
    state: screenState(screen),
    needs: needsOf(screen),
    lastSeenAt: screen.lastSeenAt,
    manifest: screen.manifest,
  };
}

export function connected(row: ScreenRow): boolean {
  return row.state !== 'away' && row.state !== 'never';
}

/** What needs a person first comes first; then by name. */
export function worstFirst(a: ScreenRow, b: ScreenRow): number {
  return (
    screenStates.indexOf(a.state) - screenStates.indexOf(b.state) ||
    a.name.localeCompare(b.name, 'vi', { numeric: true })
  );
}
