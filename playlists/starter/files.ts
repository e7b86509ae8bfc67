/** The shapes of the starter's files, as a person writes them. Unknown words are mistakes. */
import { z } from 'zod';
import { Email, RoleAt } from '#shared/api/resources.ts';
import { AirPolicy } from '#shared/domain/air-policy.ts';
import { Frequency } from '#shared/domain/airing-mode.ts';
import { Tag } from '#shared/domain/audience.ts';
import { Calendar } from '#shared/domain/calendar.ts';
import { PeriodId, type Session } from '#shared/domain/periods.ts';
import { Priority } from '#shared/domain/priorities.ts';
import { ThemeId } from '#shared/domain/themes.ts';
import { Period, Timetable } from '#shared/domain/timetable.ts';
import { Level, UnitKind, Zone } from '#shared/domain/units.ts';
import { DateText, DayKind, Hours } from '#shared/domain/when.ts';

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
      hours: z.array(HoursText).max(24).default([]),
      periods: z.array(PeriodId).max(20).default([]),
      among: DayKind.default('any'),
      atLeast: Frequency.shape.atLeast.default(null),
      atMostPerHour: Frequency.shape.atMostPerHour.default(null),
      minutesApart: Frequency.shape.minutesApart.default(null),
      from: DateText.optional(),
      until: DateText.optional(),
      priority: Priority.default('ordinary'),
      publish: z.boolean().default(true),
    })
    .refine(({ hours, periods }) => hours.length + periods.length > 0, {
      message: 'noTimes',
      path: ['hours'],
    })
    .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
      message: 'datesReversed',
      path: ['until'],
    }),
);
export type SchedulesFile = z.infer<typeof SchedulesFile>;

// ── what units set for themselves and those below ───────────────────────────────────────────────

const Weekdays = z
  .array(z.enum(weekdays))
  .min(1)
  .max(7)
  .transform((days) => [...new Set(days)].map(numberOf).sort((a, b) => a - b));

function numberOf(day: (typeof weekdays)[number]): number {
  return weekdays.indexOf(day) + 1;
}

/** `10/3`: day and month */
const DayAndMonth = z
  .string()
  .regex(/^\d{1,2}\/\d{1,2}$/)
  .transform((text) => {
    const [day, month] = text.split('/').map(Number);
    return { day: day!, month: month! };
  });

/** `on` by the solar calendar, or `lunar` */
const YearlyEntry = z.union([
  z
    .strictObject({ name: Name, on: DayAndMonth, off: z.boolean().default(false) })
    .transform(({ on, ...rest }) => ({ ...rest, on: { calendar: 'solar' as const, ...on } })),
  z
    .strictObject({ name: Name, lunar: DayAndMonth, off: z.boolean().default(false) })
    .transform(({ lunar, ...rest }) => ({ ...rest, on: { calendar: 'lunar' as const, ...lunar } })),
]);

const dates = { name: Name, from: DateText, until: DateText };
const DecidedEntry = z.union([
  z
    .strictObject({ ...dates, off: z.literal(true) })
    .transform(({ off: _, ...rest }) => ({ ...rest, kind: { is: 'off' as const } })),
  z.strictObject({ ...dates, school: z.enum(weekdays) }).transform(({ school, ...rest }) => ({
    ...rest,
    kind: { is: 'school' as const, as: numberOf(school) },
  })),
  z
    .strictObject({ ...dates, exam: z.literal(true) })
    .transform(({ exam: _, ...rest }) => ({ ...rest, kind: { is: 'exam' as const } })),
]);

/** What a unit sets, under the unit's name. */
function ofUnit<Value>(
  fields: z.ZodRawShape,
  value: z.ZodType<Value>,
): z.ZodType<{ unit: string; value: Value }[]> {
  const entry = z
    .strictObject({ unit: Slug, ...fields })
    .transform(({ unit, ...written }, context) => {
      // by hand, so that complaints name the place in the file
      const parsed = value.safeParse(written);
      if (parsed.success) return { unit, value: parsed.data };
      for (const issue of parsed.error.issues)
        context.issues.push({ ...issue, input: written } as z.core.$ZodRawIssue);
      return z.NEVER;
    });
  return z.array(entry) as unknown as z.ZodType<{ unit: string; value: Value }[]>;
}

export const CalendarFile = ofUnit(
  {
    weekdays: Weekdays.nullable().default(null),
    terms: z.array(z.strictObject(dates)).nullable().default(null),
    yearly: z.array(YearlyEntry).default([]),
    decided: z.array(DecidedEntry).default([]),
  },
  Calendar,
);

/** `07:00-07:35 lesson Tiết 1`: hours, period, and what it is called here */
const periodsOf = (session: Session) =>
  z
    .array(
      z
        .string()
        .regex(/^\d{2}:\d{2}-\d{2}:\d{2} [a-z0-9-]+( .+)?$/u)
        .transform((text): unknown => {
          const [hours, period, ...label] = text.split(' ');
          const [start, end] = hours!.split('-');
          return { session, start, end, period, label: label.join(' ') };
        })
        .pipe(Period),
    )
    .default([]);
const held = {
  morning: periodsOf('morning'),
  boarding: periodsOf('boarding'),
  afternoon: periodsOf('afternoon'),
};
const TemplateEntry = z
  .strictObject({ name: Name, levels: z.array(Level).max(5).default([]), days: Weekdays, ...held })
  .transform(together);
const ExceptionEntry = z
  .strictObject({ name: Name, levels: z.array(Level).max(5).default([]), date: DateText, ...held })
  .transform(together);

function together<Day extends Record<keyof typeof held, Period[]>>(day: Day) {
  const { morning, boarding, afternoon, ...rest } = day;
  return { ...rest, periods: [...morning, ...boarding, ...afternoon] };
}

export const TimetableFile = ofUnit(
  {
    templates: z.array(TemplateEntry).default([]),
    exceptions: z.array(ExceptionEntry).default([]),
  },
  Timetable,
);

/** a period by its name, or hours */
const StretchText = z.union([
  HoursText.transform((hours) => ({ hours })),
  PeriodId.transform((period) => ({ period })),
]);
const OnHoursEntry = z.array(z.strictObject({ days: Weekdays, hours: z.array(HoursText) }));

export const PolicyFile = ofUnit(
  {
    airtime: AirPolicy.shape.airtime.default(null),
    sound: z
      .strictObject({
        quiet: z.array(StretchText).default([]),
        volumes: z.array(z.strictObject({ at: StretchText, volume: z.int() })).default([]),
        volume: z.int().default(100),
      })
      .nullable()
      .default(null),
    screens: OnHoursEntry.nullable().default(null),
    speakers: OnHoursEntry.nullable().default(null),
  },
  AirPolicy,
);
