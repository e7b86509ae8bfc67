import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('./limited.sh', import.meta.url));
const run = promisify(execFile);
const MiB = 1024 ** 2;

let dir: string;
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-limited-'));
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

/** `dd` copies one block of `block` MiB to a file. */
function copy(memory: number, largestFile: number, block: number, file: string) {
  const limits = [memory, largestFile, 10].map(String);
  const dd = ['dd', 'if=/dev/zero', `of=${path.join(dir, file)}`, `bs=${block}M`, 'count=1'];
  return run(script, [...limits, ...dd]);
}

describe('programs that read hostile bytes', () => {
  test('may do what lies within the limits', async () => {
    await copy(256 * MiB, 8 * MiB, 4, 'within');
    expect((await fs.stat(path.join(dir, 'within'))).size).toBe(4 * MiB);
  });

  test('get no more memory than was granted', async () => {
    await expect(copy(64 * MiB, 512 * MiB, 256, 'memory')).rejects.toThrow(/memory/);
  });

  test('can’t write a larger file than was granted', async () => {
    await expect(copy(256 * MiB, 1 * MiB, 4, 'large')).rejects.toMatchObject({
      signal: 'SIGXFSZ',
    });
    expect((await fs.stat(path.join(dir, 'large'))).size).toBeLessThanOrEqual(MiB);
  });

  test('let everything else on the machine go first', async () => {
    const { stdout } = await run(script, ['100000000', '1000', '10', 'nice']);
    expect(stdout.trim()).toBe('10');
  });

  test('answer by their own exit code', async () => {
    await expect(
      run(script, ['100000000', '1000', '10', 'sh', '-c', 'exit 69']),
    ).rejects.toMatchObject({ code: 69 });
  });
});
