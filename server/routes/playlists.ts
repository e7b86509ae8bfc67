/** Playlists and their entries. Edits are versioned: nobody overwrites what they have not seen. */
import { z } from 'zod';
import { refuseUsedPlaylist } from '#server/access/in-use.ts';
import type { Viewer } from '#server/access/viewer.ts';
import type { AppDeps } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import {
  PlaylistChange,
  type PlaylistEntry,
  PlaylistInput,
  type Playlist as PlaylistRecord,
} from '#shared/api/resources.ts';
import { change, fieldsOf, given } from './change.ts';
import { checkedEntries } from './entries.ts';
import { Playlist } from './openapi/components.ts';
import { route } from './route.ts';
import { requireThemes } from './themes.ts';

export const playlistRoutes = [
  route({
    method: 'get',
    path: '/api/playlists',
    tag: 'playlists',
    summary: 'The playlists in sight',
    access: { action: 'playlist.read' },
    answer: z.object({ playlists: z.array(Playlist) }),
    handle: async ({ scope }, { store }) => ({ playlists: await store.playlists.list(scope) }),
  }),

  route({
    method: 'post',
    path: '/api/playlists',
    tag: 'playlists',
    summary: 'Makes a playlist',
    access: { action: 'playlist.edit', unit: 'unitId' },
    body: PlaylistInput,
    answer: Playlist,
    status: 201,
    handle: async ({ viewer, scope, body }, deps) => {
      await requireThemes(deps.store, body.themes);
      const playlist: PlaylistRecord = {
        ...body,
        id: deps.newId(),
        items: await entriesFor(viewer, deps.store, body.items, deps.newId),
        version: 1,
        updatedAt: deps.now(),
        updatedBy: viewer.person.id,
      };
      return change(deps, viewer.person.id, async (tx) => {
        await tx.playlists.insert(scope, playlist);
        return {
          result: playlist,
          audit: {
            ...entry('playlist.create', playlist),
            before: null,
            after: fieldsOf(playlist, 'name', 'themes', 'items'),
          },
        };
      });
    },
  }),

  route({
    method: 'get',
    path: '/api/playlists/{id}',
    tag: 'playlists',
    summary: 'One playlist',
    access: { action: 'playlist.read', subject: 'playlist' },
    answer: Playlist,
    handle: ({ subject }) => subject,
  }),

  route({
    method: 'patch',
    path: '/api/playlists/{id}',
    tag: 'playlists',
    summary: 'Edits the version that it names; what is on air stays until it is published again',
    access: { action: 'playlist.edit', subject: 'playlist' },
    body: PlaylistChange,
    answer: Playlist,
    refuses: ['editedMeanwhile'],
    handle: async ({ viewer, scope, subject, body }, deps) => {
      const { version, items: wanted, ...rest } = body;
      // told before anything else: the rest would be about a version that is gone
      if (version !== subject.version) throw new Refusal('editedMeanwhile');
      await requireThemes(deps.store, rest.themes ?? []);
      const items = wanted && (await entriesFor(viewer, deps.store, wanted, deps.newId));
      return change(deps, viewer.person.id, async (tx) => {
        const after = await tx.playlists.update(scope, subject.id, version, {
          ...given({ ...rest, items }),
          updatedAt: deps.now(),
          updatedBy: viewer.person.id,
        });
        if (after === 'edited') throw new Refusal('editedMeanwhile');
        if (after === null) throw new Refusal('notFound');
        return {
          result: after,
          audit: {
            ...entry('playlist.edit', after),
            before: fieldsOf(subject, 'name', 'themes', 'items'),
            after: fieldsOf(after, 'name', 'themes', 'items'),
          },
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/playlists/{id}',
    tag: 'playlists',
    summary: 'Removes a playlist that no schedule names',
    access: { action: 'playlist.edit', subject: 'playlist' },
    refuses: ['stillInUse'],
    handle: async ({ viewer, scope, subject, locale }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        await refuseUsedPlaylist({ store: tx, viewer, locale }, subject.id);
        await tx.playlists.remove(scope, subject.id);
        return {
          result: undefined,
          audit: {
            ...entry('playlist.remove', subject),
            before: fieldsOf(subject, 'name', 'themes', 'items'),
            after: null,
          },
        };
      }),
  }),
];

/** The entries as they are kept; throws `invalid` with the place of each mistake. */
async function entriesFor(
  viewer: Viewer,
  store: Store,
  entries: readonly PlaylistEntry[],
  newId: AppDeps['newId'],
): Promise<PlaylistEntry[]> {
  const scope = viewer.scope('asset.read');
  const ids = entries.flatMap((e) => ('assetId' in e ? [e.assetId] : []));
  const assets = new Set((await store.assets.getMany(scope, [...new Set(ids)])).map((a) => a.id));
  const { entries: checked, media, wrong } = checkedEntries(entries, assets, newId);
  const unseen = [];
  for (const { sha256, path } of media) {
    if (await store.assets.mayRead(scope, sha256)) continue;
    unseen.push({ path, code: 'unknownAsset', params: {} });
  }
  const all = [...wrong, ...unseen].map((field) => ({ ...field, message: '' }));
  if (all.length > 0) throw new Refusal('invalid', {}, all);
  return checked;
}

function entry(action: string, playlist: PlaylistRecord) {
  return {
    action,
    subject: { kind: 'playlist', id: playlist.id, name: playlist.name },
    unitId: playlist.unitId,
  };
}
