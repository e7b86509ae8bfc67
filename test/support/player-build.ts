/** The player as it ships, built by Vite into a temporary folder. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import config from '../../vite.config.ts';

/** `version`: what the build calls itself; another one makes another build. */
export async function buildPlayer(version?: string): Promise<string> {
  const root = path.join(import.meta.dirname, '../..');
  const outDir = await mkdtemp(path.join(tmpdir(), 'bang-tin-player-'));
  await build({
    ...config,
    root,
    configFile: false,
    logLevel: 'error',
    define: { ...config.define, ...(version && { __VERSION__: JSON.stringify(version) }) },
    build: {
      ...config.build,
      outDir,
      rollupOptions: {
        ...config.build?.rollupOptions,
        input: { player: path.join(root, 'player/main.ts'), sw: path.join(root, 'player/sw.ts') },
      },
    },
  });
  return outDir;
}
