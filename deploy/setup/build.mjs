/** Builds what browsers load, when its sources changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, root } from './packages.mjs';

const sources = [
  'server/console',
  'player',
  'shared',
  'playlists/templates',
  'vite.config.ts',
  'package-lock.json',
];

function* filesBelow(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return;
  const entries = readdirSync(full, { withFileTypes: true, recursive: true });
  for (const entry of entries)
    if (entry.isFile()) yield path.join(entry.parentPath ?? entry.path, entry.name);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const files = /\.\w+$/.test(source)
      ? [path.join(root, source)]
      : [...filesBelow(source)].sort();
    for (const file of files) {
      if (file.endsWith('.test.ts')) continue;
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

export async function buildClient(node, { force = false } = {}) {
  const stamp = path.join(root, 'dist', 'client', '.built-from');
  const now = fingerprint();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log('Building the pages ...');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (build.status !== 0) fail('The pages could not be built; the lines above say why.');
  writeFileSync(stamp, now);
}
