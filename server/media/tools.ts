/**
 * ffmpeg and ffprobe as processes within limits of time, memory and output; and the pictures' own
 * process. Everything that opens uploaded bytes is started here, outside of the server's process.
 */
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ffmpeg from 'fluent-ffmpeg';
import { z } from 'zod';
import { StoreFull } from '#server/store/port.ts';
import { problemCodes, Refusal } from '#shared/api/problems.ts';
import { type Command, onlyThisFile } from './arguments.ts';
import { PacketReader, packetArguments } from './packets.ts';
import { type Probe, parseProbe, probeArguments } from './probe.ts';

const limitedScript = fileURLToPath(new URL('./limited.sh', import.meta.url));
const pictureScript = fileURLToPath(new URL('./picture.ts', import.meta.url));

const GiB = 1024 ** 3;
/** 4K HEVC in HDR down to the house profile takes about 1.5 GiB of address space. */
const MEMORY_BYTES = 6 * GiB;
/** two hours at the house's peak rate are 7.3 GiB */
const FILE_BYTES = 8 * GiB;
const CPU_SECONDS = 24 * 60 * 60;
const PROBE_MS = 120_000;
const PICTURE_MS = 120_000;

export type Run = {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** µs of output so far */
  readonly onTime?: (microseconds: number) => void;
};

export type Tools = {
  /** whether this ffmpeg can bring HDR down */
  readonly toneMapping: boolean;
  /** Null: no demuxer that is allowed can read it. */
  probe(file: string, signal: AbortSignal): Promise<Probe | null>;
  packets(file: string, signal: AbortSignal): Promise<PacketReader>;
  /**
   * Answers the last lines ffmpeg wrote. Throws Refusal (fileConversionFailed, -TooSlow) for what
   * the file is to blame for, StoreFull for a full disk, and anything else for what may pass.
   */
  ffmpeg(command: Command, run: Run): Promise<readonly string[]>;
  /** A picture made upright, sRGB and of bearable size. Throws Refusal. */
  picture(
    input: string,
    output: string,
    signal: AbortSignal,
  ): Promise<{ readonly width: number; readonly height: number }>;
};

/** `dir`: a folder of its own, for the launcher that carries the limits. */
export async function openTools(paths: {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly dir: string;
}): Promise<Tools> {
  await fs.mkdir(paths.dir, { recursive: true, mode: 0o700 });
  // fluent-ffmpeg knows one path to ffmpeg and passes it nothing of ours: the path is a launcher.
  const launcher = path.join(paths.dir, 'ffmpeg-within-limits');
  const words = [limitedScript, MEMORY_BYTES, FILE_BYTES, CPU_SECONDS, paths.ffmpeg];
  await fs.writeFile(launcher, `#!/bin/sh\nexec ${words.map(quoted).join(' ')} "$@"\n`, {
    mode: 0o700,
  });

  const probing = [String(MEMORY_BYTES), String(FILE_BYTES), '120', paths.ffprobe];
  const probeOptions = ['-loglevel', 'error', '-hide_banner', ...onlyThisFile];
  const { stdout: filters } = await run(paths.ffmpeg, ['-hide_banner', '-filters']);

  return {
    toneMapping: / zscale /.test(filters) && / tonemap /.test(filters),

    async probe(file, signal) {
      const options = [...probeOptions, ...probeArguments, '-i', file];
      try {
        const { stdout } = await run(limitedScript, [...probing, ...options], {
          signal,
          timeout: PROBE_MS,
          killSignal: 'SIGKILL',
          maxBuffer: 4 * 1024 * 1024,
        });
        return parseProbe(JSON.parse(stdout));
      } catch (error) {
        signal.throwIfAborted();
        // An exit code is ffprobe's verdict on the file; a missing program or a signal is not.
        if (typeof (error as { code?: unknown }).code === 'number') return null;
        throw error;
      }
    },

    packets: (file, signal) =>
      readPackets([...probing, ...probeOptions, ...packetArguments, '-i', file], signal),

    ffmpeg: (command, { signal, timeoutMs, onTime }) =>
      runFfmpeg(launcher, command, signal, timeoutMs, onTime),

    async picture(input, output, signal) {
      const node = [String(MEMORY_BYTES), String(FILE_BYTES), '120', process.execPath];
      const { stdout } = await run(limitedScript, [...node, pictureScript, input, output], {
        signal,
        timeout: PICTURE_MS,
        killSignal: 'SIGKILL',
      }).catch((error: Error & { killed?: boolean }) => {
        signal.throwIfAborted();
        if (error.killed) throw new Refusal('fileConversionTooSlow');
        throw error;
      });
      const answer = PictureAnswer.parse(JSON.parse(stdout));
      if ('refused' in answer) throw new Refusal(answer.refused, answer.params);
      return answer;
    },
  };
}

const run = promisify(execFile);

/** What `picture.ts` prints. */
const PictureAnswer = z.union([
  z.object({ width: z.int().positive(), height: z.int().positive() }),
  z.object({
    refused: z.enum(problemCodes),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
]);

async function readPackets(options: string[], signal: AbortSignal): Promise<PacketReader> {
  const child = spawn(limitedScript, options, {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]),
    killSignal: 'SIGKILL',
  });
  const reader = new PacketReader();
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    // A damaged end makes ffprobe fail after it told of all that is there: that is what counts.
    child.once('close', () => resolve());
  });
  ended.catch(() => {});
  for await (const line of createInterface({ input: child.stdout })) {
    if (!reader.read(line)) {
      child.kill('SIGKILL');
      throw new Refusal('fileConversionTooSlow');
    }
  }
  await ended.catch((error: unknown) => {
    signal.throwIfAborted();
    throw (error as Error).name === 'AbortError' ? new Refusal('fileConversionTooSlow') : error;
  });
  return reader;
}

function runFfmpeg(
  launcher: string,
  { before, input, outputs }: Command,
  signal: AbortSignal,
  timeoutMs: number,
  onTime: ((microseconds: number) => void) | undefined,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const command = ffmpeg(input).setFfmpegPath(launcher);
    // Spread, because a single array would be split at spaces.
    command.inputOptions(...(before as [string, string]));
    for (const output of outputs) {
      command.output(output.path).outputOptions(...(output.options as [string, string]));
    }

    let started = false;
    let stopped: Error | null = null;
    const stop = (why: Error): void => {
      stopped ??= why;
      if (started) command.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(new Refusal('fileConversionTooSlow')), timeoutMs);
    const abort = (): void => stop(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };

    command
      .on('start', () => {
        started = true;
        if (stopped !== null) command.kill('SIGKILL');
      })
      // Not fluent's `progress`: it would run ffprobe on the file once more, without our limits.
      .on('stderr', (line: string) => {
        const time = /^out_time_us=(\d+)$/.exec(line)?.[1];
        if (time !== undefined) onTime?.(Number(time));
      })
      .on('end', (_stdout, stderr) => {
        settle();
        resolve((stderr ?? '').split('\n'));
      })
      .on('error', (error: Error, _stdout, stderr) => {
        settle();
        reject(stopped ?? blame(error, stderr ?? ''));
      })
      .run();
  });
}

/** Whose fault it is that ffmpeg failed: the file's, the disk's, or something that may pass. */
function blame(error: Error, stderr: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(stderr)) {
    return new StoreFull('no room for conversion', { cause: error });
  }
  if (/signal SIG(XCPU|XFSZ)/.test(error.message)) return new Refusal('fileConversionTooSlow');
  if (/exited with code/.test(error.message)) {
    // 69: more frames could not be decoded than `max_error_rate` bears
    const damaged = /exited with code 69\b/.test(error.message);
    const refusal = new Refusal(damaged ? 'fileTruncated' : 'fileConversionFailed');
    refusal.cause = error;
    return refusal;
  }
  return error;
}

const quoted = (word: string | number): string => `'${String(word).replaceAll("'", "'\\''")}'`;
