/** Programs of the system: found, else installed from the distribution, else named in plain words. */
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './packages.mjs';

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((dir) => isExecutable(path.join(dir, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const given = (variable) => {
  const file = process.env[variable];
  return file !== undefined && isExecutable(file);
};

const packaged = (...names) => path.join(root, 'node_modules', ...names);
const packagedFfmpeg = packaged('ffmpeg-static', 'ffmpeg');
const packagedFfprobe = packaged('@ffprobe-installer', `linux-${process.arch}`, 'ffprobe');

/** How each program is found, and the Debian or Ubuntu package that holds it. */
const tools = {
  ffmpeg: {
    found: () =>
      (given('FFMPEG_PATH') || onPath('ffmpeg') || isExecutable(packagedFfmpeg)) &&
      (given('FFPROBE_PATH') || onPath('ffprobe') || isExecutable(packagedFfprobe)),
    packages: ['ffmpeg'],
    use: 'converting what people upload',
    otherwise: usePackagedFfmpeg,
  },
  chromium: {
    found: () => given('CHROMIUM_PATH') || onPath('chromium'),
    packages: ['chromium'],
    use: 'browser tests',
  },
  postgresql: {
    found: () =>
      existsSync('/usr/lib/postgresql') &&
      readdirSync('/usr/lib/postgresql').some((v) =>
        isExecutable(`/usr/lib/postgresql/${v}/bin/initdb`),
      ),
    packages: ['postgresql'],
    use: 'testing the store on PostgreSQL',
  },
  'nats-server': {
    found: () => onPath('nats-server') || isExecutable('/usr/sbin/nats-server'),
    packages: ['nats-server'],
    use: 'testing the bus on NATS',
  },
  shellcheck: {
    found: () => onPath('shellcheck'),
    packages: ['shellcheck'],
    use: 'checking the scripts of the kiosk',
  },
};

/** Sees to it that the named tools are there; answers the names of those that still are not. */
export function provide(names) {
  const missing = names.filter((name) => !tools[name].found());
  if (missing.length === 0) return [];
  install(missing.flatMap((name) => tools[name].packages));
  for (const name of missing) if (!tools[name].found()) tools[name].otherwise?.();
  return missing.filter((name) => !tools[name].found());
}

export function explainMissing(names) {
  const packages = names.flatMap((name) => tools[name].packages).join(' ');
  const lines = names.map((name) => `  ${name}: needed for ${tools[name].use}`);
  return [
    'Something is missing on this machine and could not be installed from here:',
    ...lines,
    'On Debian or Ubuntu an administrator installs it with:',
    `  apt-get update && apt-get install -y ${packages}`,
    ...(names.includes('ffmpeg')
      ? ['or name a program of your own in FFMPEG_PATH (FFPROBE_PATH).']
      : []),
    ...(names.includes('chromium') ? ['or name a program of your own in CHROMIUM_PATH.'] : []),
  ].join('\n');
}

function install(packages) {
  if (!onPath('apt-get')) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && !onPath('sudo')) return;
  console.log(`Installing ${packages.join(', ')} ...`);
  const apt = (...words) => {
    const [program, ...rest] = [
      ...sudo,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-qq',
      ...words,
    ];
    return spawnSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const wanted = ['install', '-y', '--no-install-recommends', ...packages];
  // A machine that was never updated has no package lists: only then is the slow update worth it.
  if (!apt(...wanted)) apt('update') && apt(...wanted);
}

/**
 * Where the system offers none: ffmpeg by its package's own install step, a download, and ffprobe as
 * it lies in its package, which leaves only its mode to be set.
 */
function usePackagedFfmpeg() {
  const script = packaged('ffmpeg-static', 'install.js');
  if (!isExecutable(packagedFfmpeg) && existsSync(script)) {
    console.log('Downloading ffmpeg ...');
    spawnSync(process.execPath, [script], { cwd: path.dirname(script), stdio: 'inherit' });
  }
  if (existsSync(packagedFfprobe)) chmodSync(packagedFfprobe, 0o755);
}
