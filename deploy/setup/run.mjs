/**
 * The one door for every npm script: sets up what is missing, then runs the command on the Node that
 * the project brings. Plain JavaScript without packages, because on a fresh clone there are none, and
 * for the Node that the machine has (20 or newer).
 *
 *   node deploy/setup/run.mjs start|test|check|bench|sim|build|exec [arguments]
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { buildClient } from './build.mjs';
import { installPackages, projectNode, root } from './packages.mjs';
import { explainMissing, provide } from './tools.mjs';

const [command = 'start', ...args] = process.argv.slice(2);

/** Runs one program to its end, signals passed on; answers its exit code. */
function run(program, programArgs) {
  return new Promise((resolve) => {
    const bin = path.join(root, 'node_modules', '.bin');
    const child = spawn(program, programArgs, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
    });
    const pass = (signal) => child.kill(signal);
    process.on('SIGTERM', pass);
    process.on('SIGINT', pass);
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass);
      process.off('SIGINT', pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** Runs steps until one fails; a step is [program, ...arguments]. */
async function inTurn(steps) {
  for (const [program, ...rest] of steps) {
    const code = await run(program, rest);
    if (code !== 0) return code;
  }
  return 0;
}

function need(names) {
  const missing = provide(names);
  if (missing.length > 0) {
    console.error(explainMissing(missing));
    process.exit(1);
  }
}

const testTools = ['ffmpeg', 'chromium', 'postgresql', 'nats-server', 'shellcheck'];
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

installPackages();
const node = projectNode();

const commands = {
  async start() {
    need(['ffmpeg']);
    await buildClient(node);
    return run(node, ['server/main.ts', ...args]);
  },
  async test() {
    need(testTools);
    await buildClient(node);
    return run(node, [bin('vitest'), 'run', ...args]);
  },
  async check() {
    const code = await inTurn([
      [bin('biome'), 'ci', '--error-on-warnings', '.'],
      [bin('tsc'), '-p', '.'],
      [bin('tsc'), '-p', 'player/sw'],
      [node, bin('knip')],
    ]);
    if (code !== 0) return code;
    // What takes minutes by its nature is left to `npm test`.
    args.push('--project', 'unit', '--project', 'browser');
    return commands.test();
  },
  async bench() {
    need(testTools);
    await buildClient(node);
    return run(node, ['test/scale/bench/run.ts', ...args]);
  },
  async sim() {
    return run(node, ['test/scale/sim.ts', ...args]);
  },
  async build() {
    await buildClient(node, { force: true });
    return 0;
  },
  async exec() {
    const [program, ...rest] = args;
    return run(program === 'node' ? node : bin(program), rest);
  },
};

const chosen = commands[command];
if (!chosen) {
  console.error(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
process.exit(await chosen());
