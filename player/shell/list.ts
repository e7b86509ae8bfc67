/** The list of a build's files, as `player/build` writes it and `/player/build.json` serves it. */
export type BuildList = {
  /** changes whenever one of the files does */
  readonly version: string;
  /** everything that the page loads, and the page itself, as paths of this origin */
  readonly files: readonly BuildFile[];
};
export type BuildFile = {
  readonly path: string;
  /** hex */
  readonly sha256: string;
  readonly bytes: number;
};

export const PAGE_PATH = '/player';
export const LIST_PATH = '/player/build.json';

/** null: no list of a build */
export function readList(value: unknown): BuildList | null {
  const { version, files } = (value ?? {}) as Partial<BuildList>;
  if (typeof version !== 'string' || !/^[0-9a-f]{16}$/.test(version)) return null;
  if (!Array.isArray(files) || !files.every(isFile)) return null;
  return files.some(({ path }) => path === PAGE_PATH) ? { version, files } : null;
}

function isFile(value: unknown): value is BuildFile {
  const { path, sha256, bytes } = (value ?? {}) as Partial<BuildFile>;
  return (
    typeof path === 'string' &&
    (path === PAGE_PATH || /^\/assets\/[\w.-]+$/.test(path)) &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(bytes)
  );
}
