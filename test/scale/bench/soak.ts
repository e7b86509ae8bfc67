/**
 * Weeks in minutes: the real player in real Chromium, first with changes as fast as they can be
 * watched, then at its ordinary pace; manifests are replaced all the while. What page and browser
 * hold at the end is compared with what they held at the end of the first tenth (the baseline).
 *
 * `SOAK_TRANSITIONS` (3000) of the main picture, `SOAK_MINUTES` (15) at the ordinary pace.
 */
import { rm } from 'node:fs/promises';
import type { CDPSession } from 'playwright-core';
import type { Item, Manifest } from '#shared/frame/manifest.ts';
import { makeMachine } from '#test/support/chromium.ts';
import { eventually } from '#test/support/eventually.ts';
import { countBlobUrls, type Footprint, footprint } from '#test/support/footprint.ts';
import { houseClip, picture, soundClip } from '#test/support/house-clip.ts';
import { announcement, audio, image, slide, ticker } from '#test/support/manifests.ts';
import { buildPlayer } from '#test/support/player-build.ts';
import { clipItem, pairedPage, programme } from '#test/support/player-page.ts';
import { type Media, type PlayerServer, startPlayerServer } from '#test/support/player-server.ts';
import { median, type Report, rounded } from './report.ts';

export type SoakOptions = {
  /** changes of the main picture at the fast pace */
  readonly transitions: number;
  /** how long the ordinary pace lasts */
  readonly ms: number;
  /** between two replacements of the manifest */
  readonly replaceEveryMs: number;
  /** how often everything is looked at, for a middle */
  readonly samples: number;
};

export function run(report: Report): Promise<void> {
  return soak(
    {
      transitions: Number(process.env.SOAK_TRANSITIONS ?? 3000),
      ms: Number(process.env.SOAK_MINUTES ?? 15) * 60_000,
      replaceEveryMs: 20_000,
      samples: 15,
    },
    report,
  );
}

export async function soak(options: SoakOptions, report: Report): Promise<void> {
  const dist = await buildPlayer();
  const server = await startPlayerServer(dist);
  const machine = await makeMachine();
  try {
    const media = makeMedia();
    for (const each of media.all) server.addMedia(each);
    let made = 0;
    const assign = (pace: Pace) => {
      made += 1;
      server.assign(programmeOf(media, pace, made, server.now()));
    };
    assign('fast');
    const context = await machine.boot();
    await context.addInitScript(countBlobUrls);
    const page = await pairedPage(context, server);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const measure = () => sample(session, machine.processGroup!, options.samples);
    await eventually(() => shownSince(server, 0).length > 5 || null, {
      ...{ within: 60_000, what: 'the first plays' },
    });

    const phase = async (pace: Pace, progress: (startedAt: number, plays: number) => number) => {
      assign(pace);
      const [startedAt, first] = [performance.now(), server.plays.size];
      let replacedAt = startedAt;
      const until = async (share: number) => {
        while (progress(startedAt, shownSince(server, first).length) < share) {
          await new Promise((resolve) => setTimeout(resolve, 250));
          if (performance.now() - replacedAt < options.replaceEveryMs) continue;
          replacedAt = performance.now();
          assign(pace);
        }
      };
      await until(0.1);
      const early = await measure();
      await until(1);
      const late = await measure();
      const n = shownSince(server, first).length;
      for (const [of, metric, unit] of metrics) {
        const [value, baseline] = [late[of], early[of]];
        const ratio = baseline === 0 ? null : rounded(value / baseline, 3);
        report({
          ...{ bench: 'soak', metric: named(metric, pace), value: rounded(value), unit },
          ...{ baseline: rounded(baseline), ratio, n },
        });
      }
      report({
        ...{ bench: 'soak', metric: named('failed_plays', pace), unit: 'plays' },
        ...{ value: failedOf(server, first), baseline: null, ratio: null, n },
      });
    };
    await phase('fast', (_, plays) => plays / options.transitions);
    await phase('ordinary', (startedAt) => (performance.now() - startedAt) / options.ms);
  } finally {
    await machine.dispose();
    await server.stop();
    await rm(dist, { recursive: true, force: true });
  }
}

/** fast: a second holds two to four changes of the picture. ordinary: a change every few seconds. */
type Pace = 'fast' | 'ordinary';

type Library = {
  readonly clips: readonly Media[];
  readonly longClips: readonly Media[];
  readonly pictures: readonly Media[];
  readonly song: Media;
  readonly call: Media;
  readonly all: readonly Media[];
};

function makeMedia(): Library {
  const clips = [0.6, 0.5].map((seconds, i) => houseClip({ seconds, tone: 300 + 100 * i }));
  const longClips = [5, 8].map((seconds) => houseClip({ seconds }));
  const pictures = ['red', 'green', 'blue', 'gold'].map((colour) => picture('1280x720', colour));
  const [song, call] = [soundClip(3), soundClip(1)];
  return {
    clips,
    longClips,
    pictures,
    song,
    call,
    all: [...clips, ...longClips, ...pictures, song, call],
  };
}

/** All kinds, video to video too; each manifest has other items, and drops a picture of the one before. */
function programmeOf(library: Library, pace: Pace, made: number, now: number): Manifest {
  const fast = pace === 'fast';
  const id = (name: string) => `${made} ${name}`;
  const words = (name: string) => ({
    title: `${name} ${made}`,
    body: 'Tiết hai bắt đầu lúc 7 giờ 50.',
  });
  const pictures = library.pictures.filter((_, i) => i !== made % library.pictures.length);
  const clips = fast ? library.clips : library.longClips;
  const main: Item[] = [
    ...clips.map((clip, i) => clipItem(id(`clip ${i}`), clip)),
    image(id('image 0'), fast ? 250 : 4000, pictures[0]!.sha256),
    slide(id('slide 0'), fast ? 450 : 6000, words('Sinh hoạt dưới cờ')),
    clipItem(id('clip again'), clips[0]!),
    slide(id('slide 1'), fast ? 250 : 5000, words('Nghỉ học vì bão')),
    {
      ...slide(id('slide 2'), fast ? 450 : 5000, {
        headline: `Thư viện xanh ${made}`,
        photo: pictures[0]!.sha256,
      }),
      ...{ template: 'news', media: [pictures[0]!.sha256] },
    },
    image(id('image 1'), fast ? 450 : 5000, pictures[1]!.sha256),
    image(id('image 2'), fast ? 250 : 4000, pictures[2]!.sha256),
  ];
  const lines = ['Chào mừng năm học mới', 'Chống đuối nước'].map((text, i) =>
    ticker(id(`line ${i}`), fast ? 1500 : 12_000, text),
  );
  const music = [audio(id('music'), 3000, library.song.sha256)];
  const calls = [announcement(id('call'), 1000, library.call.sha256)];
  return programme([...clips, ...pictures, library.song, library.call], now - 1000, main, {
    ...{ ticker: lines, audio: music, voice: calls },
  });
}

function shownSince(server: PlayerServer, first: number) {
  return [...server.plays.values()].filter(
    ({ n, track, ending }) => n > first && track === 'main' && ending !== 'failed',
  );
}

/** Nothing leaks from a screen that shows nothing: more than half of each kind was shown. */
function failedOf(server: PlayerServer, first: number): number {
  const kinds = new Map<string, { shown: number; failed: number; reason: string | null }>();
  for (const { n, item, ending, reason } of server.plays.values()) {
    if (n <= first) continue;
    const kind = item.split(' ')[1]!;
    const { shown, failed, ...known } = kinds.get(kind) ?? { shown: 0, failed: 0, reason: null };
    const next = ending === 'failed' ? { shown, failed: failed + 1 } : { shown: shown + 1, failed };
    kinds.set(kind, { ...next, reason: reason ?? known.reason });
  }
  for (const kind of ['clip', 'image', 'slide', 'line', 'music', 'call']) {
    const { shown, failed, reason } = kinds.get(kind) ?? { shown: 0, failed: 0, reason: null };
    if (shown <= failed) throw new Error(`${kind}: ${shown} shown, ${failed} failed: ${reason}`);
  }
  return [...kinds.values()].reduce((sum, { failed }) => sum + failed, 0);
}

/** The middle of several: what is on air at the moment differs from one to the next. */
async function sample(
  session: CDPSession,
  processGroup: number,
  count: number,
): Promise<Footprint> {
  const samples: Footprint[] = [];
  for (let i = 0; i < count; i++) {
    samples.push(await footprint(session, processGroup));
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  const middle = (of: keyof Footprint) => median(samples.map((each) => each[of]));
  return {
    ...{ heapMb: middle('heapMb'), processMb: middle('processMb'), gpuMb: middle('gpuMb') },
    ...{ pageMb: middle('pageMb') },
    ...{ nodes: middle('nodes'), listeners: middle('listeners') },
    ...{ mediaElements: middle('mediaElements'), blobUrls: middle('blobUrls') },
  };
}

const metrics: readonly (readonly [keyof Footprint, string, string])[] = [
  ['heapMb', 'heap_mb', 'MB'],
  ['processMb', 'process_mb', 'MB'],
  ['gpuMb', 'gpu_mb', 'MB'],
  ['pageMb', 'page_mb', 'MB'],
  ['nodes', 'nodes', 'nodes'],
  ['listeners', 'listeners', 'listeners'],
  ['mediaElements', 'media_elements', 'elements'],
  ['blobUrls', 'blob_urls', 'addresses'],
];

const named = (metric: string, pace: Pace) =>
  pace === 'fast' ? metric : `${metric}_ordinary_pace`;
