/**
 * The system's Chromium, as the tests start it. `--no-sandbox` and the like are for a test machine
 * that runs as root without a network; a kiosk never uses them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
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

/** `more`: arguments that win over the usual ones. */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...args, ...more], headless: true });
}

export type Machine = {
  /** the folder of its profile */
  readonly profile: string;
  /** switches it on: Chromium on this machine's profile */
  boot(size?: { width: number; height: number }): Promise<BrowserContext>;
  /** leads the group of all of Chromium's processes while it runs */
  readonly processGroup: number | null;
  /** SIGKILL to all of Chromium at once: nothing gets to save anything */
  cutPower(): Promise<void>;
  /** cuts the power and removes the profile */
  dispose(): Promise<void>;
};

/** A screen's computer: its profile folder outlives the browser that runs on it. */
export async function makeMachine(): Promise<Machine> {
  const profile = await mkdtemp(path.join(tmpdir(), 'bang-tin-screen-'));
  let running: ChildProcess | undefined;

  const cutPower = async () => {
    const child = running;
    running = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    // It leads a process group of its own (detached): renderers and helpers go with it.
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };

  return {
    profile,
    get processGroup() {
      return running?.pid ?? null;
    },
    async boot({ width, height } = { width: 1280, height: 720 }) {
      const child = spawn(
        executablePath,
        [
          '--headless',
          ...args,
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          `--window-size=${width},${height}`,
          'about:blank',
        ],
        { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
      );
      running = child;
      const address = await new Promise<string>((resolve, reject) => {
        createInterface({ input: child.stderr! }).on('line', (line) => {
          const listening = /^DevTools listening on (ws:\S+)/.exec(line);
          if (listening) resolve(listening[1]!);
        });
        child.once('exit', (code) =>
          reject(new Error(`Chromium ended with ${code} while starting`)),
        );
      });
      const browser = await chromium.connectOverCDP(address);
      return browser.contexts()[0]!;
    },
    cutPower,
    async dispose() {
      await cutPower();
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
