/**
 * Calendar feeds: addresses at which a calendar program reads what airs at a unit or on a screen. The
 * address is the secret: whoever has it needs no account, so it is told once and kept as a hash, and
 * it shows no more than who made it may see.
 */
import { z } from 'zod';
import { baseUrl } from '#server/access/client.ts';
import { hashSecret, newSecret } from '#server/access/secrets.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { Feed, ScreenRecord, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Unit } from '#shared/api/resources.ts';
import { change } from './change.ts';
import { CalendarFeed } from './openapi/components.ts';
import { type Route, type RouteDeps, route } from './route.ts';

const Feeds = z.object({ feeds: z.array(CalendarFeed) });

export const feedRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/units/{id}/feeds',
    tag: 'units',
    summary: 'Makes an address at which a calendar program reads the unit’s programme; told once',
    access: { action: 'schedule.read', subject: 'unit' },
    answer: CalendarFeed,
    status: 201,
    refuses: ['unitClosed'],
    handle: ({ c, viewer, subject }, deps) => {
      if (subject.closedAt !== null) throw new Refusal('unitClosed');
      return make(deps, viewer, baseUrl(c, deps.settings), {
        ...{ kind: 'unit', id: subject.id, name: subject.name, unitId: subject.id },
      });
    },
  }),

  route({
    method: 'post',
    path: '/api/screens/{id}/feeds',
    tag: 'screens',
    summary: 'Makes an address at which a calendar program reads the screen’s programme; told once',
    access: { action: 'screen.read', subject: 'screen' },
    answer: CalendarFeed,
    status: 201,
    handle: ({ c, viewer, subject }, deps) =>
      make(deps, viewer, baseUrl(c, deps.settings), {
        ...{ kind: 'screen', id: subject.id, name: subject.name, unitId: subject.unitId },
      }),
  }),

  route({
    method: 'get',
    path: '/api/units/{id}/feeds',
    tag: 'units',
    summary:
      'The unit’s feeds, without their addresses: one’s own, or all to who may set rules here',
    access: { action: 'schedule.read', subject: 'unit' },
    answer: Feeds,
    handle: async ({ viewer, scope, subject }, { store }) => ({
      feeds: (await store.feeds.list(scope, subject.id))
        .filter((feed) => mayEnd(viewer, feed, subject.path))
        .map(present),
    }),
  }),

  route({
    method: 'get',
    path: '/api/screens/{id}/feeds',
    tag: 'screens',
    summary:
      'The screen’s feeds, without their addresses: one’s own, or all to who may set rules here',
    access: { action: 'screen.read', subject: 'screen' },
    answer: Feeds,
    handle: async ({ viewer, scope, subject }, { store }) => {
      const path = await pathOf(store, viewer, subject.unitId);
      return {
        feeds: (await store.feeds.list(scope, subject.id))
          .filter((feed) => mayEnd(viewer, feed, path))
          .map(present),
      };
    },
  }),

  route({
    method: 'delete',
    path: '/api/feeds/{id}',
    tag: 'units',
    summary: 'Ends a feed: its address is not there any more',
    access: { action: 'schedule.read', subject: 'feed' },
    handle: async ({ viewer, scope, subject }, deps) => {
      const path = await pathOf(deps.store, viewer, subject.unitId);
      if (!mayEnd(viewer, subject, path)) throw new Refusal('notAllowed');
      return change(deps, viewer.person.id, async (tx) => {
        await tx.feeds.remove(scope, subject.id);
        const name = await nameOfSubject(tx, viewer, subject);
        return {
          result: undefined,
          audit: { ...entry('feed.remove', { ...subject, name }), before: null, after: null },
        };
      });
    },
  }),
];

type Target = Feed['subject'] & { readonly name: string; readonly unitId: string };

function make(deps: RouteDeps, viewer: Viewer, base: string, target: Target) {
  const { now, newId, randomBytes } = deps;
  const token = newSecret(randomBytes);
  const { kind, id, unitId, name } = target;
  const feed: Feed = {
    ...{ id: newId(), subject: { kind, id }, unitId },
    ...{ createdBy: viewer.person.id, createdAt: now() },
  };
  return change(deps, viewer.person.id, async (tx) => {
    const scope = viewer.scope('schedule.read');
    await tx.feeds.insert(scope, { ...feed, tokenHash: hashSecret(token) });
    return {
      result: { ...present(feed), url: `${base}/feeds/${token}.ics` },
      audit: { ...entry('feed.create', { ...feed, name }), before: null, after: null },
    };
  });
}

/** A feed shows its maker's view to whoever has the address: they may end it, or who sets rules there. */
function mayEnd(viewer: Viewer, feed: Feed, path: readonly string[]): boolean {
  return feed.createdBy === viewer.person.id || viewer.may('setting.edit', path);
}

async function pathOf(store: Store, viewer: Viewer, unitId: string): Promise<readonly string[]> {
  const unit = await store.units.get(viewer.scope('unit.read'), unitId);
  return unit?.path ?? [unitId];
}

async function nameOfSubject(store: Store, viewer: Viewer, { subject }: Feed): Promise<string> {
  const found: Unit | ScreenRecord | null =
    subject.kind === 'unit'
      ? await store.units.get(viewer.scope('unit.read'), subject.id)
      : await store.screens.get(viewer.scope('screen.read'), subject.id);
  return found?.name ?? '';
}

const present = ({ id, createdAt, createdBy }: Feed) => ({ id, createdAt, createdBy });

function entry(action: string, feed: Feed & { readonly name: string }) {
  return {
    action,
    subject: { kind: feed.subject.kind, id: feed.subject.id, name: feed.name },
    unitId: feed.unitId,
  };
}
