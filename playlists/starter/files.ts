/** The shapes of the starter's files, as a person writes them. Unknown words are mistakes. */
import { z } from 'zod';
import { Email, RoleAt } from '#shared/api/resources.ts';
import { Tag } from '#shared/domain/audience.ts';
import { Priority } from '#shared/domain/priorities.ts';
import { ThemeId } from '#shared/domain/themes.ts';
import { Level, UnitKind, Zone } from '#shared/domain/units.ts';
import { DateText, Hours } from '#shared/domain/when.ts';

/** how files name units, playlists and themes to one another */
const Slug = ThemeId;
const Name = z.string().trim().min(1).max(160);

type UnitEntry = {
  id: string;
  name: string;
  kind: z.infer<typeof UnitKind>;
  levels: z.infer<typeof Level>[];
  tags: string[];
  units: UnitEntry[];
};
const UnitEntry: z.ZodType<UnitEntry> = z.strictObject({
  id: Slug,
  name: Name,
  kind: UnitKind,
  levels: z.array(Level).max(5).default([]),
  tags: z.array(Tag).max(20).default([]),
  get units() {
    return z.array(UnitEntry).default([]);
  },
}) as unknown as z.ZodType<UnitEntry>;

export const ProvinceFile = z.strictObject({
  zone: Zone,
  units: z.array(UnitEntry).length(1),
  people: z
    .array(
      z.strictObject({
        name: Name,
        email: Email,
        locale: z.enum(['vi', 'en']).default('vi'),
        roles: z.array(z.strictObject({ role: RoleAt.shape.role, at: Slug })).min(1),
      }),
    )
    .min(1),
});
export type ProvinceFile = z.infer<typeof ProvinceFile>;

const theme = {
  id: ThemeId,
  vi: z.string().trim().min(1).max(120),
  en: z.string().trim().min(1).max(120),
};
export const ThemesFile = z.array(
  z.strictObject({ ...theme, themes: z.array(z.strictObject(theme)).default([]) }),
);
export type ThemesFile = z.infer<typeof ThemesFile>;

/** `seconds`: how long it is shown, when not as long as the clip, or as reading it takes */
const seconds = z.number().min(1).max(3600).optional();
const themes = z.array(ThemeId).max(20);
export const PlaylistFile = z.strictObject({
  unit: Slug,
  name: Name,
  themes: themes.default([]),
  items: z
    .array(
      z.union([
        z.strictObject({ clip: z.string().min(1).max(120), title: Name, seconds }),
        z.strictObject({
          slide: z.string().min(1).max(64),
          data: z.record(z.string(), z.unknown()),
          seconds,
        }),
        z.strictObject({ ticker: z.string().trim().min(1).max(300), seconds }),
      ]),
    )
    .min(1)
    .max(500),
});
export type PlaylistFile = z.infer<typeof PlaylistFile>;

/** in the order of ISO weekdays, Monday first */
export const weekdays = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const;

const HoursText = z
  .string()
  .regex(/^\d{2}:\d{2}-\d{2}:\d{2}$/)
  .transform((text) => ({ start: text.slice(0, 5), end: text.slice(6) }))
  .pipe(Hours);

export const SchedulesFile = z.array(
  z
    .strictObject({
      playlist: Slug,
      unit: Slug,
      audience: z
        .strictObject({
          units: z.array(Slug).max(500).default([]),
          levels: z.array(Level).max(5).default([]),
          tags: z.array(Tag).max(20).default([]),
        })
        .default({ units: [], levels: [], tags: [] }),
      days: z.array(z.enum(weekdays)).min(1).max(7),
      hours: z.array(HoursText).min(1).max(24),
      from: DateText.optional(),
      until: DateText.optional(),
      priority: Priority.default('ordinary'),
      publish: z.boolean().default(true),
    })
    .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
      message: 'datesReversed',
      path: ['until'],
    }),
);
export type SchedulesFile = z.infer<typeof SchedulesFile>;
