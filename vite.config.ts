/** Two browser bundles: the console (hydrates what the server rendered) and the player. */
import { defineConfig } from 'vite';

export default defineConfig({
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
