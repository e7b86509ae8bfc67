/** The kiosk's scripts, as far as a machine without a panel can show them. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const here = import.meta.dirname;
const scripts = ['install.sh', ...below('lib'), ...below('bin')];
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bang-tin-kiosk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function below(folder: string): string[] {
  return readdirSync(path.join(here, folder)).map((name) => `${folder}/${name}`);
}

/** Calls one function of a library with these arguments; what it prints, or its exit code. */
function call(
  library: string,
  words: readonly string[],
  input = '',
): { out: string; code: number } {
  const { stdout, status } = spawnSync(
    'bash',
    ['-c', '. "$1"; shift; "$@"', 'bash', path.join(here, 'lib', `${library}.sh`), ...words],
    { input, encoding: 'utf8' },
  );
  return { out: stdout.trim(), code: status ?? -1 };
}

function install(...options: string[]): { out: string; err: string; code: number } {
  const run = spawnSync(path.join(here, 'install.sh'), ['--root', root, ...options], {
    encoding: 'utf8',
  });
  return { out: run.stdout, err: run.stderr, code: run.status ?? -1 };
}

function files(folder = root): Record<string, string> {
  const all: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const mode = (statSync(file).mode & 0o777).toString(8);
    all[`/${path.relative(root, file)} ${mode}`] = readFileSync(file, 'utf8');
  }
  return all;
}

const policiesOf = (...words: string[]) =>
  JSON.parse(call('policy', ['policy_text', ...words]).out);
const https = 'https://bangtin.example.edu.vn';

describe('every script', () => {
  test('stands up to shellcheck', () => {
    const run = spawnSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', ...scripts], {
      cwd: here,
      encoding: 'utf8',
    });
    expect(run.error).toBeUndefined();
    expect(run.stdout).toBe('');
  });
});

describe('the browser', () => {
  const flags = () =>
    call('launch', ['browser_flags', '/p', '/c', 'sysdefault:CARD=vc4hdmi0']).out.split('\n');

  test('gets no flag that weakens TLS, the sandbox or the walls between sites', () => {
    const forbidden = [
      ...['--no-sandbox', '--disable-setuid-sandbox', '--disable-seccomp', '--single-process'],
      ...['--no-zygote', '--disable-namespace-sandbox', '--ignore-certificate-errors'],
      ...['--ignore-urlfetcher-cert-requests', '--allow-insecure-localhost'],
      ...['--disable-web-security', '--allow-running-insecure-content', '--remote-debugging'],
      ...['--unsafely-treat-insecure-origin-as-secure', '--disable-site-isolation-trials'],
      ...['--allow-file-access', '--disable-features', '--test-type', '--disable-popup-blocking'],
    ];
    const everything = scripts
      .map((file) => readFileSync(path.join(here, file), 'utf8'))
      .join('\n');
    for (const flag of forbidden) expect(everything).not.toContain(flag);
    for (const flag of flags()) expect(flag).toMatch(/^--[a-z-]+(=[\w/:=.-]+)?$/);
  });

  test('is a kiosk on Wayland with room on the disk, and sound without a gesture', () => {
    expect(flags()).toEqual(
      expect.arrayContaining([
        ...['--kiosk', '--ozone-platform=wayland', '--unlimited-storage', '--user-data-dir=/p'],
        ...['--autoplay-policy=no-user-gesture-required', '--noerrdialogs', '--no-first-run'],
        ...['--hide-crash-restore-bubble', '--alsa-output-device=sysdefault:CARD=vc4hdmi0'],
      ]),
    );
  });

  test('may go to the server and to the sites that were allowed, and nowhere else', () => {
    expect(policiesOf(https, 'https://thoitiet.example.vn')).toMatchObject({
      URLBlocklist: ['*'],
      URLAllowlist: [https, 'https://thoitiet.example.vn'],
      AutoplayAllowlist: [https],
      DeveloperToolsAvailability: 2,
      RemoteDebuggingAllowed: false,
      DownloadRestrictions: 3,
      PasswordManagerEnabled: false,
      TranslateEnabled: false,
    });
  });

  test.each([
    [https, undefined],
    ['http://localhost:8080', undefined],
    ['http://127.0.0.1:8080', undefined],
    ['http://192.168.1.20:8080', ['http://192.168.1.20:8080']],
    ['http://bangtin.lan', ['http://bangtin.lan']],
    ['http://localhost.example.vn', ['http://localhost.example.vn']],
  ])('for %s is let off secure contexts for %j', (server, origins) => {
    expect(policiesOf(server).OverrideSecurityRestrictionsOnInsecureOrigin).toEqual(origins);
  });

  test('opens the player, and says when this machine’s clock may be believed', () => {
    expect(call('launch', ['player_url', https, 'no']).out).toBe(`${https}/player`);
    expect(call('launch', ['player_url', https, 'yes']).out).toBe(`${https}/player#clock=kept`);
  });
});

describe('the clock is believed', () => {
  const NOW = 1_800_000_000;
  const put = (file: string, text: string) => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const kept = () =>
    call('launch', ['clock_is_kept', String(NOW), `${root}/sys`, `${root}/run`]).out;
  const chip = (more: Record<string, string> = {}) => {
    put('sys/class/rtc/rtc0/hctosys', '1\n');
    put('sys/class/rtc/rtc0/since_epoch', `${NOW - 2}\n`);
    for (const [file, text] of Object.entries(more)) put(`sys/class/rtc/rtc0/${file}`, text);
  };

  test('not on a machine without a clock chip', () => expect(kept()).toBe('no'));
  test('after the network has set it', () => {
    put('run/systemd/timesync/synchronized', '');
    expect(kept()).toBe('yes');
  });
  test('when a chip has run on', () => {
    chip();
    expect(kept()).toBe('yes');
  });
  test('not when the chip’s battery is missing, as on most Raspberry Pi 5', () => {
    chip({ battery_voltage: '4500\n' });
    expect(kept()).toBe('no');
    chip({ battery_voltage: '3050000\n' });
    expect(kept()).toBe('yes');
  });
  test('not when the chip began anew and the system’s clock was set forward', () => {
    chip({ since_epoch: '946684800\n' });
    expect(kept()).toBe('no');
  });
});

describe('the hours of the panel', () => {
  const panel = (hours: string, now: string, known = 'yes') =>
    call('watch', ['panel_wanted', hours, now, known]).out;
  test.each([
    ['06:15-17:30', '06:14', 'off'],
    ['06:15-17:30', '06:15', 'on'],
    ['06:15-17:30', '08:09', 'on'],
    ['06:15-17:30', '17:29', 'on'],
    ['06:15-17:30', '17:30', 'off'],
    ['18:00-02:00', '23:59', 'on'],
    ['18:00-02:00', '01:59', 'on'],
    ['18:00-02:00', '02:00', 'off'],
    ['', '03:00', 'on'],
  ])('%s at %s: %s', (hours, now, state) => expect(panel(hours, now)).toBe(state));
  test('leave it on while nobody knows the time', () => {
    expect(panel('06:15-17:30', '03:00', 'no')).toBe('on');
  });

  const randr = (enabled: string, transform: string) =>
    `HDMI-A-1 "Acme 50 inch (HDMI-A-1)"\n  Make: Acme\n  Enabled: ${enabled}\n  Modes:\n` +
    `    1920x1080 px, 60.000000 Hz (preferred, current)\n  Transform: ${transform}\n  Scale: 1.000000\n` +
    `HDMI-A-2 "Other"\n  Enabled: no\n  Modes:\n`;
  const orders = (wanted: string, transform: string, seen: string) =>
    call('watch', ['output_orders', wanted, transform], seen).out.split('\n').filter(Boolean);
  test('order an output only what it is not yet', () => {
    expect(orders('on', 'normal', randr('yes', 'normal'))).toEqual(['HDMI-A-2 on']);
    expect(orders('on', '90', randr('yes', 'normal'))).toEqual(['HDMI-A-1 on', 'HDMI-A-2 on']);
    expect(orders('off', 'normal', randr('yes', 'normal'))).toEqual(['HDMI-A-1 off']);
    expect(orders('off', 'normal', randr('no', 'normal'))).toEqual([]);
  });

  test('are told over CEC until the display obeys, with an end', () => {
    const power = (text: string) => call('watch', ['power_of'], text).out;
    expect(power('\tpwr-state: on (0x00)\n')).toBe('on');
    expect(power('\tpwr-state: standby (0x01)\n')).toBe('off');
    expect(power('Transmit failed\n')).toBe('unknown');
    const again = (...words: string[]) => call('watch', ['cec_again', ...words]).code === 0;
    expect(again('on', 'on', '0')).toBe(false);
    expect(again('on', 'off', '9')).toBe(true);
    expect(again('on', 'off', '10')).toBe(false);
    expect(again('off', 'unknown', '2')).toBe(true);
    expect(again('off', 'unknown', '3')).toBe(false);
    const told = '\tPhysical Address           : 1.0.0.0\n\tLogical Address Mask       : 0x0010\n';
    expect(call('watch', ['address_of'], told).out).toBe('1.0.0.0');
  });
});

describe('the watcher', () => {
  test('feels the pulse of a player that writes, and none of one that does not', () => {
    const folder = path.join(root, 'Default/IndexedDB/https_x_0.indexeddb.leveldb');
    mkdirSync(folder, { recursive: true });
    const log = path.join(folder, '000003.log');
    writeFileSync(log, 'a');
    writeFileSync(path.join(root, 'Preferences'), '');
    const pulse = () => call('watch', ['pulse_of', root]).out;
    const before = pulse();
    writeFileSync(path.join(root, 'Preferences'), 'other files do not count');
    expect(pulse()).toBe(before);
    utimesSync(log, new Date(0), new Date(0));
    expect(pulse()).not.toBe(before);
  });
  test.each([
    [20, 5000, 'yes', true],
    [60, 5000, 'yes', false],
    [800, 800, 'no', true],
    [900, 900, 'no', false],
  ])(
    '%d s after the last pulse, %d s after the start, ever %s: lives %s',
    (pulse, start, ever, lives) => {
      expect(call('watch', ['is_alive', String(pulse), String(start), ever]).code === 0).toBe(
        lives,
      );
    },
  );
  test('starts cage anew for a display that is plugged in and not used, and only then', () => {
    const restart = (...words: string[]) => call('watch', ['must_restart', ...words]).code === 0;
    expect(restart('1', '0', '3')).toBe(true);
    expect(restart('1', '0', '2')).toBe(false);
    expect(restart('0', '0', '9')).toBe(false);
    expect(restart('1', '1', '0')).toBe(false);
    for (const [name, state] of [
      ['card1-HDMI-A-1', 'connected'],
      ['card1-HDMI-A-2', 'disconnected'],
    ]) {
      mkdirSync(path.join(root, 'class/drm', name!), { recursive: true });
      writeFileSync(path.join(root, 'class/drm', name!, 'status'), `${state}\n`);
    }
    expect(call('watch', ['connected_displays', root]).out).toBe('1');
  });
});

test.each([
  ['hdmi', 'sysdefault:CARD=vc4hdmi0'],
  ['jack', 'sysdefault:CARD=Headphones'],
  ['usb', 'sysdefault:CARD=Device'],
  ['vc4hdmi1', 'sysdefault:CARD=vc4hdmi1'],
  ['auto', ''],
  ['Nothing', ''],
])('sound at %s is %s', (where, device) => {
  const cards = path.join(root, 'cards');
  writeFileSync(
    cards,
    ' 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones\n' +
      '                      bcm2835 Headphones\n' +
      ' 1 [vc4hdmi0       ]: vc4-hdmi - vc4-hdmi-0\n                      vc4-hdmi-0\n' +
      ' 2 [vc4hdmi1       ]: vc4-hdmi - vc4-hdmi-1\n                      vc4-hdmi-1\n' +
      ' 3 [Device         ]: USB-Audio - USB Audio Device\n                      C-Media\n',
  );
  expect(call('launch', ['sound_device', where, cards]).out).toBe(device);
});

describe('install.sh', () => {
  test('puts everything in place, and does nothing the second time', () => {
    const first = install('--server', `${https}/`, '--hours', '06:15-17:30', '--rotate', '90');
    expect(first).toMatchObject({ code: 0, err: '' });
    const placed = files();
    expect(Object.keys(placed)).toEqual(
      expect.arrayContaining([
        ...['/usr/lib/bang-tin/bin/session 755', '/usr/lib/bang-tin/bin/browser 755'],
        ...['/usr/lib/bang-tin/bin/watch 755', '/usr/lib/bang-tin/lib/launch.sh 644'],
        ...['/etc/systemd/system/bang-tin-kiosk.service 644', '/etc/bang-tin/kiosk.conf 644'],
        ...['/etc/systemd/system.conf.d/bang-tin.conf 644'],
        ...['/etc/chromium/policies/managed/bang-tin.json 644'],
      ]),
    );
    expect(placed['/etc/bang-tin/kiosk.conf 644']).toContain(
      `SERVER=${https}\nKIND=screen\nSOUND=auto\nROTATE=90\nHOURS=06:15-17:30\n`,
    );
    const again = install('--server', https, '--hours', '06:15-17:30', '--rotate', '90');
    expect(again.out).toContain('nothing changed');
    expect(again.out).not.toContain('write');
    expect(files()).toEqual(placed);
  });

  test('takes back what another choice does not want, and all of it with --uninstall', () => {
    mkdirSync(path.join(root, 'etc/systemd/journald.conf.d'), { recursive: true });
    writeFileSync(path.join(root, 'etc/systemd/journald.conf.d/bang-tin.conf'), 'of before\n');
    const before = files();
    install('--server', https, '--ntp', 'time.example.vn');
    const ntp = path.join(root, 'etc/systemd/timesyncd.conf.d/bang-tin.conf');
    expect(readFileSync(ntp, 'utf8')).toBe('[Time]\nNTP=time.example.vn\n');
    install('--server', https);
    expect(existsSync(ntp)).toBe(false);
    expect(install('--uninstall').code).toBe(0);
    expect(files()).toEqual(before);
  });

  test('with --dry-run tells everything and touches nothing', () => {
    const { out, code } = install(
      '--server',
      https,
      '--dry-run',
      '--data',
      'bangtin',
      '--read-only',
    );
    expect(code).toBe(0);
    expect(out).toContain('write /etc/systemd/system/bang-tin-kiosk.service (644)');
    expect(out).toContain('write /etc/overlayroot.local.conf (644)');
    expect(out).toContain('useradd --system');
    expect(files()).toEqual({});
  });

  test.each([
    [[], '--server'],
    [['--server', 'bangtin.example.vn'], '--server'],
    [['--server', 'https://a.vn/path'], '--server'],
    [['--server', 'https://a.vn"],"x":["'], '--server'],
    [['--server', https, '--kind', 'radio'], '--kind'],
    [['--server', https, '--hours', '6-17'], '--hours'],
    [['--server', https, '--hours', '07:00-07:00'], '--hours'],
    [['--server', https, '--rotate', '45'], '--rotate'],
    [['--server', https, '--allow', '*'], '--allow'],
    [['--server', https, '--ca', '/nowhere'], '--ca'],
    [['--server', https, '--read-only'], '--read-only needs --data'],
    [['--server'], '--server needs a value'],
    [['--fast'], 'unknown option --fast'],
  ])('refuses %j in plain words, before it touches anything', (options, words) => {
    const { code, err } = install(...options);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(files()).toEqual({});
  });
});

test('systemd understands the unit', () => {
  if (spawnSync('systemd-analyze', ['--version']).error) return;
  install('--server', https);
  const unit = path.join(root, 'etc/systemd/system/bang-tin-kiosk.service');
  const session = path.join(root, 'usr/lib/bang-tin/bin/session');
  writeFileSync(unit, readFileSync(unit, 'utf8').replace('/usr/lib/bang-tin/bin/session', session));
  const told = execFileSync('systemd-analyze', ['verify', unit], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  expect(told).toBe('');
});
