/** What the library listens for among the live news of the server. */
export type AssetNews =
  | { readonly kind: 'asset'; readonly assetId: string }
  /** whatever else the stream tells */
  | { readonly kind: 'other' };
