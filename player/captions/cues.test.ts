import { describe, expect, test } from 'vitest';
import { cueAt, cuesOf, nextChange } from './cues.ts';
import { captionsWanted } from './wanted.ts';

const file = `WEBVTT - an toàn dưới nước

NOTE dành cho người biên tập

STYLE
::cue { color: yellow }

1
00:01.000 --> 00:03.500 line:0 position:10%
<v Cô Lan>Đi bơi phải có <b>người lớn</b>
đi cùng.</v>

00:03.500 --> 00:05.000
Mặc áo phao &amp; cài chắc khóa.

00:04.000 --> 00:06.000
<c.loud>(Tiếng còi)</c>

00:09.000 --> 00:08.000
không bao giờ
`;

describe('captions', () => {
  test('are the words of the file: no markup, no places, no notes, and nothing that ends before it begins', async () => {
    expect(await cuesOf(file)).toEqual([
      { from: 1000, until: 3500, text: 'Đi bơi phải có người lớn\nđi cùng.' },
      { from: 3500, until: 5000, text: 'Mặc áo phao & cài chắc khóa.' },
      { from: 4000, until: 6000, text: '(Tiếng còi)' },
    ]);
  });

  test('are composed, so that each letter has its marks in one glyph', async () => {
    const [cue] = await cuesOf(`WEBVTT\n\n00:00.000 --> 00:01.000\n${'Ễ'.normalize('NFD')}`);
    expect(cue!.text).toBe('Ễ');
  });

  test('stand from their beginning until just before their end; the later of two below', async () => {
    const cues = await cuesOf(file);
    expect(cueAt(cues, 999)).toBe('');
    expect(cueAt(cues, 1000)).toContain('người lớn');
    expect(cueAt(cues, 4500)).toBe('Mặc áo phao & cài chắc khóa.\n(Tiếng còi)');
    expect(cueAt(cues, 6000)).toBe('');
  });

  test('change at the beginnings and ends of cues and at no other time', async () => {
    const cues = await cuesOf(file);
    const changes: number[] = [];
    for (let at = nextChange(cues, 0); at !== null; at = nextChange(cues, at)) changes.push(at);
    expect(changes).toEqual([1000, 3500, 4000, 5000, 6000]);
  });

  test('a file that is none of ours shows nothing', async () => {
    expect(await cuesOf('<html>404</html>')).toEqual([]);
    expect(await cuesOf('')).toEqual([]);
  });

  test('are shown to a hall that can’t hear the clip, or as the screen is set', () => {
    expect(captionsWanted('auto', true)).toBe(false);
    expect(captionsWanted('auto', false)).toBe(true);
    expect(captionsWanted('always', true)).toBe(true);
    expect(captionsWanted('never', false)).toBe(false);
  });
});
