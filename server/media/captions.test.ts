import { describe, expect, test } from 'vitest';
import { houseCaptions } from './captions.ts';

const house = (text: string) => houseCaptions(new TextEncoder().encode(text));

describe('captions become WebVTT of times and words', () => {
  test('from SubRip, with its commas, numbers and fonts', async () => {
    const srt = [
      '1',
      '00:00:01,000 --> 00:00:03,500',
      '<font color="#ffff00">Chào <i>các em</i></font>',
      'dòng hai',
      '',
      '2',
      '01:02:03,004 --> 01:02:04,000',
      '{\\an8}Hết & hết <3',
      '',
    ];
    const expected = [
      'WEBVTT',
      '',
      '00:00:01.000 --> 00:00:03.500',
      'Chào <i>các em</i>',
      'dòng hai',
      '',
      '01:02:03.004 --> 01:02:04.000',
      'Hết & hết &lt;3',
      '',
    ].join('\n');
    expect(await house(srt.join('\r\n'))).toBe(expected);
    expect(await house(`\uFEFF${srt.join('\n')}`)).toBe(expected);
  });

  test('from WebVTT, without its notes, names, speakers and places, by time', async () => {
    const vtt = [
      'WEBVTT - lớp 5A',
      '',
      'NOTE dịch tự động',
      '',
      'hai',
      '00:05.000 --> 00:06.000 line:0 align:start',
      '<v Cô Lan>Ngồi <b>xuống</b></v>',
      '',
      '00:01.000 --> 00:02.000',
      'Đứng lên',
    ];
    expect(await house(vtt.join('\n'))).toBe(
      [
        'WEBVTT',
        '',
        '00:00:01.000 --> 00:00:02.000',
        'Đứng lên',
        '',
        '00:00:05.000 --> 00:00:06.000',
        'Ngồi <b>xuống</b>',
        '',
      ].join('\n'),
    );
  });

  test('as they are when they are so already', async () => {
    const done = await house('WEBVTT\n\n00:01.000 --> 00:02.000\nChào <i>em</i> &amp; bạn\n');
    expect(done).not.toBeNull();
    expect(await house(done!)).toBe(done);
  });

  test('from UTF-16 that says so', async () => {
    const text = '\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nChào\n';
    const bytes = Buffer.from(text, 'utf16le');
    expect(await houseCaptions(bytes)).toContain('Chào');
  });
});

test.each([
  ['nothing', ''],
  ['a text', 'Chào các em'],
  ['a heading alone', 'WEBVTT\n'],
  ['no words', 'WEBVTT\n\n00:01.000 --> 00:02.000\n\n'],
  ['times that run backwards', 'WEBVTT\n\n00:05.000 --> 00:04.000\nChào\n'],
  [
    'a time that can’t be read',
    '1\n00:00:0x,000 --> 00:00:02,000\nChào\n\n2\n00:00:03,000 --> 00:00:04,000\nHết\n',
  ],
  ['a NUL', 'WEBVTT\n\n00:01.000 --> 00:02.000\nCh\0ào\n'],
])('%s is refused whole', async (_, text) => {
  expect(await house(text)).toBeNull();
});

test('bytes that are no text are refused', async () => {
  expect(await houseCaptions(Uint8Array.of(0x57, 0xff, 0xfe, 0xfd))).toBeNull();
});
