/**
 * Build step: writes the list of the player's files into its service worker. The worker must name
 * them itself, since a change of its own bytes is what tells a browser that there is a new build.
 */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import type { Shell } from '../sw/shell.ts';

/** What Vite adds to a chunk: the style sheets and other files that it brings along. */
type Brought = { importedCss?: Set<string>; importedAssets?: Set<string> };

export function shellList(): Plugin {
  return {
    name: 'bangtin-shell-list',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = new Set<string>();
        const add = (fileName: string) => {
          const output = bundle[fileName];
          if (!output || files.has(fileName)) return;
          files.add(fileName);
          if (output.type !== 'chunk') return;
          const brought = (output as { viteMetadata?: Brought }).viteMetadata;
          for (const other of output.imports) add(other);
          for (const other of output.dynamicImports) add(other);
          for (const other of brought?.importedCss ?? []) add(other);
          for (const other of brought?.importedAssets ?? []) add(other);
        };
        const entries = Object.values(bundle).filter(
          (output) => output.type === 'chunk' && output.isEntry,
        );
        const player = entries.find(({ name }) => name === 'player');
        const worker = entries.find(({ name }) => name === 'sw');
        if (!player || worker?.type !== 'chunk') return;
        if (worker.imports.length > 0) {
          this.error('the service worker has to be one file; it shares a module with a page');
        }
        add(player.fileName);
        // Every Chromium reads woff2.
        const paths = [...files].filter((file) => !file.endsWith('.woff')).sort();
        const shell: Shell = {
          version: createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 16),
          script: `/${player.fileName}`,
          files: paths.map((file) => `/${file}`),
        };
        worker.code = worker.code.replaceAll('__SHELL__', () => `(${JSON.stringify(shell)})`);
      },
    },
  };
}
