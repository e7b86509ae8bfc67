/** Deciding on an asset: bound to the bytes that were seen, and taken back by one more call. */
import type { Asset } from '#shared/api/resources.ts';
import { type Answer, call } from './api.ts';

export type Verdict =
  | { readonly decision: 'approved' }
  | { readonly decision: 'refused'; readonly reason: string };

export function decide(asset: Pick<Asset, 'id' | 'sha256'>, verdict: Verdict) {
  return call<Asset>('POST', `/api/assets/${asset.id}/decision`, {
    ...verdict,
    sha256: asset.sha256,
  });
}

export function takeBack(asset: Pick<Asset, 'id'>): Promise<Answer<Asset>> {
  return call<Asset>('DELETE', `/api/assets/${asset.id}/decision`);
}
