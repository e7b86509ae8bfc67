import { defineConfig } from 'vitest/config';

/** unit: beside the code; contract, property: test/; browser: real Chromium, slower, one at a time. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{server,player,shared,playlists,deploy}/**/*.test.ts',
            'test/{contract,property,scale}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
