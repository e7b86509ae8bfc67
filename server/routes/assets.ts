/** The library: what was uploaded, and the decision on whether it may air. Uploads are `./uploads.ts`. */
import { z } from 'zod';
import { refuseUsedAsset } from '#server/access/in-use.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { FORGOTTEN_AFTER } from '#server/publish/recalls.ts';
import type { AssetRecord, Store } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import {
  AssetChange,
  AssetDecision,
  AssetDecisionInput,
  AssetKind,
  AssetState,
  Id,
} from '#shared/api/resources.ts';
import { ThemeId } from '#shared/domain/themes.ts';
import { change, fieldsOf, given } from './change.ts';
import { Asset } from './openapi/components.ts';
import { presentAsset } from './present/asset.ts';
import { QueryLimit, type RouteDeps, route } from './route.ts';
import { requireThemes } from './themes.ts';

const PAGE = 60;

export const assetRoutes = [
  route({
    method: 'get',
    path: '/api/assets',
    tag: 'assets',
    summary: 'The library, newest first; `q` finds words without their diacritics',
    access: { action: 'asset.read' },
    query: z.object({
      q: z.string().max(200).optional(),
      kind: AssetKind.optional(),
      state: AssetState.optional(),
      decision: AssetDecision.optional(),
      unit: Id.optional(),
      theme: ThemeId.optional(),
      limit: QueryLimit.optional(),
      /** `next` of the page before */
      after: Id.optional(),
    }),
    answer: z.object({ assets: z.array(Asset), next: Id.nullable() }),
    handle: async ({ scope, locale, query }, { store }) => {
      const { q, unit, limit = PAGE, after, ...filter } = query;
      const found = await store.assets.list(
        scope,
        { ...filter, words: q, unitId: unit },
        { limit, after },
      );
      return {
        assets: found.map((asset) => presentAsset(asset, locale)),
        next: found.length === limit ? (found.at(-1)?.id ?? null) : null,
      };
    },
  }),

  route({
    method: 'get',
    path: '/api/assets/{id}',
    tag: 'assets',
    summary: 'One file: its processing, its renditions, its decision',
    access: { action: 'asset.read', subject: 'asset' },
    answer: Asset,
    handle: ({ subject, locale }) => presentAsset(subject, locale),
  }),

  route({
    method: 'patch',
    path: '/api/assets/{id}',
    tag: 'assets',
    summary: 'Changes title and themes',
    access: { action: 'asset.edit', subject: 'asset' },
    body: AssetChange,
    answer: Asset,
    handle: async ({ viewer, scope, subject, locale, body }, deps) => {
      await requireThemes(deps.store, body.themes ?? []);
      return change(deps, viewer.person.id, async (tx) => {
        const after = await tx.assets.update(scope, subject.id, given(body));
        if (after === null) throw new Refusal('notFound');
        return {
          result: presentAsset(after, locale),
          audit: {
            ...entry('asset.edit', after),
            before: fieldsOf(subject, 'title', 'themes'),
            after: fieldsOf(after, 'title', 'themes'),
          },
        };
      });
    },
  }),

  route({
    method: 'delete',
    path: '/api/assets/{id}',
    tag: 'assets',
    summary: 'Removes a file that no playlist uses and no screen shows',
    access: { action: 'asset.edit', subject: 'asset' },
    refuses: ['stillInUse'],
    handle: async ({ viewer, scope, subject, locale }, deps) =>
      change(deps, viewer.person.id, async (tx) => {
        await refuseUsedAsset({ store: tx, viewer, locale }, subject);
        const unit = await tx.units.get(scope, subject.unitId);
        await tx.assets.remove(scope, subject.id);
        if (airs(subject)) await recall(tx, subject, deps.now());
        return {
          result: undefined,
          programmeOf: airs(subject) ? [unit?.path[0] ?? subject.unitId] : [],
          audit: {
            ...entry('asset.remove', subject),
            before: fieldsOf(subject, 'title', 'filename', 'sha256'),
            after: null,
          },
          tell: [{ kind: 'waiting', unitId: subject.unitId }],
        };
      }),
  }),

  route({
    method: 'post',
    path: '/api/assets/{id}/decision',
    tag: 'assets',
    summary: 'Approves or refuses exactly the bytes that the decider saw',
    access: { action: 'asset.decide', subject: 'asset' },
    body: AssetDecisionInput,
    answer: Asset,
    refuses: ['contentChanged', 'notReady'],
    handle: async ({ viewer, subject, locale, body }, deps) => {
      const { decision, sha256, reason = null } = body;
      if (sha256 !== subject.sha256) throw new Refusal('contentChanged');
      // nobody can have seen what is not there to be seen yet
      if (decision === 'approved' && subject.state !== 'ready') throw new Refusal('notReady');
      if (decision === 'refused' && !reason) {
        throw new Refusal('invalid', {}, [{ path: 'reason', code: 'required', message: '' }]);
      }
      const asset = await decide(deps, viewer, subject, { decision, reason });
      return presentAsset(asset, locale);
    },
  }),

  route({
    method: 'delete',
    path: '/api/assets/{id}/decision',
    tag: 'assets',
    summary: 'Takes a decision back: the file waits again, and leaves every screen',
    access: { action: 'asset.decide', subject: 'asset' },
    answer: Asset,
    handle: async ({ viewer, subject, locale }, deps) => {
      const asset = await decide(deps, viewer, subject, { decision: 'waiting', reason: null });
      return presentAsset(asset, locale);
    },
  }),
];

async function decide(
  deps: RouteDeps,
  viewer: Viewer,
  subject: AssetRecord,
  { decision, reason }: Pick<AssetRecord, 'decision' | 'reason'>,
): Promise<AssetRecord> {
  const scope = viewer.scope('asset.decide');
  const decided = decision !== 'waiting';
  return change(deps, viewer.person.id, async (tx) => {
    const before = await tx.assets.get(scope, subject.id);
    const after = await tx.assets.update(scope, subject.id, {
      decision,
      reason,
      decidedBy: decided ? viewer.person.id : null,
      decidedAt: decided ? deps.now() : null,
    });
    if (before === null || after === null) throw new Refusal('notFound');
    const unit = await tx.units.get(scope, after.unitId);
    if (airs(before) && !airs(after)) await recall(tx, before, deps.now());
    return {
      result: after,
      audit: {
        ...entry(decided ? 'asset.decide' : 'asset.undecide', after),
        before: fieldsOf(before, 'decision', 'reason', 'sha256'),
        after: { ...fieldsOf(after, 'decision', 'reason'), sha256: subject.sha256 },
      },
      // a clip may be in programmes of units far above its own: all below the root are looked at
      programmeOf: airs(before) === airs(after) ? [] : [unit?.path[0] ?? after.unitId],
      tell: [{ kind: 'waiting', unitId: after.unitId }],
    };
  });
}

export const airs = ({ decision }: AssetRecord) => decision === 'approved';

/** [P30] No screen shows these bytes any more, not even one that goes on with an older programme. */
export async function recall(tx: Store, { renditions }: AssetRecord, at: number): Promise<void> {
  await tx.recalls.forget(at - FORGOTTEN_AFTER);
  await tx.recalls.add(
    renditions.map(({ sha256 }) => sha256),
    at,
  );
}

function entry(action: string, asset: AssetRecord) {
  return {
    action,
    subject: { kind: 'asset', id: asset.id, name: asset.title },
    unitId: asset.unitId,
  };
}
