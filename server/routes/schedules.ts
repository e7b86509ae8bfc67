/** Schedules: which playlist airs where and when. Drafts until they are published. */
import { z } from 'zod';
import type { Viewer } from '#server/access/viewer.ts';
import type { ScheduleRecord, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { ReachInput, ScheduleChange, ScheduleInput } from '#shared/api/resources.ts';
import { change, fieldsOf, given } from './change.ts';
import { Aired, Reach, Schedule } from './openapi/components.ts';
import { presentOneSchedule, presentSchedules } from './present/schedule.ts';
import { route } from './route.ts';
import { checkSchedule } from './schedule-checks.ts';

export const scheduleRoutes = [
  route({
    method: 'get',
    path: '/api/schedules',
    tag: 'schedules',
    summary: 'The schedules in sight, and what is on air of each',
    access: { action: 'schedule.read' },
    answer: z.object({ schedules: z.array(Schedule) }),
    handle: async ({ viewer, scope }, { store }) => ({
      schedules: await presentSchedules(
        store,
        { scope, playlists: viewer.scope('playlist.read') },
        await store.schedules.list(scope),
      ),
    }),
  }),

  route({
    method: 'post',
    path: '/api/schedules',
    tag: 'schedules',
    summary: 'Drafts a schedule',
    access: { action: 'schedule.edit', unit: 'unitId' },
    body: ScheduleInput,
    answer: Schedule,
    status: 201,
    handle: async ({ viewer, scope, body }, deps) => {
      await checkSchedule(deps.store, viewer, body.unitId, body, body);
      const schedule: ScheduleRecord = {
        ...body,
        id: deps.newId(),
        version: 1,
        updatedAt: deps.now(),
        publicationId: null,
      };
      return change(deps, viewer.person.id, async (tx) => {
        await tx.schedules.insert(scope, schedule);
        return {
          result: await presentOneSchedule(tx, readable(viewer), schedule),
          audit: {
            ...(await entry('schedule.create', schedule, tx, viewer)),
            before: null,
            after: told(schedule),
          },
        };
      });
    },
  }),

  route({
    method: 'get',
    path: '/api/schedules/{id}',
    tag: 'schedules',
    summary: 'One schedule',
    access: { action: 'schedule.read', subject: 'schedule' },
    answer: Schedule,
    handle: ({ viewer, subject }, { store }) =>
      presentOneSchedule(store, readable(viewer), subject),
  }),

  route({
    method: 'patch',
    path: '/api/schedules/{id}',
    tag: 'schedules',
    summary: 'Edits the version that it names; what is on air stays until it is published again',
    access: { action: 'schedule.edit', subject: 'schedule' },
    body: ScheduleChange,
    answer: Schedule,
    refuses: ['editedMeanwhile'],
    handle: async ({ viewer, scope, subject, body }, deps) => {
      const { version, ...wanted } = body;
      if (version !== subject.version) throw new Refusal('editedMeanwhile');
      const whole = { ...subject, ...given(wanted) };
      await checkSchedule(deps.store, viewer, subject.unitId, wanted, whole);
      return change(deps, viewer.person.id, async (tx) => {
        const updatedAt = deps.now();
        const edit = { ...given(wanted), updatedAt };
        const after = await tx.schedules.update(scope, subject.id, version, edit);
        if (after === 'edited') throw new Refusal('editedMeanwhile');
        if (after === null) throw new Refusal('notFound');
        return {
          result: await presentOneSchedule(tx, readable(viewer), after),
          audit: {
            ...(await entry('schedule.edit', after, tx, viewer)),
            before: told(subject),
            after: told(after),
          },
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/schedules/{id}',
    tag: 'schedules',
    summary: 'Removes a schedule; one that is on air must be taken off first',
    access: { action: 'schedule.edit', subject: 'schedule' },
    refuses: ['onAir'],
    handle: async ({ viewer, scope, subject }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        const now = await tx.schedules.get(scope, subject.id);
        if (now?.publicationId) throw new Refusal('onAir');
        const audit = await entry('schedule.remove', subject, tx, viewer);
        await tx.schedules.remove(scope, subject.id);
        return { result: undefined, audit: { ...audit, before: told(subject), after: null } };
      }),
  }),

  route({
    method: 'post',
    path: '/api/schedules/{id}/publish',
    tag: 'schedules',
    summary: 'Puts the schedule and its playlist, as they are now, on air',
    access: { action: 'schedule.publish', subject: 'schedule' },
    answer: Aired,
    refuses: ['nothingToPublish', 'notReady', 'invalid'],
    handle: async ({ viewer, scope, subject }, { store, publisher, planner }) => {
      const { publicationId, screens } = await publisher.publish(
        scope,
        subject.id,
        viewer.person.id,
      );
      return {
        schedule: await read(store, viewer, subject.id),
        ...{ publicationId, screens, unmet: await planner.unmet(subject.id) },
      };
    },
  }),

  route({
    method: 'delete',
    path: '/api/schedules/{id}/publish',
    tag: 'schedules',
    summary: 'Takes the schedule off the air',
    access: { action: 'schedule.publish', subject: 'schedule' },
    answer: z.object({ schedule: Schedule, screens: z.int() }),
    handle: async ({ viewer, scope, subject }, { store, publisher }) => {
      const { screens } = await publisher.withdraw(scope, subject.id, viewer.person.id);
      return { schedule: await read(store, viewer, subject.id), screens };
    },
  }),

  route({
    method: 'post',
    path: '/api/reach',
    tag: 'schedules',
    summary: 'How many schools and screens an audience reaches',
    access: { action: 'schedule.read', unit: 'unitId' },
    body: ReachInput,
    answer: Reach,
    handle: async ({ viewer, scope, body }, { store, programmes }) => {
      await checkSchedule(store, viewer, body.unitId, body, null);
      return programmes.reach(scope, body.unitId, body.audience);
    },
  }),
];

const readable = (viewer: Viewer) => ({
  scope: viewer.scope('schedule.read'),
  playlists: viewer.scope('playlist.read'),
});

async function read(store: Store, viewer: Viewer, id: string) {
  const record = await store.schedules.get(viewer.scope('schedule.read'), id);
  if (record === null) throw new Refusal('notFound');
  return presentOneSchedule(store, readable(viewer), record);
}

const told = (schedule: ScheduleRecord) =>
  fieldsOf(
    schedule,
    'playlistId',
    'audience',
    'when',
    'mode',
    'priority',
    'secondsPerHour',
    'frequency',
    'sound',
  );

/** A schedule has no name of its own: it is known by its playlist's. */
async function entry(action: string, schedule: ScheduleRecord, store: Store, viewer: Viewer) {
  const playlist = await store.playlists.get(viewer.scope('playlist.read'), schedule.playlistId);
  return {
    action,
    subject: { kind: 'schedule', id: schedule.id, name: playlist?.name ?? '' },
    unitId: schedule.unitId,
  };
}
