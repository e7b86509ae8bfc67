/** The starter's files on disk, as texts for `playlists/starter/load.ts`. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export type StarterFolder = {
  /** `province.yaml`, `playlists/ban-tin.yaml`, ... -> text */
  readonly files: ReadonlyMap<string, string>;
  /** file name of a clip -> its path */
  readonly clips: ReadonlyMap<string, string>;
};

export async function readStarterFolder(folder: string): Promise<StarterFolder> {
  const [top, playlists, clips] = await Promise.all(
    ['.', 'playlists', 'clips'].map((below) => filesIn(path.join(folder, below))),
  );
  const written = [...top!, ...playlists!.map((name) => `playlists/${name}`)]
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const texts = await Promise.all(written.map((name) => readFile(path.join(folder, name), 'utf8')));
  return {
    files: new Map(written.map((name, index) => [name, texts[index]!])),
    clips: new Map(
      clips!
        .filter((name) => name.endsWith('.mp4'))
        .map((name) => [name, path.join(folder, 'clips', name)]),
    ),
  };
}

/** Names of the files in a folder; none when there is no such folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
