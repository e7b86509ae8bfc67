/**
 * A screen as lists show it: one state out of all that it says about itself. The same function makes
 * the row on the server and, when news of a screen comes, in the browser.
 */
import type { Screen } from '#shared/api/resources.ts';

/**
 * onAir: shows its programme. idle: connected, nothing scheduled now. fetching: media are on their
 * way. trouble: connected and says what is wrong. away: not connected. never: paired, not seen since.
 */
export const screenStates = ['trouble', 'away', 'never', 'fetching', 'idle', 'onAir'] as const;
export type ScreenState = (typeof screenStates)[number];

export type ScreenRow = {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly state: ScreenState;
  readonly lastSeenAt: number | null;
  /** what it was last told to play; null: nothing yet */
  readonly manifest: string | null;
};

export function screenState(screen: Screen): ScreenState {
  if (!screen.online) return screen.lastSeenAt === null ? 'never' : 'away';
  const { status } = screen;
  if (screen.acknowledged === 'refused' || status?.problem) return 'trouble';
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
    state: screenState(screen),
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
