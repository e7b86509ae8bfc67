/** What a screen's idle card and its support need to know about the screen itself. */
import type { ScreenRecord } from '#server/store/port.ts';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import type { Picture, Pictures } from './picture.ts';

export type Profiles = {
  /** unknown screens are left out */
  of(screenIds: readonly string[]): Promise<Map<string, ScreenProfile>>;
};

export function createProfiles(pictures: Pictures): Profiles {
  return {
    async of(screenIds) {
      let picture = await pictures.current();
      // Somebody was paired a moment ago, or was removed.
      if (screenIds.some((id) => !picture.screens.has(id))) picture = await pictures.fresh();
      const profiles = new Map<string, ScreenProfile>();
      for (const id of screenIds) {
        const screen = picture.screens.get(id);
        const profile = screen && profileOf(screen, picture);
        if (profile) profiles.set(id, profile);
      }
      return profiles;
    },
  };
}

/** A screen in a hall bears the school's name; where in the school it stands is its place. */
export function profileOf(screen: ScreenRecord, picture: Picture): ScreenProfile | null {
  const unit = picture.units.get(screen.unitId);
  const place = picture.place(screen);
  if (!unit || !place) return null;
  const { windows, jitterMinutes, atATime } = picture.downloads(place);
  const school = place.school === null ? undefined : picture.units.get(place.school);
  return {
    screenName: screen.name,
    unitName: (school ?? unit).name,
    placeName: school && school.id !== unit.id ? unit.name : null,
    zone: place.zone,
    locale: 'vi',
    kind: screen.kind,
    viewing: screen.viewing,
    captions: screen.captions,
    trimDb: screen.trimDb,
    downloads: { windows, jitterMs: jitterMinutes * 60_000, atATime },
  };
}
