/** What a schedule's request can get wrong beyond the shape of its fields. */
import type { Viewer } from '#server/access/viewer.ts';
import { ruleProblem } from '#server/publish/windows/rule.ts';
import type { Store } from '#server/store/port.ts';
import type { WrongField } from '#shared/api/field-problems.ts';
import { mannerProblems } from '#shared/api/manner-problems.ts';
import type { Manner } from '#shared/api/resources.ts';
import { whenProblems } from '#shared/api/when-problems.ts';
import type { Audience } from '#shared/domain/audience.ts';
import type { When } from '#shared/domain/when.ts';
import { refuseWrong } from './wrong.ts';

type Wanted = {
  readonly playlistId?: string | undefined;
  readonly audience?: Audience | undefined;
  readonly when?: When | undefined;
};

/**
 * The playlist is in sight, the audience lies below the schedule's own unit, its days can be worked
 * out, and the manner of the whole schedule fits together. Throws `invalid`.
 */
export async function checkSchedule(
  store: Store,
  viewer: Viewer,
  unitId: string,
  wanted: Wanted,
  whole: Manner | null,
): Promise<void> {
  const wrong: WrongField[] = [];
  if (wanted.playlistId !== undefined) {
    const playlist = await store.playlists.get(viewer.scope('playlist.read'), wanted.playlistId);
    if (playlist === null) wrong.push({ path: 'playlistId', code: 'unknownPlaylist', params: {} });
  }
  for (const [n, id] of (wanted.audience?.units ?? []).entries()) {
    const unit = await store.units.get(viewer.scope('unit.read'), id);
    if (unit?.path.includes(unitId)) continue;
    wrong.push({ path: `audience.units.${n}`, code: 'outsideUnit', params: {} });
  }
  if (wanted.when) {
    const fields = whenProblems(wanted.when, ruleProblem);
    wrong.push(...fields.map((field) => ({ ...field, path: `when.${field.path}` })));
  }
  if (whole) wrong.push(...mannerProblems(whole));
  refuseWrong(wrong);
}
