/**
 * From an upload's last byte to an asset that can air, by the real worker on a real store.
 *
 * conforming_x_realtime  a minute of 1080p in the house profile: seconds of clip a second of work.
 *                        Baseline: `ffmpeg -c copy` of the same file, which only moves bytes.
 * transcode_wall_s       a minute of 1080p HEVC at 25 frames a second. Baseline: ffmpeg alone with the very
 *                        arguments that the recipe gives it, at the same niceness.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { everything } from '#server/access/scope.ts';
import { createMemoryBus } from '#server/bus/memory.ts';
import { type Command, convertCommand, measureCommand } from '#server/media/arguments.ts';
import { openDiskMedia } from '#server/media/disk.ts';
import { acceptFile } from '#server/media/ingest.ts';
import { parseLoudness } from '#server/media/loudness.ts';
import { plan } from '#server/media/recipe.ts';
import { openTools } from '#server/media/tools.ts';
import { startMediaWorker } from '#server/media/worker.ts';
import { openSqlite } from '#server/store/sqlite.ts';
import { programs } from '#test/support/clips.ts';
import { median, type Report, rounded } from './report.ts';

const execute = promisify(execFile);
const ROUNDS = 3;
const CONFORMING_S = 60;
const TRANSCODED_S = 60;

export async function run(report: Report): Promise<void> {
  const dir = await fs.mkdtemp(path.join(tmpdir(), 'bang-tin-ingest-'));
  const pipeline = await openPipeline(dir);
  try {
    const conforming = await makeConforming(dir);
    const foreign = await makeForeign(dir);
    // the first run of each program also loads it from the disk
    await pipeline.ingest(conforming);

    const copying: number[] = [];
    const kept: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const args = ['-v', 'error', '-y', '-i', conforming, '-map', '0', '-c', 'copy'];
      copying.push(await seconds(() => ffmpeg([...args, path.join(dir, 'copy.mp4')])));
      kept.push(await pipeline.ingest(conforming));
    }
    const value = CONFORMING_S / median(kept);
    const baseline = CONFORMING_S / median(copying);
    report({
      bench: 'ingest',
      metric: 'conforming_x_realtime',
      value: rounded(value, 1),
      unit: 'x',
      baseline: rounded(baseline, 1),
      ratio: rounded(value / baseline, 3),
      n: ROUNDS,
    });

    const alone: number[] = [];
    const ours: number[] = [];
    const command = await commandFor(dir, foreign);
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await seconds(() => ffmpeg(wordsOf(command))));
      ours.push(await pipeline.ingest(foreign));
    }
    report({
      bench: 'ingest',
      metric: 'transcode_wall_s',
      value: rounded(median(ours), 2),
      unit: 's',
      baseline: rounded(median(alone), 2),
      ratio: rounded(median(ours) / median(alone), 3),
      n: ROUNDS,
    });
  } finally {
    await pipeline.close();
    await fs.rm(dir, { recursive: true, force: true });
  }
}

async function openPipeline(dir: string) {
  const store = await openSqlite(path.join(dir, 'store.db'));
  const media = await openDiskMedia(path.join(dir, 'media'), 0);
  const bus = createMemoryBus((error) => {
    throw error;
  });
  const deps = { store, media, bus, now: Date.now, newId: () => uuidv7() };
  const worker = await startMediaWorker({
    ...deps,
    ...programs,
    log: pino({ level: 'warn' }, pino.destination(2)),
    tmpDir: path.join(dir, 'work'),
    concurrency: 1,
  });
  const unitId = uuidv7();
  await store.units.insert(everything, {
    ...{ id: unitId, parentId: null, kind: 'school', name: 'Trường', zone: null },
    levels: [],
    tags: [],
  });
  let uploads = 0;

  return {
    /** seconds from all bytes being there to the asset being ready */
    async ingest(file: string): Promise<number> {
      uploads += 1;
      const upload = path.join(dir, `upload-${uploads}.mp4`);
      await fs.copyFile(file, upload);
      // an empty box of another size: other bytes, so that nothing is taken over, the same clip
      await fs.appendFile(upload, freeBox(uploads));
      const assetId = uuidv7();
      const ready = new Promise<void>((resolve, reject) => {
        const stop = bus.subscribe((change) => {
          if (change.kind !== 'asset' || change.assetId !== assetId) return;
          if (change.state === 'processing') return;
          stop();
          if (change.state === 'ready') resolve();
          else reject(new Error('the clip was refused'));
        });
      });
      const took = await seconds(async () => {
        await acceptFile(deps, upload, {
          ...{ assetId, unitId, title: '', filename: 'clip.mp4', themes: [], by: null },
          approved: true,
          scope: everything,
        });
        await ready;
      });
      return took;
    },
    async close(): Promise<void> {
      await worker.stop();
      await bus.close();
      await store.close();
    },
  };
}

/** ISO 14496-12, 8.1.2 */
function freeBox(payload: number): Buffer {
  const box = Buffer.alloc(8 + payload);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  return box;
}

/** Six times the same ten seconds: what costs is the length and the bit rate, not the content. */
async function makeConforming(dir: string): Promise<string> {
  const [part, whole] = [path.join(dir, 'part.mp4'), path.join(dir, 'conforming.mp4')];
  // a moving picture of about 5 Mbit/s, and a tone of -18 LUFS
  await ffmpeg([
    ...'-v error -y -f lavfi -i testsrc2=s=1920x1080:r=30:d=10 -f lavfi -i'.split(' '),
    "aevalsrc='0.126*sin(2*PI*997*t)|0.126*sin(2*PI*997*t)':s=48000:d=10",
    ...'-c:v libx264 -preset veryfast -profile:v high -level 4.0 -pix_fmt yuv420p'.split(' '),
    ...'-g 30 -keyint_min 30 -sc_threshold 0 -b:v 5M -maxrate 6M -bufsize 6M'.split(' '),
    ...'-color_range tv -colorspace bt709 -color_trc bt709 -color_primaries bt709'.split(' '),
    part,
  ]);
  await ffmpeg([
    ...`-v error -y -stream_loop 5 -i ${part} -f lavfi -i`.split(' '),
    `aevalsrc='0.126*sin(2*PI*997*t)|0.126*sin(2*PI*997*t)':s=48000:d=${CONFORMING_S}`,
    ...'-map 0:v -map 1:a -c:v copy -c:a aac -b:a 128k'.split(' '),
    ...['-movflags', '+faststart', whole],
  ]);
  return whole;
}

/** as a phone would record it */
async function makeForeign(dir: string): Promise<string> {
  const file = path.join(dir, 'foreign.mp4');
  await ffmpeg([
    ...`-v error -y -f lavfi -i testsrc2=s=1920x1080:r=25:d=${TRANSCODED_S}`.split(' '),
    ...`-f lavfi -i anoisesrc=c=pink:a=0.1:r=48000:d=${TRANSCODED_S}`.split(' '),
    ...'-c:v libx265 -preset ultrafast -x265-params log-level=error -b:v 12M'.split(' '),
    ...'-pix_fmt yuv420p -tag:v hvc1 -c:a aac -ac 2'.split(' '),
    file,
  ]);
  return file;
}

/** The command by which the pipeline converts this file. */
async function commandFor(dir: string, file: string): Promise<Command> {
  const { signal } = new AbortController();
  const tools = await openTools({ ...programs, dir: path.join(dir, 'tools') });
  const probe = (await tools.probe(file, signal))!;
  const packets = await tools.packets(file, signal);
  const [picture, sound] = [probe.picture!.index, probe.sound!.index];
  const measured = measureCommand(file, sound);
  const loudness = parseLoudness(await tools.ffmpeg(measured, { signal, timeoutMs: 60_000 }));
  const decided = plan({
    probe,
    pictureRhythm: packets.rhythm(picture),
    soundRhythm: packets.rhythm(sound),
    loudness,
  });
  if (decided.kind !== 'video' || decided.picture.do !== 'encode') {
    throw new Error('the clip was to be encoded');
  }
  const output = path.join(dir, 'alone.mp4');
  return convertCommand(file, { picture, sound }, decided, tools.toneMapping, output);
}

const wordsOf = ({ before, input, outputs }: Command): string[] => [
  ...before,
  '-i',
  input,
  '-y',
  ...outputs.flatMap(({ options, path: output }) => [...options, output]),
];

async function ffmpeg(args: readonly string[]): Promise<void> {
  await execute('nice', ['-n', '10', programs.ffmpeg, ...args], { maxBuffer: 64 * 1024 * 1024 });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
