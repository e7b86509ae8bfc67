/** Builds the console's browser bundle alone, for tests of pages; once a process. */
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { ClientBuild } from '#server/deps.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let built: Promise<ClientBuild> | undefined;

export function consoleBundle(): Promise<ClientBuild> {
  built ??= buildConsole();
  return built;
}

async function buildConsole(): Promise<ClientBuild> {
  const dir = await mkdtemp(path.join(tmpdir(), 'bang-tin-console-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: dir,
      manifest: 'manifest.json',
      emptyOutDir: true,
      target: 'chrome120',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: { console: path.join(root, 'server/console/client.ts') } },
    },
  });
  const manifest = JSON.parse(await readFile(path.join(dir, 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; css?: string[] }
  >;
  const entry = manifest['server/console/client.ts']!;
  return {
    dir,
    entry: () => ({
      script: `/${entry.file}`,
      styles: (entry.css ?? []).map((file) => `/${file}`),
    }),
  };
}
