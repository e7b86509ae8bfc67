/** The player as it ships, built by Vite into a temporary folder. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import config from '../../vite.config.ts';

export type BuildOptions = {
  /** statements that run before the player's own, once all that it imports is there */
  readonly before?: string;
  /** how long a build on trial has to come up, ms */
  readonly trialMs?: number;
};

/** `version`: what the build calls itself; another one makes another build. */
export async function buildPlayer(
  version?: string,
  { before, trialMs = 60_000 }: BuildOptions = {},
): Promise<string> {
  const root = path.join(import.meta.dirname, '../..');
  const outDir = await mkdtemp(path.join(tmpdir(), 'bang-tin-player-'));
  await build({
    ...config,
    root,
    configFile: false,
    logLevel: 'error',
    define: {
      ...config.define,
      __TRIAL_MS__: String(trialMs),
      __SPREAD_MS__: '0',
      ...(version && { __VERSION__: JSON.stringify(version) }),
    },
    plugins: [
      ...config.plugins!,
      {
        name: 'before-the-player',
        transform: (code, id) =>
          before && id.endsWith('/player/main.ts') ? `${before};${code}` : undefined,
      },
    ],
    build: {
      ...config.build,
      outDir,
      rollupOptions: {
        ...config.build?.rollupOptions,
        input: {
          player: path.join(root, 'player/main.ts'),
          boot: path.join(root, 'player/shell/boot.ts'),
        },
      },
    },
  });
  return outDir;
}
