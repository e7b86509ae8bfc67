/**
 * Which manifest a screen plays from when to when: what it was told in the past, what it will be told
 * in the weeks to come.
 */
import type { Scope } from '#server/access/scope.ts';
import type { AppDeps } from '#server/deps.ts';
import { type ExpectedPlay, expectedPlays } from '#shared/frame/expected-plays.ts';
import type { Manifest, ManifestId } from '#shared/frame/manifest.ts';
import { parseManifest } from '#shared/frame/parse.ts';

export type Part = {
  readonly from: number;
  readonly to: number;
  readonly id: ManifestId;
  readonly manifest: Manifest;
};

type Span = { readonly from: number; readonly to: number };

/** In order, apart; stretches of which nothing is known are left out. */
export async function programmeParts(
  deps: AppDeps,
  scope: Scope,
  screenId: string,
  { from, to }: Span,
): Promise<Part[]> {
  const now = deps.now();
  return [
    ...(await pastParts(deps, scope, screenId, { from, to: Math.min(to, now) })),
    ...(await partsAhead(deps, scope, screenId, { from: Math.max(from, now), to })),
  ];
}

async function pastParts({ store }: AppDeps, scope: Scope, screenId: string, { from, to }: Span) {
  if (from >= to) return [];
  const told = await store.screens.told(scope, screenId, { from, to });
  const parts: Part[] = [];
  for (const [n, { manifest: id, at }] of told.entries()) {
    const body = await store.manifests.get(id);
    // of a version that this one can't read
    const parsed = body === null ? null : parseManifest(body);
    if (!parsed?.ok) continue;
    const { manifest } = parsed;
    parts.push({ from: Math.max(from, at), to: told[n + 1]?.at ?? to, id, manifest });
  }
  return parts;
}

/** A manifest holds until its end; what comes then is compiled for the weeks after it. */
async function partsAhead({ planner }: AppDeps, scope: Scope, screenId: string, span: Span) {
  const parts: Part[] = [];
  for (let from = span.from; from < span.to; ) {
    const compiled = await planner.manifestAt(scope, screenId, from);
    if (compiled === null || compiled.manifest.until <= from) break;
    const { id, manifest } = compiled;
    const to = Math.min(span.to, manifest.until);
    parts.push({ from, to, id, manifest });
    from = to;
  }
  return parts;
}

/** What airs in all parts, in order; where the manifest changes, what was on air is cut. */
export function* playsOf(parts: readonly Part[]): Generator<ExpectedPlay> {
  for (const [n, part] of parts.entries()) {
    const { manifest, from, to } = part;
    const first = n === 0 || parts[n - 1]!.to < from;
    const last = n === parts.length - 1 || parts[n + 1]!.from > to;
    for (const play of expectedPlays(manifest, from, to)) {
      const late = first ? 0 : Math.max(0, from - play.start);
      const early = !last && play.end > to;
      yield {
        ...play,
        start: play.start + late,
        offset: play.offset + late,
        end: early ? to : play.end,
        cut: play.cut || early,
      };
    }
  }
}
