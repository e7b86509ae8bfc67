/**
 * One uploaded file to its renditions. What it is decides the road: a picture goes to a process of
 * its own, a clip through `clip.ts`; anything else is refused before a decoder sees it.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '#shared/api/problems.ts';
import type { AssetKind, RenditionKind } from '#shared/api/resources.ts';
import { convertClip } from './clip.ts';
import { identify } from './kinds.ts';
import type { Plan } from './recipe.ts';
import type { Tools } from './tools.ts';

export type MadeRendition = {
  readonly kind: RenditionKind;
  readonly path: string;
  readonly type: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly ms: number | null;
};
export type Made = {
  readonly kind: AssetKind;
  readonly plan: Exclude<Plan, { kind: 'refuse' }> | { readonly kind: 'image' };
  readonly renditions: readonly MadeRendition[];
};

export type Source = {
  readonly path: string;
  /** as the uploader calls it: its extension is held against the contents */
  readonly filename: string;
};

export type Conversion = {
  readonly tools: Tools;
  /** an empty folder that the caller removes afterwards */
  readonly scratch: string;
  /** 0 to 1 */
  readonly onProgress: (done: number) => void;
  readonly signal: AbortSignal;
  /** ms that converting a clip of so many ms may take */
  readonly budget: (clipMs: number) => number;
};

/**
 * Time for a clip: thirty times its length, which even 4K HEVC stays within on two cores that do much
 * else besides, but at least five minutes and at most twelve hours.
 */
export function usualBudget(clipMs: number): number {
  return Math.min(Math.max(30 * clipMs, 5 * 60_000), 12 * 60 * 60_000);
}

/** Throws Refusal when the file is to blame. */
export async function convert(source: Source, conversion: Conversion): Promise<Made> {
  if ((await fs.stat(source.path)).size === 0) throw new Refusal('fileEmpty');
  const identified = await identify(source.path, source.filename);
  switch (identified.found) {
    case 'nothing':
      throw new Refusal('fileNoMedia');
    case 'heic':
      throw new Refusal('fileHeic');
    case 'lie':
      throw new Refusal('fileLies', { claimed: identified.claimed, found: identified.inside });
    case 'picture':
      return convertPicture(source.path, conversion);
    case 'clip':
      return convertClip(source.path, conversion);
  }
}

async function convertPicture(
  input: string,
  { tools, scratch, signal, onProgress }: Conversion,
): Promise<Made> {
  const output = path.join(scratch, 'picture.webp');
  const size = await tools.picture(input, output, signal);
  onProgress(1);
  const image = { kind: 'image', path: output, type: 'image/webp', ...size, ms: null } as const;
  return { kind: 'image', plan: { kind: 'image' }, renditions: [image] };
}
