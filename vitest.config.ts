import { defineConfig } from 'vitest/config';

const long = ['bytes', 'clock', 'faults', 'shell', 'soak', 'sound'].map(
  (name) => `test/browser/player/${name}.test.ts`,
);
const inBrowser = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
} as const;

/**
 * unit: beside the code; contract, property: test/; browser: real Chromium, slower, two files at a time,
 * since they mostly wait; long: what takes minutes by its nature. `npm test` runs all of them,
 * `npm run check` leaves out `long`.
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
          exclude: long,
          ...inBrowser,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: 'long', include: long, ...inBrowser, sequence: { groupOrder: 2 } } },
    ],
  },
});
