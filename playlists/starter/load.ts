/**
 * Reads the starter province: texts in, a province or mistakes out, nothing else touched. A file with
 * a mistake is left out as a whole and named with line and reason; the rest loads. Without units and
 * people there is nothing to load: then the province is null.
 */
import type { z } from 'zod';
import type { SlideTemplate } from '#playlists/templates/template.ts';
import type { AirPolicy } from '#shared/domain/air-policy.ts';
import type { Frequency } from '#shared/domain/airing-mode.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { Theme } from '#shared/domain/themes.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level, UnitKind } from '#shared/domain/units.ts';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { dated, dayOf } from './dates.ts';
import {
  CalendarFile,
  PlaylistFile,
  PolicyFile,
  ProvinceFile,
  SchedulesFile,
  ThemesFile,
  TimetableFile,
  weekdays,
} from './files.ts';
import type { Mistake } from './mistakes.ts';
import { complaints, readSource, type Source, shaped } from './source.ts';

export type StarterUnit = {
  readonly slug: string;
  /** null for the province itself */
  readonly parent: string | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly levels: readonly Level[];
  readonly tags: readonly string[];
  readonly zone: string | null;
};
export type StarterPerson = ProvinceFile['people'][number];
export type StarterPlaylist = PlaylistFile & { readonly slug: string };
export type StarterSchedule = Pick<
  SchedulesFile[number],
  'playlist' | 'unit' | 'audience' | 'priority' | 'publish'
> & {
  readonly when: When;
  readonly frequency: Frequency | null;
};
/** What a unit, by its slug, sets for itself and those below. */
export type StarterSetting<Value> = { readonly unit: string; readonly value: Value };

export type Starter = {
  /** parents before their children; the first is the province */
  readonly units: readonly StarterUnit[];
  readonly people: readonly StarterPerson[];
  readonly themes: readonly Theme[];
  readonly playlists: readonly StarterPlaylist[];
  readonly schedules: readonly StarterSchedule[];
  readonly calendars: readonly StarterSetting<Calendar>[];
  readonly timetables: readonly StarterSetting<Timetable>[];
  readonly policies: readonly StarterSetting<AirPolicy>[];
};

export type StarterTexts = {
  /**
   * `province.yaml`, `themes.yaml`, `schedules.yaml`, `playlists/<slug>.yaml` and, where there are any,
   * `calendar.yaml`, `timetable.yaml`, `policy.yaml` -> text
   */
  readonly files: ReadonlyMap<string, string>;
  /** file names of the clips that are there */
  readonly clips: ReadonlySet<string>;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
  /** the first start, ms: its day in the province's zone is the day that dates count from */
  readonly now: number;
};

export function readStarter(texts: StarterTexts): {
  readonly starter: Starter | null;
  readonly mistakes: readonly Mistake[];
} {
  const mistakes: Mistake[] = [];
  /** the value of a file without a mistake, else null; what is wrong is noted */
  const accept = <T>(
    source: Source,
    read: { readonly value: T } | { readonly mistakes: readonly Mistake[] },
    check: (value: T) => readonly Mistake[],
  ): T | null => {
    const found = 'value' in read ? check(read.value) : read.mistakes;
    mistakes.push(...found.filter(({ file }) => file === source.file));
    return 'value' in read && found.length === 0 ? read.value : null;
  };
  const source = (file: string): Source => {
    const text = texts.files.get(file);
    if (text !== undefined) return readSource(file, text);
    const empty = readSource(file, '');
    return { ...empty, mistakes: [empty.mistake([], 'missingFile')] };
  };

  const provinceSource = source('province.yaml');
  const province = accept(provinceSource, shaped(provinceSource, ProvinceFile), (value) =>
    checkProvince(provinceSource, value),
  );
  const themesSource = source('themes.yaml');
  const themeTree = accept(themesSource, shaped(themesSource, ThemesFile), (value) =>
    checkThemes(themesSource, value),
  );
  const today = dayOf(texts.now, province?.zone ?? 'UTC');
  const units = province ? flatten(province) : [];
  const themes = (themeTree ?? []).flatMap(({ themes: below, ...area }) => [
    themeOf(area, null),
    ...below.map((theme) => themeOf(theme, area.id)),
  ]);
  const known: Known = {
    units: province && new Map(units.map((unit) => [unit.slug, unit])),
    themes: themeTree && new Set(themes.map(({ id }) => id)),
    clips: texts.clips,
    templates: texts.templates,
  };

  const playlistFiles = [...texts.files.keys()].filter((file) => playlistName.test(file)).sort();
  const playlists = playlistFiles.flatMap((file): StarterPlaylist[] => {
    const written = source(file);
    const playlist = { ...written, data: dated(written.data, today) };
    const value = accept(playlist, shaped(playlist, PlaylistFile), (it) =>
      checkPlaylist(playlist, it, known),
    );
    const slug = playlistName.exec(file)![1]!;
    // themes that were refused with their file are not missed
    return value ? [{ slug, ...value, themes: known.themes ? value.themes : [] }] : [];
  });

  const schedulesSource = source('schedules.yaml');
  const named = new Set(playlistFiles.map((file) => playlistName.exec(file)![1]!));
  const schedules = accept(schedulesSource, shaped(schedulesSource, SchedulesFile), (value) =>
    checkSchedules(schedulesSource, value, { units: known.units, playlists: named }),
  );
  /** what units set, of a file that may be missing */
  const set = <Value>(
    file: string,
    schema: z.ZodType<StarterSetting<Value>[]>,
  ): StarterSetting<Value>[] => {
    if (!texts.files.has(file)) return [];
    const written = source(file);
    return (
      accept(written, shaped(written, schema), (value) => checkSet(written, value, known)) ?? []
    );
  };
  const calendars = set('calendar.yaml', CalendarFile);
  const timetables = set('timetable.yaml', TimetableFile);
  const policies = set('policy.yaml', PolicyFile);
  if (!province) return { starter: null, mistakes };
  const loaded = new Set(playlists.map(({ slug }) => slug));
  return {
    starter: {
      units,
      people: province.people,
      themes,
      playlists,
      schedules: (schedules ?? [])
        // a schedule of a playlist that was refused is refused with it
        .filter(({ playlist }) => loaded.has(playlist))
        .map((schedule) => scheduleOf(schedule, today)),
      calendars,
      timetables,
      policies,
    },
    mistakes,
  };
}

const playlistName = /^playlists\/([a-z0-9]+(?:-[a-z0-9]+)*)\.ya?ml$/;

type Known = {
  /** null: their file was refused, so nothing can be said about references to them */
  readonly units: ReadonlyMap<string, StarterUnit> | null;
  readonly themes: ReadonlySet<string> | null;
  readonly clips: ReadonlySet<string>;
  readonly templates: ReadonlyMap<string, SlideTemplate>;
};

function flatten({ units, zone }: ProvinceFile): StarterUnit[] {
  const below = (entries: ProvinceFile['units'], parent: string | null): StarterUnit[] =>
    entries.flatMap(({ id, units: children, ...unit }) => [
      { ...unit, slug: id, parent, zone: parent === null ? zone : null },
      ...below(children, id),
    ]);
  return below(units, null);
}

function themeOf({ id, vi, en }: { id: string; vi: string; en: string }, parent: string | null) {
  return { id, name: { vi, en }, parent };
}

function scheduleOf(entry: SchedulesFile[number], today: string): StarterSchedule {
  const { playlist, unit, audience, priority, publish } = entry;
  const { days, hours, periods, among, from = today, until = null } = entry;
  const { atLeast, atMostPerHour, minutesApart } = entry;
  const numbers = days.map((day) => weekdays.indexOf(day) + 1).sort((a, b) => a - b);
  const when = { ...plainWhen, days: [...new Set(numbers)], hours, periods, among, from, until };
  const promised = atLeast !== null || atMostPerHour !== null || minutesApart !== null;
  const frequency = promised ? { atLeast, atMostPerHour, minutesApart } : null;
  return { playlist, unit, audience, priority, publish, when, frequency };
}

/** Each unit is known and sets a thing once. */
function checkSet(
  source: Source,
  entries: readonly { readonly unit: string }[],
  { units }: Pick<Known, 'units'>,
): Mistake[] {
  return entries.flatMap(({ unit }, index) => {
    const path = [index, 'unit'];
    if (units && !units.has(unit)) return [source.mistake(path, 'unknownUnit', { name: unit })];
    const twice = entries.findIndex((each) => each.unit === unit) < index;
    return twice ? [source.mistake(path, 'duplicate', { name: unit })] : [];
  });
}

function checkProvince(source: Source, province: ProvinceFile): Mistake[] {
  const seen = new Set<string>();
  const found: Mistake[] = [];
  const walk = (entries: ProvinceFile['units'], path: readonly (string | number)[]) => {
    for (const [index, { id, units }] of entries.entries()) {
      if (seen.has(id))
        found.push(source.mistake([...path, index, 'id'], 'duplicate', { name: id }));
      seen.add(id);
      walk(units, [...path, index, 'units']);
    }
  };
  walk(province.units, ['units']);
  const emails = new Set<string>();
  for (const [index, { email, roles }] of province.people.entries()) {
    const path = ['people', index];
    if (emails.has(email))
      found.push(source.mistake([...path, 'email'], 'duplicate', { name: email }));
    emails.add(email);
    for (const [n, { at }] of roles.entries())
      if (!seen.has(at))
        found.push(source.mistake([...path, 'roles', n, 'at'], 'unknownUnit', { name: at }));
  }
  if (!province.people.some((person) => administers(person, province.units[0]!.id)))
    found.push(source.mistake(['people'], 'noAdministrator'));
  return found;
}

/** Whether the person may do everything, everywhere. */
export function administers({ roles }: StarterPerson, root: string): boolean {
  return roles.some(({ role, at }) => role === 'admin' && at === root);
}

function checkThemes(source: Source, areas: ThemesFile): Mistake[] {
  const seen = new Set<string>();
  const once = (id: string, path: readonly (string | number)[]) => {
    const twice = seen.has(id);
    seen.add(id);
    return twice ? [source.mistake([...path, 'id'], 'duplicate', { name: id })] : [];
  };
  return areas.flatMap(({ id, themes }, index) => [
    ...once(id, [index]),
    ...themes.flatMap((theme, n) => once(theme.id, [index, 'themes', n])),
  ]);
}

function checkPlaylist(source: Source, playlist: PlaylistFile, known: Known): Mistake[] {
  const { units, themes, clips, templates } = known;
  const found: Mistake[] = [];
  if (units && !units.has(playlist.unit))
    found.push(source.mistake(['unit'], 'unknownUnit', { name: playlist.unit }));
  for (const [index, theme] of playlist.themes.entries())
    if (themes && !themes.has(theme))
      found.push(source.mistake(['themes', index], 'unknownTheme', { name: theme }));
  for (const [index, item] of playlist.items.entries()) {
    const path = ['items', index];
    if ('clip' in item) {
      if (!clips.has(item.clip))
        found.push(source.mistake([...path, 'clip'], 'unknownClip', { name: item.clip }));
    } else if ('slide' in item) {
      const template = templates.get(item.slide);
      const parsed = template?.schema.safeParse(item.data);
      if (!parsed)
        found.push(source.mistake([...path, 'slide'], 'unknownTemplate', { name: item.slide }));
      else if (!parsed.success)
        found.push(...complaints(source, parsed.error, item.data, [...path, 'data']));
    }
  }
  return found;
}

function checkSchedules(
  source: Source,
  schedules: SchedulesFile,
  { units, playlists }: Pick<Known, 'units'> & { readonly playlists: ReadonlySet<string> },
): Mistake[] {
  return schedules.flatMap(({ playlist, unit, audience }, index) => {
    const found: Mistake[] = [];
    if (!playlists.has(playlist))
      found.push(source.mistake([index, 'playlist'], 'unknownPlaylist', { name: playlist }));
    if (!units) return found;
    if (!units.has(unit))
      return [...found, source.mistake([index, 'unit'], 'unknownUnit', { name: unit })];
    for (const [n, name] of audience.units.entries()) {
      const path = [index, 'audience', 'units', n];
      if (!units.has(name)) found.push(source.mistake(path, 'unknownUnit', { name }));
      else if (!isBelow(units, name, unit))
        found.push(source.mistake(path, 'outsideUnit', { name }));
    }
    return found;
  });
}

function isBelow(units: ReadonlyMap<string, StarterUnit>, slug: string, above: string): boolean {
  for (let at: string | null = slug; at !== null; at = units.get(at)?.parent ?? null)
    if (at === above) return true;
  return false;
}
