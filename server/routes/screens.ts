/** Screens: claiming one, where it stands, what it is expected to show. */
import { z } from 'zod';
import { hashSecret, newSecret } from '#server/access/secrets.ts';
import type { ScreenRecord } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { ScreenChange, ScreenInput } from '#shared/api/resources.ts';
import { change, fieldsOf, given } from './change.ts';
import { openUnit } from './enforce.ts';
import { Screen, Timeline } from './openapi/components.ts';
import { waitingPairing } from './pairings.ts';
import { presentScreen } from './present/screen.ts';
import { playsOf, programmeParts } from './programme-parts.ts';
import { QueryInteger, route } from './route.ts';
import { span } from './span.ts';

const TIMELINE_DAYS = 31;
const TIMELINE_ENTRIES = 5000;

export const screenRoutes = [
  route({
    method: 'get',
    path: '/api/screens',
    tag: 'screens',
    summary: 'The screens in sight and how they are',
    access: { action: 'screen.read' },
    answer: z.object({ screens: z.array(Screen) }),
    handle: async ({ scope }, { store, hub, now }) => ({
      screens: (await store.screens.list(scope)).map((s) => presentScreen(s, hub, now())),
    }),
  }),

  route({
    method: 'post',
    path: '/api/screens',
    tag: 'screens',
    summary: 'Claims the screen that shows this code',
    access: { action: 'screen.manage', unit: 'unitId' },
    body: ScreenInput,
    answer: Screen,
    status: 201,
    refuses: ['unknownUserCode', 'tooManyTries'],
    handle: async ({ viewer, scope, body }, deps) => {
      const { store, limits, hub, now, newId, randomBytes } = deps;
      const { userCode } = await waitingPairing(store, limits, viewer, body.userCode, now());
      const { unitId, name, tags, kind } = body;
      const id = newId();
      return change(deps, viewer.person.id, async (tx) => {
        await tx.screens.insert(scope, {
          id,
          unitId,
          name,
          tags,
          kind,
          pairedAt: now(),
          pairedBy: viewer.person.id,
          // nobody knows this token: the real one is made when the screen itself comes for it
          tokenHash: hashSecret(newSecret(randomBytes)),
        });
        if (!(await tx.pairings.claim(userCode, id, now()))) throw new Refusal('unknownUserCode');
        const screen = await tx.screens.get(scope, id);
        if (screen === null) throw new Refusal('notFound');
        return {
          result: presentScreen(screen, hub, now()),
          audit: { ...entry('screen.claim', screen), before: null, after: told(screen) },
          programmeOf: [unitId],
          tell: [{ kind: 'screenChanged', screenId: id, unitId }],
        };
      });
    },
  }),

  route({
    method: 'get',
    path: '/api/screens/{id}',
    tag: 'screens',
    summary: 'One screen',
    access: { action: 'screen.read', subject: 'screen' },
    answer: Screen,
    handle: ({ subject }, { hub, now }) => presentScreen(subject, hub, now()),
  }),

  route({
    method: 'patch',
    path: '/api/screens/{id}',
    tag: 'screens',
    summary: 'Renames, moves or tags a screen; says how it is read, captioned and how loud it is',
    access: { action: 'screen.manage', subject: 'screen' },
    body: ScreenChange,
    answer: Screen,
    refuses: ['unitClosed'],
    handle: async ({ viewer, scope, subject, body }, deps) => {
      const moves = body.unitId !== undefined && body.unitId !== subject.unitId;
      if (moves) await openUnit(deps.store, viewer, scope, body.unitId!);
      return change(deps, viewer.person.id, async (tx) => {
        const before = await tx.screens.get(scope, subject.id);
        const after = before && (await tx.screens.update(scope, subject.id, given(body)));
        if (!before || !after) throw new Refusal('notFound');
        return {
          result: presentScreen(after, deps.hub, deps.now()),
          audit: { ...entry('screen.edit', after), before: told(before), after: told(after) },
          programmeOf: [...new Set([before.unitId, after.unitId])],
          tell: [{ kind: 'screenChanged', screenId: after.id, unitId: after.unitId }],
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/screens/{id}',
    tag: 'screens',
    summary: 'Removes a screen: it drops what it holds and shows a pairing code again',
    access: { action: 'screen.manage', subject: 'screen' },
    handle: async ({ viewer, scope, subject }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        await tx.screens.remove(scope, subject.id);
        return {
          result: undefined,
          audit: { ...entry('screen.remove', subject), before: told(subject), after: null },
          tell: [{ kind: 'screenRemoved', screenId: subject.id }],
        };
      }),
  }),

  route({
    method: 'post',
    path: '/api/screens/{id}/identify',
    tag: 'screens',
    summary: 'Shows the screen’s name large for a while',
    access: { action: 'screen.manage', subject: 'screen' },
    body: z.object({ ms: z.int().min(1000).max(60_000).default(10_000) }),
    handle: ({ subject, body }, { bus }) => {
      bus.publish({ kind: 'identify', screenId: subject.id, ms: body.ms });
    },
  }),

  route({
    method: 'get',
    path: '/api/screens/{id}/timeline',
    tag: 'screens',
    summary:
      'What the screen is expected to show, or was told to show; 31 days and 5,000 entries at most',
    access: { action: 'screen.read', subject: 'screen' },
    query: z.object({ from: QueryInteger.optional(), to: QueryInteger.optional() }),
    answer: Timeline,
    handle: async ({ scope, subject, query }, deps) => {
      const between = span(query, deps.now(), { days: TIMELINE_DAYS, ahead: true });
      const parts = await programmeParts(deps, scope, subject.id, between);
      const entries = [...Iterator.from(playsOf(parts)).take(TIMELINE_ENTRIES + 1)];
      return {
        manifest: parts.at(-1)?.id ?? null,
        entries: entries.slice(0, TIMELINE_ENTRIES),
        more: entries.length > TIMELINE_ENTRIES,
      };
    },
  }),
];

const told = (screen: ScreenRecord) =>
  fieldsOf(screen, 'unitId', 'name', 'tags', 'kind', 'viewing', 'captions', 'trimDb');

function entry(action: string, screen: ScreenRecord) {
  return {
    action,
    subject: { kind: 'screen', id: screen.id, name: screen.name },
    unitId: screen.unitId,
  };
}
