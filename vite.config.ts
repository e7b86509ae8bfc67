/** Two browser bundles: the console (hydrates what the server rendered) and the player. */
import { defineConfig } from 'vite';
import project from './package.json' with { type: 'json' };
import { shellList } from './player/build/shell-list.ts';

export default defineConfig({
  define: { __VERSION__: JSON.stringify(project.version) },
  plugins: [shellList()],
  build: {
    outDir: 'dist/client',
    manifest: 'manifest.json',
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: { console: 'server/console/client.ts', player: 'player/main.ts', sw: 'player/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
