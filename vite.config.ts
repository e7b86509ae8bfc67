/**
 * Two browser bundles: the console (hydrates what the server rendered) and the player's page with its
 * service worker (`player/build/player-build.ts`).
 */
import { defineConfig } from 'vite';
import project from './package.json' with { type: 'json' };
import { playerBuild } from './player/build/player-build.ts';

export default defineConfig({
  define: {
    __VERSION__: JSON.stringify(project.version),
    // how long a new build of the player has to come up, and over how long a province fetches one
    __TRIAL_MS__: '60000',
    __SPREAD_MS__: '60000',
  },
  plugins: [playerBuild()],
  build: {
    outDir: 'dist/client',
    manifest: 'manifest.json',
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        console: 'server/console/client.ts',
        player: 'player/main.ts',
        boot: 'player/shell/boot.ts',
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
