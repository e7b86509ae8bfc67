/**
 * A manifest's canonical text (`shared/frame/canonical.ts` says what that is), written directly: a
 * manifest has thousands of segments, all alike, and a general writer would sort the keys of each.
 */
import canonicalize from 'canonicalize';
import type { Manifest, MediaInfo, Segment } from '#shared/frame/manifest.ts';
import { itemText } from './lay/loop.ts';

/** Equal to `canonicalText(manifest)`, keys in order of their names. */
export function manifestText(manifest: Manifest): string {
  const { from, items, loops, media, recalled, tracks, until, version } = manifest;
  const { audio, main, ticker, voice } = tracks;
  return (
    `{"from":${from},"items":[${items.map(itemText).join()}],` +
    `"loops":[${loops.map(({ turns }) => `{"turns":[${turns.join()}]}`).join()}],` +
    `"media":{${mediaText(media)}},"recalled":${JSON.stringify(recalled)},` +
    `"tracks":{"audio":[${segmentsText(audio)}],"main":[${segmentsText(main)}],` +
    `"ticker":[${segmentsText(ticker)}],"voice":[${segmentsText(voice)}]},"until":${until},"version":${version}}`
  );
}

function segmentsText(segments: readonly Segment[]): string {
  let text = '';
  for (const { start, end, loop, phase } of segments) {
    text += `${text === '' ? '' : ','}{"end":${end},"loop":${loop},"phase":${phase},"start":${start}}`;
  }
  return text;
}

const infos = new WeakMap<MediaInfo, string>();

function mediaText(media: Manifest['media']): string {
  return Object.keys(media)
    .sort()
    .map((sha256) => {
      const info = media[sha256]!;
      let text = infos.get(info);
      if (text === undefined) {
        text = canonicalize(info)!;
        infos.set(info, text);
      }
      return `"${sha256}":${text}`;
    })
    .join();
}
