/** The resources under their names in the OpenAPI document; routes answer with these schemas. */
import '@hono/zod-openapi';
import { z } from 'zod';
import * as explanation from '#shared/api/explanation.ts';
import * as planning from '#shared/api/planning.ts';
import { Problem as ProblemSchema } from '#shared/api/problems.ts';
import * as rehearsal from '#shared/api/rehearsal.ts';
import * as resources from '#shared/api/resources.ts';
import { Theme as ThemeSchema } from '#shared/domain/themes.ts';

/** A copy, because only schemas made after the library was loaded can take a name. */
const named = <Schema extends z.ZodType>(name: string, schema: Schema): Schema =>
  schema.clone().openapi(name);

export const Unit = named('Unit', resources.Unit);
export const Person = named('Person', resources.Person);
export const Session = named('Session', resources.Session);
export const ApiToken = named('ApiToken', resources.ApiToken);
export const Asset = named('Asset', resources.Asset);
export const Playlist = named('Playlist', resources.Playlist);
export const Schedule = named('Schedule', resources.Schedule);
export const Screen = named('Screen', resources.Screen);
export const Timeline = named('Timeline', resources.Timeline);
export const Pairing = named('Pairing', resources.Pairing);
export const PairingToken = named('PairingToken', resources.PairingToken);
export const PlayRecord = named('PlayRecord', resources.PlayRecord);
export const AuditEntry = named('AuditEntry', resources.AuditEntry);
export const Reach = named('Reach', resources.Reach);
export const Theme = named('Theme', ThemeSchema);
export const Explanation = named('Explanation', explanation.Explanation);
export const Rehearsal = named('Rehearsal', rehearsal.Rehearsal);
export const Unmet = named('Unmet', rehearsal.Unmet);
/** A schedule that was put on air, and what of the promises can't be kept there. */
export const Aired = named(
  'Aired',
  z.object({
    schedule: Schedule,
    publicationId: resources.Id.nullable(),
    /** in the audience of what was on air before and of what is now */
    screens: z.int(),
    unmet: z.array(Unmet),
  }),
);
export const Warning = named('Warning', rehearsal.Warning);
export const PlannedWindow = named('PlannedWindow', planning.PlannedWindow);
export const FrameAnswer = named('FrameAnswer', planning.FrameAnswer);
export const ScheduleVersion = named('ScheduleVersion', planning.ScheduleVersion);
export const ImportedDrafts = named('ImportedDrafts', planning.ImportedDrafts);
export const CalendarFeed = named('CalendarFeed', planning.CalendarFeed);
export const Problem = named('Problem', ProblemSchema);
