/**
 * Captions as people bring them (WebVTT or SubRip) to the one form that screens get: WebVTT with times
 * and words alone. Where captions stand and how they look is the player's, for they are read from afar.
 */
import { parseText, type VTTCue } from 'media-captions';

export const LARGEST_CAPTIONS = 256 * 1024;
const MOST_CUES = 5000;

/** null: these are no captions, or some of them can't be read: nothing of what was said may be lost. */
export async function houseCaptions(bytes: Uint8Array): Promise<string | null> {
  const text = decoded(bytes);
  if (text === null) return null;
  const type = /^WEBVTT(?:[ \t\r\n]|$)/.test(text) ? 'vtt' : 'srt';
  const { cues, errors } = await parseText(text, { type, errors: true });
  const stated = text.split(/\r\n|\r|\n/).filter((line) => line.includes('-->')).length;
  if (errors.length > 0 || cues.length !== stated) return null;
  const shown = cues
    .map((cue) => ({ ...timesOf(cue), words: wordsOf(cue.text) }))
    .filter(({ words }) => words !== '')
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (shown.length === 0 || shown.length > MOST_CUES) return null;
  if (shown.some(({ start, end }) => !(start >= 0 && end > start))) return null;
  const blocks = shown.map(
    ({ start, end, words }) => `${time(start)} --> ${time(end)}\n${words}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

/** Text as subtitle programs write it: UTF-8, or UTF-16 that says so. */
function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text.normalize('NFC');
  } catch {
    return null;
  }
}

/** ms */
function timesOf({ startTime, endTime }: Pick<VTTCue, 'startTime' | 'endTime'>) {
  return { start: Math.round(startTime * 1000), end: Math.round(endTime * 1000) };
}

/** Bold, italics and underlining stay; speakers, classes, fonts and colours go. No empty line within. */
function wordsOf(text: string): string {
  return text
    .replace(
      /<(\/?)([biu])>/gi,
      (_, slash: string, tag: string) => `\0${slash}${tag.toLowerCase()}\0`,
    )
    .replace(/<\/?[a-z][^<>]*>|<\d[\d:.]*>/gi, '')
    .replace(/\{\\[^{}]*\}/g, '')
    .replaceAll('<', '&lt;')
    .replaceAll('-->', '→')
    .replaceAll('>', '&gt;')
    .replace(/\0(\/?[biu])\0/g, '<$1>')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function time(ms: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two);
  return `${clock.join(':')}.${String(ms % 1000).padStart(3, '0')}`;
}
