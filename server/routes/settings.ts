/**
 * What units set for themselves and those below: calendar, timetable, air policy, downloads, pages of
 * other sites; version by version.
 */
import type { z } from 'zod';
import { inherited } from '#server/access/inherited.ts';
import { maySetShares } from '#server/access/shares.ts';
import type { Store } from '#server/store/port.ts';
import {
  settingAnswer as answerOf,
  settingHistory as historyOf,
  settingInput as inputOf,
  type SettingAnswer,
} from '#shared/api/planning.ts';
import { Refusal } from '#shared/api/problems.ts';
import {
  type SettingKind,
  type SettingValue,
  settingKinds,
  type Unit,
} from '#shared/api/resources.ts';
import { settingProblems } from '#shared/api/setting-problems.ts';
import {
  inheritedCalendar,
  inheritedDownloads,
  inheritedPolicy,
  inheritedTimetable,
  inheritedWeb,
} from '#shared/domain/inherited.ts';
import { change } from './change.ts';
import { nameOf } from './present/person.ts';
import { type Route, route } from './route.ts';
import { refuseWrong } from './wrong.ts';

const summaries: Record<SettingKind, string> = {
  calendar: 'The school calendar of a unit: terms, holidays, make-up days, examinations',
  timetable: 'The school day of a unit: periods by level and weekday',
  policy: 'How office and school share the screens of a unit, when they are quiet, loud or off',
  downloads: 'When and how the screens of a unit fetch media',
  web: 'Whose pages screens may show; set by the unit at the top alone',
};

function settingRoutesOf<Kind extends SettingKind>(kind: Kind): Route[] {
  // the schemas' types are those of one kind at a time, which a generic function can't follow
  const body = inputOf(kind) as unknown as z.ZodType<{
    version: number;
    value: SettingValue<Kind> | null;
  }>;
  const answer = answerOf(kind).openapi(`${kind[0]!.toUpperCase()}${kind.slice(1)}Setting`);
  const history = historyOf(kind) as unknown as z.ZodType<
    unknown,
    { versions: { version: number; value: unknown; at: number; by: string | null }[] }
  >;
  return [
    route({
      method: 'get',
      path: `/api/units/{id}/${kind}` as '/api/units/{id}/calendar',
      tag: 'units',
      summary: `${summaries[kind]}; its own, what it inherits, and what holds`,
      access: { action: 'unit.read', subject: 'unit' },
      answer: answer as unknown as z.ZodType<unknown, SettingAnswer<Kind>>,
      handle: ({ subject }, { store }) => present(store, subject, kind),
    }),

    route({
      method: 'put',
      path: `/api/units/{id}/${kind}` as '/api/units/{id}/calendar',
      tag: 'units',
      summary: `${summaries[kind]}: sets a new version; null takes it back`,
      access: { action: 'setting.edit', subject: 'unit' },
      body,
      answer: answer as unknown as z.ZodType<unknown, SettingAnswer<Kind>>,
      refuses: ['editedMeanwhile', 'unitClosed'],
      handle: async ({ viewer, scope, subject, body }, deps) => {
        const { version, value } = body;
        if (subject.closedAt !== null) throw new Refusal('unitClosed');
        if (kind === 'web' && subject.parentId !== null) {
          refuseWrong([{ path: 'origins', code: 'originsFromAbove', params: {} }], 'value');
        }
        if (value !== null) refuseWrong(settingProblems(kind, value), 'value');
        return change(deps, viewer.person.id, async (tx) => {
          const before = await tx.settings.get(scope, subject.id, kind);
          if (!sameShares(before?.value, value) && !(await maySetShares(tx, viewer, subject))) {
            refuseWrong([{ path: 'airtime', code: 'sharesFromAbove', params: {} }], 'value');
          }
          const after = await tx.settings.put<Kind>(scope, version, {
            ...{ unitId: subject.id, kind, value, at: deps.now(), by: viewer.person.id },
          } as never);
          if (after === 'edited') throw new Refusal('editedMeanwhile');
          return {
            result: await present(tx, subject, kind),
            audit: {
              action: `${kind}.edit`,
              subject: { kind: 'unit', id: subject.id, name: subject.name },
              unitId: subject.id,
              before: before?.value ?? null,
              after: value,
            },
            programmeOf: [subject.id],
            // whose pages are allowed decides which items are on air at all
            ...(kind === 'web' ? {} : { only: 'settings' as const }),
          };
        });
      },
    }),

    route({
      method: 'get',
      path: `/api/units/{id}/${kind}/history` as '/api/units/{id}/calendar/history',
      tag: 'units',
      summary: `${summaries[kind]}: every version, newest first`,
      access: { action: 'unit.read', subject: 'unit' },
      answer: history,
      handle: async ({ viewer, scope, subject }, { store }) => ({
        versions: await Promise.all(
          (await store.settings.history(scope, subject.id, kind)).map(async (each) => ({
            ...each,
            byName: await nameOf(store, viewer, each.by),
          })),
        ),
      }),
    }),
  ];
}

/** Whether two versions of a setting give office and school the same shares; most say nothing of them. */
function sameShares(before: object | null | undefined, after: object | null): boolean {
  const shares = (value: object | null | undefined) =>
    value && 'airtime' in value ? value.airtime : null;
  return JSON.stringify(shares(before)) === JSON.stringify(shares(after));
}

export const settingRoutes: readonly Route[] = settingKinds.flatMap((kind) =>
  settingRoutesOf(kind),
);

async function present<Kind extends SettingKind>(
  store: Store,
  unit: Unit,
  kind: Kind,
): Promise<SettingAnswer<Kind>> {
  const layers = await inherited(store, unit, kind);
  const own = layers.at(-1)?.unitId === unit.id ? layers.at(-1)! : null;
  return {
    ...{ unitId: unit.id, kind, version: own?.version ?? 0, value: own?.value ?? null },
    ...{ at: own?.at ?? null, by: own?.by ?? null },
    holds: together(
      kind,
      layers.flatMap(({ value }) => (value === null ? [] : [value])),
    ),
    inherited: layers.flatMap(({ unitId, unitName, value }) =>
      unitId === unit.id || value === null ? [] : [{ unitId, unitName, value }],
    ),
  };
}

const merge: { [Kind in SettingKind]: (layers: SettingValue<Kind>[]) => SettingValue<Kind> } = {
  calendar: inheritedCalendar,
  timetable: inheritedTimetable,
  policy: inheritedPolicy,
  downloads: inheritedDownloads,
  web: inheritedWeb,
};

function together<Kind extends SettingKind>(
  kind: Kind,
  layers: SettingValue<Kind>[],
): SettingValue<Kind> {
  return (merge[kind] as (layers: SettingValue<Kind>[]) => SettingValue<Kind>)(layers);
}
