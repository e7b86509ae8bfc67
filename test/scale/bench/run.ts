/**
 * `npm run bench -- [name...]`: runs the named benchmarks, or all of them one after the other, each
 * in a process of its own so that none warms another up. Each figure is one JSON line on stdout.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figure } from './report.ts';

const benches: Readonly<Record<string, readonly string[]>> = {
  publish: ['./publish.ts', './first-frame.ts'],
  frame: ['./frame.ts'],
  ingest: ['./ingest.ts'],
  compile: ['./compile.ts'],
  bytes: ['./bytes.ts'],
  gap: ['./gap.ts'],
  boot: ['./boot.ts'],
  soak: ['./soak.ts'],
  sync: ['./sync.ts'],
};

const [first, ...rest] = process.argv.slice(2);
if (first === '--module') await runModule(rest[0]!);
else await runAll(first === undefined ? Object.keys(benches) : [first, ...rest]);

async function runAll(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(
      `No benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`,
    );
    process.exit(2);
  }
  for (const module of names.flatMap((name) => benches[name]!)) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--module', module], {
      stdio: 'inherit',
    });
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
    if (code !== 0) process.exitCode = 1;
  }
}

async function runModule(module: string): Promise<void> {
  const { run } = (await import(module)) as { run: (report: (f: Figure) => void) => Promise<void> };
  await run((figure) => console.log(JSON.stringify(figure)));
  process.exit(0);
}
