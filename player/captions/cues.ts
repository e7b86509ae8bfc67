/** WebVTT as lines to be read: `media-captions` parses, this keeps what a silent hall needs of it. */
import { parseText, tokenizeVTTCue, type VTTNode } from 'media-captions';

/** ms of the clip's own time; `[from, until)` */
export type Cue = { readonly from: number; readonly until: number; readonly text: string };

/** In order of their beginnings; what a file has wrong is left out, the rest of it is shown. */
export async function cuesOf(vtt: string): Promise<readonly Cue[]> {
  const { cues } = await parseText(vtt, { type: 'vtt' });
  return cues
    .map((cue) => ({
      from: Math.round(cue.startTime * 1000),
      until: Math.round(cue.endTime * 1000),
      text: wordsOf(tokenizeVTTCue(cue)),
    }))
    .filter(({ from, until, text }) => until > from && text !== '')
    .sort((a, b) => a.from - b.from);
}

/** The text alone, in NFC: type, colour and place are the hall's, not the file's. */
function wordsOf(nodes: readonly VTTNode[]): string {
  const text = (node: VTTNode): string =>
    node.type === 'text' ? node.data : node.children.map(text).join('');
  return nodes
    .map(text)
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')
    .normalize('NFC');
}

/** What is to be read at a position: of cues that overlap, the later below. */
export function cueAt(cues: readonly Cue[], position: number): string {
  return cues
    .filter(({ from, until }) => from <= position && position < until)
    .map(({ text }) => text)
    .join('\n');
}

/** The next position at which something else is to be read; null: nothing more comes. */
export function nextChange(cues: readonly Cue[], position: number): number | null {
  const coming = cues
    .flatMap(({ from, until }) => [from, until])
    .filter((instant) => instant > position);
  return coming.length > 0 ? Math.min(...coming) : null;
}
