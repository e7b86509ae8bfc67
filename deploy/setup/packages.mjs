/** Packages of the lock file, and the Node that comes among them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const OLDEST_NODE = 20;

/** Runs `npm ci` when the lock file is not the one that was installed last. */
export function installPackages() {
  const own = Number(process.versions.node.split('.')[0]);
  if (own < OLDEST_NODE) {
    fail(
      `This machine's Node is ${process.versions.node}; setting up needs ${OLDEST_NODE} or newer.`,
    );
  }
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = path.join(root, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing packages ...');
  // Nothing that we use needs an install script: native parts ship inside their packages, and the
  // one download (ffmpeg-static) is run only where the system has no ffmpeg, by tools.mjs.
  // devDependencies are wanted even where NODE_ENV says production: the client is built here.
  const npm = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (npm.status !== 0) fail('The packages could not be installed; npm says why above.');
  writeFileSync(stamp, lock);
}

/** Path of Node 24: the project's own, or the machine's where that is new enough. */
export function projectNode() {
  const brought = path.join(
    root,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    'node',
  );
  if (existsSync(brought)) return brought;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `The project brings Node 24 for Linux on x64 and arm64. Here (${process.platform} ${process.arch}) ` +
      'install Node 24 yourself and run the command again.',
  );
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}
