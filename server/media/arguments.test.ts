import { describe, expect, test } from 'vitest';
import { convertCommand, measureCommand, posterCommand, soundOnlyCommand } from './arguments.ts';
import type { Plan } from './recipe.ts';

const encode: Exclude<Plan, { kind: 'refuse' }> = {
  kind: 'video',
  picture: {
    do: 'encode',
    size: { width: 1080, height: 1920 },
    deinterlace: false,
    toneMap: null,
    from: { matrix: 'bt601', range: 'pc' },
  },
  sound: { do: 'encode', levelling: { kind: 'gain', db: 4.5, limited: false } },
  frames: 45,
};
const size = { width: 1280, height: 720 };
const streams = { picture: 0, sound: 1 };

/** the value after a flag, or undefined */
function valueAfter(options: readonly string[], flag: string): string | undefined {
  const at = options.indexOf(flag);
  return at < 0 ? undefined : options[at + 1];
}

describe('arguments for ffmpeg', () => {
  test('whatever is read, only this one file may be opened', () => {
    const commands = [
      measureCommand('in', 1),
      convertCommand('in', streams, encode, true, 'out'),
      posterCommand('in', 0, size, true, 'out'),
      soundOnlyCommand('in', 'out'),
    ];
    for (const { before } of commands) {
      expect(valueAfter(before, '-protocol_whitelist')).toBe('file');
      expect(valueAfter(before, '-format_whitelist')).not.toMatch(/hls|concat|dash|image2/);
      expect(before).toContain('-nostdin');
    }
  });

  test('an encoded clip: constant rate from its start, limited BT.709, closed groups of a second', () => {
    const { outputs } = convertCommand('in', streams, encode, true, 'out');
    const options = outputs[0]!.options;
    expect(valueAfter(options, '-filter:v')).toBe(
      'fps=30:start_time=0,scale=w=1080:h=1920:flags=bicubic+accurate_rnd:in_color_matrix=bt601:in_range=pc:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p,tpad=stop=-1:stop_mode=clone',
    );
    expect(valueAfter(options, '-g')).toBe('30');
    expect(valueAfter(options, '-keyint_min')).toBe('30');
    expect(valueAfter(options, '-level:v')).toBe('4.0');
    expect(valueAfter(options, '-t')).toBe('1.500000');
    expect(valueAfter(options, '-filter:a')).toContain('volume=4.5dB,apad');
    expect(valueAfter(options, '-video_track_timescale')).toBe('90000');
    expect(valueAfter(options, '-map_metadata')).toBe('-1');
  });

  test('a copied picture is not filtered and told what it is', () => {
    const copy = { ...encode, picture: { do: 'copy' }, sound: { do: 'copy' } } as const;
    const options = convertCommand('in', streams, copy, true, 'out').outputs[0]!.options;
    expect(options).not.toContain('-filter:v');
    expect(options).not.toContain('libx264');
    expect(valueAfter(options, '-codec:v')).toBe('copy');
    expect(valueAfter(options, '-codec:a')).toBe('copy');
    expect(valueAfter(options, '-bsf:v')).toMatch(/video_full_range_flag=0/);
  });

  test('silence is made where there is no sound', () => {
    const silent = { ...encode, sound: { do: 'silence' } } as const;
    const { outputs } = convertCommand('in', { picture: 0, sound: null }, silent, true, 'out');
    expect(valueAfter(outputs[0]!.options, '-filter_complex')).toMatch(/^anullsrc=.*\[silence\]$/);
    expect(outputs[0]!.options).toContain('[silence]');
  });

  test('high dynamic range is mapped where ffmpeg can, else only converted', () => {
    const picture = {
      ...(encode.picture as object),
      toneMap: { transfer: 'smpte2084', matrix: 'bt2020nc' },
    } as Extract<typeof encode.picture, { do: 'encode' }>;
    const filters = (able: boolean) =>
      valueAfter(
        convertCommand('in', streams, { ...encode, picture }, able, 'out').outputs[0]!.options,
        '-filter:v',
      );
    expect(filters(true)).toContain('tonemap=tonemap=hable');
    expect(filters(false)).not.toContain('tonemap');
  });

  test('sound alone has a fragment a second', () => {
    const audio = { kind: 'audio', sound: { do: 'copy' }, seconds: 3 } as const;
    const { outputs } = convertCommand('in', { picture: null, sound: 0 }, audio, true, 'out');
    expect(valueAfter(outputs[0]!.options, '-frag_duration')).toBe('1000000');
    expect(valueAfter(outputs[0]!.options, '-map')).toBe('0:0');
  });

  test('a poster of a copied clip also checks all of its key frames', () => {
    expect(posterCommand('in', 0, size, true, 'out').outputs).toHaveLength(2);
    expect(posterCommand('in', 0, size, true, 'out').before).toContain('-xerror');
    expect(posterCommand('in', 0, size, false, 'out').outputs).toHaveLength(1);
  });
});
