/** What the kiosk's watchdog lives on: a player that plays keeps writing into its database. */
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Machine, makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { slide } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { pairedPage, programme } from '#test/support/player-page.ts';
import { type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';

const library = path.join(import.meta.dirname, '../../../deploy/kiosk/lib/watch.sh');
let dist: string;
let server: PlayerServer;
let machine: Machine;

beforeEach(async () => {
  dist = await buildPlayer();
  server = await startPlayerServer(dist);
  machine = await makeMachine();
});
afterEach(async () => {
  await machine.dispose();
  await server.stop();
  await rm(dist, { recursive: true, force: true });
});

test('the watcher of the kiosk feels the pulse of a screen on which nothing changes', async () => {
  const pulse = () =>
    execFileSync('bash', ['-c', '. "$1"; pulse_of "$2"', 'bash', library, machine.profile], {
      encoding: 'utf8',
    });
  const nothing = pulse();
  server.assign(programme([], server.now(), [slide('still', 3_600_000)]));
  await pairedPage(await machine.boot(), server);
  const seen = new Set([nothing]);
  await eventually(
    () => {
      seen.add(pulse());
      return seen.size > 4;
    },
    { what: 'a pulse that goes on', within: 90_000 },
  );
  expect(seen.size).toBeGreaterThan(4);
});
