/**
 * The system's Chromium, as the tests start it. `--no-sandbox` and the like are for a test machine
 * that runs as root without a network; a kiosk never uses them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args, headless: true });
}

export type Machine = {
  /** starts Chromium on this machine's profile, as after switching it on */
  boot(viewport?: { width: number; height: number }): Promise<BrowserContext>;
  dispose(): Promise<void>;
};

/** A screen's computer: its profile folder outlives the browser that runs on it. */
export async function makeMachine(): Promise<Machine> {
  const profile = await mkdtemp(path.join(tmpdir(), 'bang-tin-screen-'));
  let running: BrowserContext | undefined;
  return {
    async boot(viewport = { width: 1280, height: 720 }) {
      running = await chromium.launchPersistentContext(profile, {
        executablePath,
        args,
        headless: true,
        viewport,
      });
      return running;
    },
    async dispose() {
      await running?.close().catch(() => undefined);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
