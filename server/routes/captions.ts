/** Captions of a clip: brought as a file, kept as media of their own, a part of what is approved. */
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Viewer } from '#server/access/viewer.ts';
import { houseCaptions, LARGEST_CAPTIONS } from '#server/media/captions.ts';
import { digestFile } from '#server/media/digest.ts';
import type { AssetRecord } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import type { Rendition } from '#shared/api/resources.ts';
import { airs, recall } from './assets.ts';
import { change } from './change.ts';
import { Asset } from './openapi/components.ts';
import { presentAsset } from './present/asset.ts';
import { type RouteDeps, route } from './route.ts';

const types: ReadonlySet<string> = new Set(['text/vtt', 'application/x-subrip', 'text/plain']);

export const captionRoutes = [
  route({
    method: 'put',
    path: '/api/assets/{id}/captions',
    tag: 'assets',
    summary:
      'Captions of a clip, as WebVTT or SubRip (256 KB at most); they take the place of others',
    access: { action: 'asset.edit', subject: 'asset' },
    sends: 'text/vtt',
    answer: Asset,
    refuses: ['notCaptions', 'notReady'],
    handle: async ({ c, viewer, subject, locale }, deps) => {
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (!types.has(type)) throw new Refusal('unsupportedType');
      // while it is processed its renditions are about to be written anew
      if (subject.state !== 'ready') throw new Refusal('notReady');
      if (subject.kind !== 'video') throw new Refusal('notCaptions');
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (bytes.length > LARGEST_CAPTIONS) throw new Refusal('requestTooLarge');
      const text = await houseCaptions(bytes);
      if (text === null) throw new Refusal('notCaptions');
      const captions = await keep(deps, text);
      return presentAsset(await captioned(deps, viewer, subject, captions), locale);
    },
  }),

  route({
    method: 'delete',
    path: '/api/assets/{id}/captions',
    tag: 'assets',
    summary: 'Takes the captions off a clip',
    access: { action: 'asset.edit', subject: 'asset' },
    answer: Asset,
    handle: async ({ viewer, subject, locale }, deps) =>
      presentAsset(await captioned(deps, viewer, subject, null), locale),
  }),
];

const ofCaptions = ({ kind }: Rendition) => kind === 'captions';

/** [P31] Other words on the screen are other content: whoever may not approve them leaves it waiting. */
async function captioned(
  deps: RouteDeps,
  viewer: Viewer,
  { id }: AssetRecord,
  captions: Rendition | null,
): Promise<AssetRecord> {
  const scope = viewer.scope('asset.edit');
  return change(deps, viewer.person.id, async (tx) => {
    const before = await tx.assets.get(scope, id);
    const unit = before && (await tx.units.get(scope, before.unitId));
    if (!before) throw new Refusal('notFound');
    const earlier = before.renditions.find(ofCaptions) ?? null;
    const same = earlier?.sha256 === captions?.sha256;
    const mayDecide = viewer.may('asset.decide', unit?.path ?? []);
    const waits = !same && !mayDecide && before.decision !== 'waiting';
    const renditions = before.renditions.filter((each) => !ofCaptions(each));
    const after = await tx.assets.update(scope, id, {
      renditions: captions === null ? renditions : [...renditions, captions],
      ...(waits && { decision: 'waiting', decidedBy: null, decidedAt: null, reason: null }),
    });
    if (!after) throw new Refusal('notFound');
    const recalled = waits && airs(before);
    if (recalled) await recall(tx, before, deps.now());
    return {
      result: after,
      audit: {
        action: 'asset.caption',
        subject: { kind: 'asset', id, name: after.title },
        unitId: after.unitId,
        before: { captions: earlier?.sha256 ?? null, decision: before.decision },
        after: { captions: captions?.sha256 ?? null, decision: after.decision },
      },
      programmeOf: recalled ? [unit?.path[0] ?? after.unitId] : [],
      tell: waits ? [{ kind: 'waiting', unitId: after.unitId }] : [],
    };
  });
}

/** Into the media store, and its facts into the store: they may be there before they are named. */
async function keep({ store, media, now }: RouteDeps, text: string): Promise<Rendition> {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'bangtin-captions-'));
  try {
    const file = path.join(folder, 'captions.vtt');
    await fs.writeFile(file, text);
    const { sha256, bytes, chunks } = await digestFile(file);
    await media.adopt(file, sha256);
    const info = { bytes, type: 'text/vtt', ms: null };
    await store.media.put(sha256, { ...info, chunks: [...chunks] }, now());
    return { kind: 'captions', sha256, ...info, width: null, height: null };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
