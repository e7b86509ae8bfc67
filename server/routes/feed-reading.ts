/**
 * What a calendar program reads at the address of a feed: no account, no cookie, the address alone.
 * It shows what is on air, as far as who made the feed may still see it today.
 */
import { createHash } from 'node:crypto';
import { baseUrl, clientAddress, subscriber } from '#server/access/client.ts';
import { hashSecret } from '#server/access/secrets.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { viewerOf } from '#server/access/viewer-of.ts';
import type { AppDeps } from '#server/deps.ts';
import { feedText } from '#server/publish/ical/feed.ts';
import type { PlannedWindow, Where } from '#server/publish/port.ts';
import type { Feed, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { route } from './route.ts';

const DAY_MS = 24 * 3_600_000;
const DAYS_BACK = 7;
const DAYS_AHEAD = 35;
/** Calendar programs ask again by themselves; how soon they are told not to. */
const FRESH_S = 300;

export const feedReading = route({
  method: 'get',
  path: '/feeds/{file}',
  tag: 'units',
  summary:
    'A calendar feed (iCalendar) by its secret address, which ends in .ics; for calendar programs',
  access: 'public',
  contentType: 'text/calendar',
  refuses: ['notFound', 'tooManyTries'],
  handle: async ({ c, params }, deps) => {
    const from = subscriber(clientAddress(c, deps.settings));
    await deps.limits.feed(from);
    const token = /^([\w-]{43})\.ics$/.exec(params.file)?.[1];
    const feed = token === undefined ? null : await deps.store.feeds.find(hashSecret(token));
    const found = feed && (await shown(deps, feed));
    if (!found) {
      await deps.limits.unknownFeed(from);
      throw new Refusal('notFound');
    }
    const { host } = new URL(baseUrl(c, deps.settings));
    const text = feedText({ name: found.name, at: today(deps.now()), host }, found.windows);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    const headers = { ETag: etag, 'Cache-Control': `private, max-age=${FRESH_S}` };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8' });
  },
});

/** The same all day, so that the text changes only with what airs. */
function today(now: number): number {
  return now - (now % DAY_MS);
}

type Shown = { readonly name: string; readonly windows: readonly PlannedWindow[] };

/** null: who made it may see it no more, or it is not there any more */
async function shown(deps: AppDeps, { createdBy, subject }: Feed): Promise<Shown | null> {
  const { store, planner, now } = deps;
  const person = await store.people.findById(createdBy);
  if (person === null || person.disabledAt !== null) return null;
  const viewer = viewerOf(person);
  const target = await targetOf(store, viewer, subject);
  if (target === null) return null;
  const start = today(now());
  const windows = await planner.windows(viewer.scope('schedule.read'), target.where, {
    from: start - DAYS_BACK * DAY_MS,
    to: start + DAYS_AHEAD * DAY_MS,
  });
  return (
    windows && { name: target.name, windows: windows.filter(({ state }) => state === 'onAir') }
  );
}

async function targetOf(
  store: Store,
  viewer: Viewer,
  { kind, id }: Feed['subject'],
): Promise<{ readonly name: string; readonly where: Where } | null> {
  const openUnit = async (unitId: string) => {
    const unit = await store.units.get(viewer.scope('schedule.read'), unitId);
    return unit?.closedAt === null ? unit : null;
  };
  if (kind === 'unit') {
    const unit = await openUnit(id);
    return unit && { name: unit.name, where: { unitId: id } };
  }
  const screen = await store.screens.get(viewer.scope('screen.read'), id);
  const unit = screen && (await openUnit(screen.unitId));
  return unit && { name: `${unit.name}, ${screen.name}`, where: { screenId: id } };
}
