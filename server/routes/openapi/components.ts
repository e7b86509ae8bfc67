/** The resources under their names in the OpenAPI document; routes answer with these schemas. */
import '@hono/zod-openapi';
import { Problem as ProblemSchema } from '#shared/api/problems.ts';
import * as resources from '#shared/api/resources.ts';
import { Theme as ThemeSchema } from '#shared/domain/themes.ts';

export const Unit = resources.Unit.openapi('Unit');
export const Person = resources.Person.openapi('Person');
export const Session = resources.Session.openapi('Session');
export const ApiToken = resources.ApiToken.openapi('ApiToken');
export const Asset = resources.Asset.openapi('Asset');
export const Playlist = resources.Playlist.openapi('Playlist');
export const Schedule = resources.Schedule.openapi('Schedule');
export const Screen = resources.Screen.openapi('Screen');
export const Timeline = resources.Timeline.openapi('Timeline');
export const Pairing = resources.Pairing.openapi('Pairing');
export const PairingToken = resources.PairingToken.openapi('PairingToken');
export const PlayRecord = resources.PlayRecord.openapi('PlayRecord');
export const AuditEntry = resources.AuditEntry.openapi('AuditEntry');
export const Reach = resources.Reach.openapi('Reach');
export const Theme = ThemeSchema.openapi('Theme');
export const Problem = ProblemSchema.openapi('Problem');
