/** The reports are what ffprobe 5.1 printed for real clips. */
import { describe, expect, test } from 'vitest';
import { parseProbe } from './probe.ts';

const phone = {
  streams: [
    {
      index: 0,
      codec_name: 'hevc',
      profile: 'Main 10',
      codec_type: 'video',
      width: 1920,
      height: 1080,
      sample_aspect_ratio: '1:1',
      pix_fmt: 'yuv420p10le',
      level: 120,
      color_range: 'tv',
      color_space: 'bt2020nc',
      color_transfer: 'arib-std-b67',
      color_primaries: 'bt2020',
      field_order: 'progressive',
      avg_frame_rate: '599/20',
      time_base: '1/600',
      duration: '10.016667',
      disposition: { default: 1, attached_pic: 0 },
      side_data_list: [
        { side_data_type: 'DOVI configuration record' },
        { side_data_type: 'Display Matrix', rotation: -90 },
      ],
    },
    {
      index: 1,
      codec_name: 'aac',
      profile: 'LC',
      codec_type: 'audio',
      sample_rate: '44100',
      channels: 1,
      avg_frame_rate: '0/0',
      time_base: '1/44100',
      duration: '10.007',
      disposition: { default: 1, attached_pic: 0 },
    },
    { index: 2, codec_type: 'data', avg_frame_rate: '0/0', time_base: '1/600' },
  ],
  format: { duration: '10.016667', start_time: '0.000000' },
};

describe('what ffprobe tells', () => {
  test('a phone clip: turned, in high dynamic range, with mono sound', () => {
    const { picture, sound, seconds } = parseProbe(phone);
    expect(picture).toMatchObject({
      codec: 'hevc',
      transfer: 'arib-std-b67',
      range: 'limited',
      pixelAspect: 1,
      turned: { degrees: -90 },
    });
    expect(sound).toMatchObject({ index: 1, sampleRate: 44_100, channels: 1 });
    expect(seconds).toBeCloseTo(10.0167);
  });

  test('what it leaves out or does not know is null, never NaN', () => {
    const { picture } = parseProbe({
      streams: [
        {
          index: 0,
          codec_name: 'vp8',
          codec_type: 'video',
          width: 640,
          height: 480,
          color_range: 'unknown',
          sample_aspect_ratio: '0:1',
          avg_frame_rate: '0/0',
          duration: 'N/A',
        },
      ],
      format: {},
    });
    expect(picture).toMatchObject({
      range: null,
      pixelAspect: 1,
      seconds: null,
      turned: null,
    });
  });

  test('the cover of a song is no moving picture', () => {
    const cover = {
      index: 1,
      codec_name: 'mjpeg',
      codec_type: 'video',
      width: 600,
      height: 600,
      disposition: { default: 0, attached_pic: 1 },
    };
    const { picture, sound } = parseProbe({
      streams: [{ ...phone.streams[1], index: 0 }, cover],
      format: {},
    });
    expect(picture).toBeNull();
    expect(sound?.index).toBe(0);
  });

  test('of several sound tracks the default one is taken, else the first', () => {
    const track = (index: number, preferred: number) => ({
      ...phone.streams[1]!,
      index,
      disposition: { default: preferred, attached_pic: 0 },
    });
    const of = (...streams: object[]) => parseProbe({ streams, format: {} }).sound?.index;
    expect(of(track(1, 0), track(2, 1))).toBe(2);
    expect(of(track(1, 0), track(2, 0))).toBe(1);
  });

  test('the deprecated yuvj formats are full range even when nothing is said', () => {
    const report = structuredClone(phone);
    report.streams[0]!.pix_fmt = 'yuvj420p';
    expect(parseProbe(report).picture?.range).toBe('full');
  });
});
