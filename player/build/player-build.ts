/**
 * Build step: the player's page, the list of its files with their hashes, and its service worker.
 * The worker is bundled apart: it shares no chunk with a page, and its bytes change only when its
 * own sources do, so that it hardly ever has to be replaced.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { type BuildFile, type BuildList, PAGE_PATH } from '../shell/list.ts';

/** What Vite adds to a chunk: the style sheets and other files that it brings along. */
type Brought = { importedCss?: Set<string>; importedAssets?: Set<string> };
type Files = {
  readonly script: string;
  readonly boot: string;
  readonly chunks: readonly string[];
  readonly styles: readonly string[];
  readonly others: readonly string[];
};

export function playerBuild(): Plugin {
  let root = '';
  let define: Record<string, unknown> = {};
  return {
    name: 'bangtin-player-build',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      define = { ...config.define };
    },
    async writeBundle(options, bundle) {
      const files = filesOf(bundle);
      if (!files) return;
      const dir = options.dir!;
      const others = [...files.chunks, ...files.styles, ...files.others, files.boot, files.script];
      const listed = await Promise.all(others.sort().map((file) => described(dir, file)));
      const version = sha256(JSON.stringify(listed) + pageOf(files, '')).slice(0, 16);
      const page = pageOf(files, version);
      await writeFile(path.join(dir, 'player.html'), page);
      const list: BuildList = {
        version,
        files: [
          { path: PAGE_PATH, sha256: sha256(page), bytes: Buffer.byteLength(page) },
          ...listed,
        ],
      };
      await writeFile(path.join(dir, 'build.json'), JSON.stringify(list));
      await buildWorker(root, dir, define);
    },
  };
}

function filesOf(bundle: Rolldown.OutputBundle): Files | null {
  const chunks = new Set<string>();
  const styles = new Set<string>();
  const others = new Set<string>();
  const entries = Object.values(bundle).filter(
    (output) => output.type === 'chunk' && output.isEntry,
  );
  const script = entries.find(({ name }) => name === 'player')?.fileName;
  const boot = entries.find(({ name }) => name === 'boot')?.fileName;
  if (!script || !boot) return null;
  const add = (fileName: string) => {
    const output = bundle[fileName];
    if (output?.type !== 'chunk' || chunks.has(fileName)) return;
    chunks.add(fileName);
    const { importedCss, importedAssets } =
      (output as { viteMetadata?: Brought }).viteMetadata ?? {};
    for (const file of importedCss ?? []) styles.add(file);
    for (const file of importedAssets ?? []) others.add(file);
    for (const other of [...output.imports, ...output.dynamicImports]) add(other);
  };
  add(script);
  chunks.delete(script);
  // Every Chromium reads woff2.
  const loaded = [...others].filter((file) => !file.endsWith('.woff'));
  return { script, boot, chunks: [...chunks], styles: [...styles], others: loaded };
}

/** The page of a screen: an empty shell that the player's script fills. */
function pageOf({ script, boot, chunks, styles }: Files, version: string): string {
  return `<!doctype html>
<html lang="vi" data-build="${version}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, user-scalable=no">
<meta name="robots" content="noindex">
<title>Bảng Tin</title>
<style>html{background:#0b2e28}</style>
${chunks.map((file) => `<link rel="modulepreload" href="/${file}">`).join('\n')}
${styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('\n')}
<script type="module" src="/${boot}"></script>
<script type="module" src="/${script}"></script>
</head>
<body><bt-player></bt-player></body>
</html>
`;
}

async function described(dir: string, file: string): Promise<BuildFile> {
  const bytes = await readFile(path.join(dir, file));
  return { path: `/${file}`, sha256: sha256(bytes), bytes: bytes.length };
}

async function buildWorker(root: string, dir: string, define: Record<string, unknown>) {
  await build({
    configFile: false,
    root,
    define,
    logLevel: 'warn',
    build: {
      outDir: dir,
      emptyOutDir: false,
      target: 'chrome120',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { sw: path.join(root, 'player/sw.ts') },
        output: { entryFileNames: 'sw.js' },
      },
    },
  });
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
