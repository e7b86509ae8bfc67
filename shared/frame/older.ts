/**
 * [F14] Manifests of version 2 in terms of version 3: a screen whose player was renewed while its
 * server is away goes on with the programme that it holds.
 */

/** Answers with the value as it is when it is no manifest of version 2; nothing is checked here. */
export function inTodaysTerms(value: unknown): unknown {
  if (!isRecord(value) || value['version'] !== 2 || !Array.isArray(value['items'])) return value;
  const life = { from: value['from'], until: value['until'] };
  return {
    ...value,
    version: 3,
    items: value['items'].map((item) => (isRecord(item) ? itemInTodaysTerms(item, life) : item)),
    tracks: isRecord(value['tracks']) ? { ...value['tracks'], voice: [] } : value['tracks'],
    recalled: [],
  };
}

/** What the item does not say, as it was meant when it could not be said. */
export function itemInTodaysTerms(
  item: Record<string, unknown>,
  life: Record<string, unknown>,
): Record<string, unknown> {
  return { ...additions(item), life, ...item };
}

function additions({ kind }: Record<string, unknown>): Record<string, unknown> {
  switch (kind) {
    case 'video':
      return { enter: 'cut', captions: null };
    case 'image':
    case 'slide':
      return { enter: 'fade' };
    case 'audio':
      return { role: 'music' };
    default:
      return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
