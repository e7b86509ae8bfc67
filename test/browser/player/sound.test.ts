/** What is to be heard of a screen or a speaker in real Chromium: how loud, when, and what gives way. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { DUCK_DB } from '#player/sound/ducking.ts';
import { gainOf } from '#shared/domain/volume.ts';
import type { Manifest } from '#shared/frame/manifest.ts';
import { eventually } from '#test/support/eventually.ts';
import { houseClip, soundClip } from '#test/support/house-clip.ts';
import { announcement, audio, slide } from '#test/support/manifests.ts';
import { clipItem, programme } from '#test/support/player-page.ts';
import { playerScreens } from '#test/support/player-screens.ts';
import type { Media, PlayerServer } from '#test/support/player-server.ts';

/** One look at every `<audio>` of the page, taken in the page every 50 ms. */
type Look = {
  readonly at: number;
  readonly sounds: readonly {
    readonly volume: number;
    readonly loudness: number;
    readonly runs: boolean;
    readonly time: number;
    readonly seconds: number;
    readonly muted: boolean;
  }[];
};
declare global {
  interface Window {
    looks: Look[];
    sounds: HTMLAudioElement[];
  }
}

const player = playerScreens();

/** Runs in the page before the player: measures what each `<audio>` really gives, after its volume. */
function listen() {
  window.sounds = [];
  window.looks = [];
  const context = new AudioContext();
  const ears = new Map<HTMLAudioElement, AnalyserNode>();
  window.Audio = new Proxy(window.Audio, {
    construct(target, args: [string?]) {
      const element = new target(...args);
      window.sounds.push(element);
      const ear = context.createAnalyser();
      ear.fftSize = 4096;
      context.createMediaElementSource(element).connect(ear);
      ear.connect(context.destination);
      ears.set(element, ear);
      return element;
    },
  });
  const samples = new Float32Array(4096);
  const loudness = (element: HTMLAudioElement) => {
    ears.get(element)!.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  };
  setInterval(() => {
    window.looks.push({
      at: performance.now(),
      sounds: window.sounds.map((element) => ({
        ...{ volume: element.volume, loudness: loudness(element), muted: element.muted },
        ...{ runs: !element.paused && !element.ended, time: element.currentTime },
        seconds: element.duration,
      })),
    });
  }, 50);
}

const listening = (
  media: readonly Media[],
  make: (now: number) => Manifest,
  profile: Partial<PlayerServer['profile']> = {},
): Promise<Page> =>
  player.screen(media, make, {
    async before(page) {
      player.server.profile = { ...player.server.profile, ...profile };
      await page.addInitScript(listen);
    },
  });

const looks = (page: Page): Promise<Look[]> => page.evaluate(() => window.looks);
const lastLook = (page: Page): Promise<Look | undefined> =>
  page.evaluate(() => window.looks.at(-1));
const decibels = (ratio: number) => 20 * Math.log10(ratio);

const still = slide('still', 3_600_000);

test('an announcement ducks the music by 18 dB as it is heard, and lets it go when it was heard out', async () => {
  const [song, call] = [soundClip(60), soundClip(4)];
  const page = await listening([song], (now) =>
    programme([song], now, [still], {
      audio: [{ ...audio('song', 60_000), media: song.sha256, volume: 80 }],
    }),
  );
  await eventually(
    async () => (await lastLook(page))?.sounds.some(({ loudness }) => loudness > 0),
    {
      what: 'the music',
    },
  );
  player.server.addMedia(call);
  const spoken = { ...announcement('call', 4000), media: call.sha256 };
  const start = player.server.now() + 6000;
  const music = programme([song, call], start - 60_000, [still], {
    audio: [{ ...audio('song', 60_000), media: song.sha256, volume: 80 }],
  });
  player.server.assign({
    ...music,
    items: [...music.items, spoken],
    loops: [...music.loops, { turns: [music.items.length] }],
    tracks: {
      ...music.tracks,
      voice: [{ start, end: start + 4000, loop: music.loops.length, phase: 0 }],
    },
  });
  await eventually(() => [...player.server.plays.values()].some(({ item }) => item === 'call'), {
    what: 'the announcement to be over',
    within: 60_000,
  });
  const full = gainOf(80);
  await eventually(
    async () => {
      const now = (await lastLook(page))!.sounds.filter(({ runs }) => runs);
      return now.length > 0 && now.every(({ volume }) => Math.abs(volume - full) < 0.001);
    },
    { what: 'the music to be back' },
  );
  expect([...player.server.plays.values()].find(({ item }) => item === 'call')).toMatchObject({
    track: 'voice',
    ending: 'completed',
  });

  // The announcement is the sound whose file lasts four seconds; it is at full volume all along.
  const all = (await looks(page)).map(({ sounds }) => ({
    voice: sounds.find(({ runs, seconds }) => runs && seconds < 10),
    music: sounds.filter(({ runs, seconds }) => runs && seconds > 10),
  }));
  const during = all.filter(({ voice }) => voice && voice.time > 1 && voice.time < 3.9);
  expect(during.length).toBeGreaterThan(0);
  for (const { voice, music } of during) {
    expect(voice!.volume).toBe(1);
    for (const { volume } of music) expect(volume).toBeCloseTo(gainOf(80, DUCK_DB), 3);
  }
  // As it is heard: the music is one tone throughout, so that its loudness is comparable.
  const loud = (list: typeof all) =>
    median(list.flatMap(({ music }) => music.map(({ loudness }) => loudness)).filter((x) => x > 0));
  const free = all.filter(({ music }) => music.some(({ volume }) => volume === full));
  expect(decibels(loud(during) / loud(free))).toBeCloseTo(DUCK_DB, 0);
});

test('each step and each decibel of trim is what it says, and a new trim is heard at once', async () => {
  const song = soundClip(60);
  const page = await listening(
    [song],
    (now) =>
      programme([song], now, [still], {
        audio: [{ ...audio('song', 60_000), media: song.sha256, volume: 70 }],
      }),
    { trimDb: -6 },
  );
  const at = (gain: number) => async () => {
    const playing = (await lastLook(page))?.sounds.find(({ runs }) => runs);
    return playing && Math.abs(playing.volume - gain) < 0.001;
  };
  await eventually(at(gainOf(70, -6)), { what: 'the music at −9 −6 dB' });
  player.server.send({ type: 'profile', profile: { ...player.server.profile, trimDb: -12 } });
  await eventually(at(gainOf(70, -12)), { what: 'the music at −9 −12 dB' });
});

test('music goes round and round: the next turn runs when the one before is over', async () => {
  const song = soundClip(4);
  const page = await listening([song], (now) =>
    programme([song], now, [still], {
      audio: [{ ...audio('song', 4000), media: song.sha256, volume: 100 }],
    }),
  );
  await eventually(
    () =>
      [...player.server.plays.values()].filter(({ ending }) => ending === 'completed').length >= 3,
    { what: 'three rounds', within: 60_000 },
  );
  expect([...player.server.plays.values()].filter(({ ending }) => ending === 'failed')).toEqual([]);
  // A sound let go keeps nothing: of all turns, only what plays and what comes next have a file.
  const held = await page.evaluate(() => window.sounds.filter(({ src }) => src !== '').length);
  expect(held).toBeLessThanOrEqual(3);
});

test('sound that stands still is given up, and the office is told why', async () => {
  const song = soundClip(60);
  const page = await listening([song], (now) =>
    programme([song], now, [still], {
      audio: [{ ...audio('song', 60_000), media: song.sha256, volume: 100 }],
    }),
  );
  await eventually(async () => (await lastLook(page))?.sounds.some(({ time }) => time > 0.5), {
    what: 'the music',
  });
  await page.evaluate(() => {
    for (const element of window.sounds) {
      const stuck = element.currentTime;
      Object.defineProperty(element, 'currentTime', { get: () => stuck, set: () => {} });
    }
  });
  const failed = await eventually(
    () => [...player.server.plays.values()].find(({ ending }) => ending === 'failed'),
    { what: 'the failure' },
  );
  expect(failed).toMatchObject({ item: 'song', track: 'audio', reason: 'the sound stands still' });
});

describe('a speaker', () => {
  test('plays the sound of clips and draws no picture, and leaves stills out', async () => {
    const clip = houseClip({ seconds: 4 });
    const page = await listening(
      [clip],
      (now) =>
        programme([clip], now, [slide('still', 2000), { ...clipItem('clip', clip), volume: 60 }]),
      { kind: 'speaker', screenName: 'Loa sân trường' },
    );
    await eventually(
      () =>
        [...player.server.plays.values()].filter(({ ending }) => ending === 'completed').length >=
        2,
      { what: 'the clip’s sound to be played twice', within: 60_000 },
    );
    expect(new Set([...player.server.plays.values()].map(({ item }) => item))).toEqual(
      new Set(['clip']),
    );
    const heard = (await looks(page)).flatMap(({ sounds }) => sounds);
    expect(heard.some(({ loudness }) => loudness > 0.001)).toBe(true);
    const seen = await page.evaluate(() => {
      const player = document.querySelector('bt-player')!;
      const card = player.shadowRoot!.querySelector('bt-speaker-card')!;
      const videos = [...player.layers.querySelectorAll('video')];
      return {
        name: card.shadowRoot!.querySelector('h1')!.textContent,
        pictures: videos.filter(({ readyState }) => readyState > 0).length,
        stills: player.layers.querySelectorAll('canvas, bt-slide').length,
      };
    });
    expect(seen).toEqual({ name: 'Loa sân trường', pictures: 0, stills: 0 });
    await eventually(
      () =>
        page.evaluate(() =>
          document
            .querySelector('bt-player')!
            .shadowRoot!.querySelector('bt-speaker-card')!
            .shadowRoot!.textContent!.includes('Âm thanh của clip: 60 %'),
        ),
      { what: 'the card to say what sounds' },
    );
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
