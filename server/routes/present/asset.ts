/** An asset as it travels: its error worded in the asker's language. */
import type { AssetRecord } from '#server/store/port.ts';
import { type Locale, wording } from '#shared/api/problems.ts';
import type { Asset } from '#shared/api/resources.ts';

export function presentAsset({ error, ...asset }: AssetRecord, locale: Locale): Asset {
  if (error === null) return asset;
  const { code, params } = error;
  return {
    ...asset,
    error: { code, params: { ...params }, message: wording(code, locale, params) },
  };
}
