import { describe, expect, test } from 'vitest';
import { frameAt } from '#shared/frame/frame-at.ts';
import {
  at,
  compose,
  hours,
  MINUTE,
  program,
  publication,
  type Somewhere,
} from '#test/support/compiler.ts';
import { announcement, audio, slide, ticker, video } from '#test/support/manifests.ts';

describe('sound and hours', () => {
  const lessons = {
    timetable: {
      templates: [
        {
          name: 'Ngày học',
          levels: [],
          days: [1, 2, 3, 4, 5, 6, 7],
          periods: [
            { period: 'lesson', label: '', session: 'morning', start: '08:00', end: '08:35' },
            { period: 'recess', label: '', session: 'morning', start: '08:35', end: '09:00' },
          ],
        },
      ],
    },
  } satisfies Partial<Somewhere>;
  const volumeAt = (manifest: ReturnType<typeof program>, text: string) => {
    const item = frameAt(manifest, at(text)).main?.item;
    return item && 'volume' in item ? item.volume : null;
  };

  test('[P26] clips are silent in quiet periods and scaled by the rules, their place in the loop kept', () => {
    const clip = video('clip', 10 * MINUTE);
    const { manifest } = compose([publication('p', [clip])], {
      ...lessons,
      policy: {
        sound: {
          quiet: [{ period: 'lesson' }],
          volumes: [{ at: { period: 'recess' }, volume: 60 }],
          volume: 80,
        },
      },
    });
    expect(volumeAt(manifest, '23T07:59')).toBe(80);
    expect(volumeAt(manifest, '23T08:00')).toBe(0);
    expect(volumeAt(manifest, '23T08:35')).toBe(60);
    expect(volumeAt(manifest, '23T09:00')).toBe(80);
    expect(frameAt(manifest, at('23T08:35')).main).toMatchObject({ offset: 5 * MINUTE });
  });

  test('[P26] who may always sound is heard, who may never is not; quiet sound does not compete', () => {
    const { manifest } = compose(
      [
        publication('song', [audio('song', MINUTE)]),
        publication('test', [audio('test', MINUTE)], {
          sound: 'always',
          ...hours('08:10', '08:20'),
        }),
        publication('mute', [video('mute', MINUTE)], { sound: 'never' }),
      ],
      lessons,
    );
    expect(frameAt(manifest, at('23T08:05')).audio).toBeNull();
    expect(frameAt(manifest, at('23T08:15')).audio?.item).toMatchObject({
      id: 'test',
      volume: 100,
    });
    expect(frameAt(manifest, at('23T08:40')).audio?.item.id).toBe('song');
    expect(volumeAt(manifest, '23T08:40')).toBe(0);
  });

  test('[P20] a screen that is off is black, speakers that are off are silent', () => {
    const on = (start: string, end: string) => [{ days: [1, 2, 3, 4, 5], hours: [{ start, end }] }];
    const { manifest } = compose(
      [publication('p', [video('v', MINUTE), ticker('line', MINUTE), audio('song', MINUTE)])],
      { policy: { screens: on('08:00', '16:00'), speakers: on('09:00', '12:00') } },
    );
    const ids = (text: string) => {
      const { main, ticker, audio } = frameAt(manifest, at(text));
      return [main, ticker, audio].map((airing) => airing?.item.id ?? null);
    };
    expect(ids('23T07:30')).toEqual(['off', null, null]);
    expect(ids('23T08:30')).toEqual(['v', 'line', null]);
    expect(volumeAt(manifest, '23T08:30')).toBe(0);
    expect(ids('23T09:30')).toEqual(['v', 'line', 'song']);
    expect(ids('28T09:30')).toEqual(['off', null, null]);
  });
});

describe('announcements', () => {
  test('[P5] have a track of their own, beside music', () => {
    const manifest = program(
      publication('p', [audio('song', MINUTE), announcement('news', MINUTE)]),
    );
    const frame = frameAt(manifest, at('23T09:00'));
    expect([frame.audio?.item.id, frame.voice?.item.id]).toEqual(['song', 'news']);
  });

  test('[P16] a takeover of pictures silences them; [P26] so does a quiet stretch', () => {
    const quiet = [{ hours: { start: '08:00', end: '09:00' } }];
    const sound = { quiet, volumes: [], volume: 60 };
    const { manifest } = compose(
      [
        publication('p', [announcement('news', MINUTE)]),
        publication('over', [slide('s', MINUTE)], { ...hours('10:00', '11:00'), mode: 'takeover' }),
      ],
      { policy: { sound } },
    );
    const heard = (text: string) => frameAt(manifest, at(text)).voice?.item;
    expect(heard('23T08:30')).toBeUndefined();
    expect(heard('23T09:30')).toMatchObject({ id: 'news', volume: 60 });
    expect(heard('23T10:30')).toBeUndefined();
  });

  test('[P20] speakers that are off are silent', () => {
    const speakers = [{ days: [1, 2, 3, 4, 5], hours: [{ start: '09:00', end: '12:00' }] }];
    const { manifest } = compose([publication('p', [announcement('news', MINUTE)])], {
      policy: { speakers },
    });
    expect(frameAt(manifest, at('23T08:30')).voice).toBeNull();
    expect(frameAt(manifest, at('23T09:30')).voice?.item.id).toBe('news');
  });
});
