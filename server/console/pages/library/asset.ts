/** What the library says and shows of one file: its picture, its kind, its state, its decision. */
import { nothing, type TemplateResult } from 'lit';
import type { Asset } from '#shared/api/resources.ts';
import { mediaUrl } from '../../data/media.ts';
import type { IconName } from '../../design/icons.ts';
import { pill } from '../../design/parts.ts';
import { words } from '../../locales/words.ts';

/** A still of it, or null while there is none (and for sound). */
export function posterOf(asset: Pick<Asset, 'renditions'>): string | null {
  const find = (kind: string) => asset.renditions.find((rendition) => rendition.kind === kind);
  const still = find('poster') ?? find('image');
  return still === undefined ? null : mediaUrl(still.sha256);
}

/** The rendition that carries the content itself, as opposed to its poster. */
export function mainRendition(asset: Pick<Asset, 'kind' | 'renditions'>) {
  return asset.renditions.find((rendition) => rendition.kind === asset.kind) ?? null;
}

export function lengthOf(asset: Pick<Asset, 'kind' | 'renditions'>): number | null {
  return mainRendition(asset)?.ms ?? null;
}

const kindIcons = { video: 'video', audio: 'audio', image: 'image' } as const satisfies Record<
  string,
  IconName
>;

export function kindIcon(kind: Asset['kind']): IconName {
  return kind === null ? 'document' : kindIcons[kind];
}

export function kindName(kind: Asset['kind']): string {
  return words().library.kind[kind ?? 'unknown'];
}

/**
 * What stands between the file and the air; nothing once it is ready and approved, so that a quiet
 * library stays quiet.
 */
export function standingPill(
  asset: Pick<Asset, 'state' | 'decision' | 'progress'>,
): TemplateResult | typeof nothing {
  const said = words().library;
  if (asset.state === 'failed') return pill('bad', 'bad', said.state.failed);
  if (asset.state === 'processing')
    return pill('neutral', 'waiting', said.stateWithProgress(Math.round(asset.progress * 100)));
  return asset.decision === 'approved' ? nothing : decisionPill(asset.decision);
}

export function decisionPill(decision: Asset['decision']): TemplateResult {
  const said = words().library.decision;
  switch (decision) {
    case 'approved':
      return pill('good', 'good', said.approved);
    case 'refused':
      return pill('bad', 'bad', said.refused);
    case 'waiting':
      return pill('attention', 'waiting', said.waiting);
  }
}

/** `drowning clip.final.MP4` as a first title: without the ending, with spaces for underscores. */
export function titleFrom(filename: string): string {
  const bare = filename
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[_\s]+/g, ' ')
    .trim();
  return (bare === '' ? filename : bare).normalize('NFC').slice(0, 160);
}
