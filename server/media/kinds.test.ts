import { describe, expect, test } from 'vitest';
import { demuxers, judge } from './kinds.ts';

const mp4 = { ext: 'mp4', mime: 'video/mp4' };

describe('what a file is by its first bytes', () => {
  test('a clip under its own name, and under others of the same container, is taken', () => {
    for (const name of ['clip.mp4', 'clip.MOV', 'clip.m4v', 'clip.3gp']) {
      expect(judge(mp4, name)).toEqual({ found: 'clip' });
    }
  });

  test('a name that says nothing about media claims nothing', () => {
    for (const name of ['clip', 'clip.bin', 'Bản tin số 3', 'clip.final.v2', '.hidden']) {
      expect(judge(mp4, name).found).toBe('clip');
    }
  });

  test('a name that tells another kind or container is a lie', () => {
    const lie = { found: 'lie', claimed: '.jpg', inside: 'video/mp4' };
    expect(judge(mp4, 'clip.jpg')).toEqual(lie);
    expect(judge(mp4, 'clip.mkv').found).toBe('lie');
    expect(judge({ ext: 'png', mime: 'image/png' }, 'ảnh.jpg').found).toBe('lie');
    expect(judge({ ext: 'pdf', mime: 'application/pdf' }, 'clip.mp4')).toMatchObject({
      found: 'lie',
      inside: 'application/pdf',
    });
    expect(judge(mp4, 'ảnh.heic').found).toBe('lie');
  });

  test('what is no media is nothing, whatever its name', () => {
    expect(judge(undefined, 'clip.mp4').found).toBe('nothing');
    expect(judge({ ext: 'zip', mime: 'application/zip' }, 'clips.zip').found).toBe('nothing');
  });

  test('a phone’s HEIC photo is told apart, so that the answer can say what to do', () => {
    expect(judge({ ext: 'heic', mime: 'image/heic' }, 'IMG_0001.HEIC').found).toBe('heic');
    expect(judge({ ext: 'heic', mime: 'image/heif' }, 'IMG_0001.jpg').found).toBe('heic');
  });

  test('no demuxer that opens further files is allowed', () => {
    const listed = demuxers.split(',');
    for (const name of ['hls', 'concat', 'dash', 'image2', 'srt', 'subviewer', 'sdp', 'rtsp']) {
      expect(listed).not.toContain(name);
    }
  });
});
