import { defineConfig } from 'vitest/config';

/**
 * unit: beside the code; contract, property: test/; browser: real Chromium, slower, two files at a time,
 * since they mostly wait.
 */
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
          maxWorkers: 2,
          // After the others: they have the machine to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
