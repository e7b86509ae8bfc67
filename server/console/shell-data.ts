/** What the shell shows somebody: their name, where their roles lie, and the places they may go. */
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Action } from '#shared/domain/roles.ts';
import { wordsIn } from './locales/words.ts';
import { type Place, places, type ShellData } from './page.ts';

const needed: Readonly<Record<Place, Action | null>> = {
  home: null,
  library: 'asset.read',
  playlists: 'playlist.read',
  schedules: 'schedule.read',
  week: 'schedule.read',
  screens: 'screen.read',
  units: 'unit.read',
  people: 'person.read',
  history: 'audit.read',
  account: null,
};

export async function shellFor(
  deps: AppDeps,
  viewer: Viewer,
  place: Place | null,
): Promise<ShellData> {
  const { person } = viewer;
  return {
    person: { name: person.name, email: person.email },
    place,
    places: places.filter((each) => {
      const action = needed[each];
      return each !== 'account' && (action === null || viewer.mayAnywhere(action));
    }),
    roles: await rolesInWords(deps, viewer),
  };
}

/** `Biên tập, Phòng GD&ĐT huyện Phú Giáo`; of several roles, the first and how many more. */
async function rolesInWords(deps: AppDeps, viewer: Viewer): Promise<string> {
  const [first, ...more] = viewer.person.roles;
  if (!first) return '';
  const unit = await deps.store.units.get(viewer.scope('unit.read'), first.unitId);
  const role = wordsIn(viewer.locale).common.role[first.role];
  const text = unit ? `${role}, ${unit.name}` : role;
  return more.length > 0 ? `${text} +${more.length}` : text;
}
