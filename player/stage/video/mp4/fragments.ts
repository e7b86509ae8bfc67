/**
 * Where the fragments of a fragmented MP4 lie and when they are shown, read with few small reads so
 * that no whole file is ever in memory. House renditions have a fragment a second, each beginning
 * with a key frame; a `sidx` at the start says where they are, else they are walked.
 */
import { BOX_HEADER_BYTES, type Box, boxesIn, boxHeader, find, fourCharacters } from './boxes.ts';

/** The bytes [start, end) of the file; fewer at its end. */
export type Read = (start: number, end: number) => Promise<ArrayBuffer>;

export type Fragment = {
  /** bytes [start, end) of the file */
  readonly start: number;
  readonly end: number;
  /** seconds from the clip's first picture to the fragment's */
  readonly time: number;
};

export type FragmentIndex = {
  /** bytes [0, initEnd) set up the decoders */
  readonly initEnd: number;
  /** what the file's own time line shows at the clip's first picture, seconds */
  readonly firstPicture: number;
  /** what the picture's decoder is set up with: a clip with another one makes it start anew */
  readonly setUp: string;
  /** at least one, in order */
  readonly fragments: readonly Fragment[];
};

export class NotFragmented extends Error {
  override readonly name = 'NotFragmented';
}

/** No honest `moov`, `sidx` or `moof` is larger. */
const LARGEST_BOX = 16 * 1024 * 1024;

/** Reads the index of a file of `size` bytes. Throws NotFragmented when it is none of ours. */
export async function readFragments(read: Read, size: number): Promise<FragmentIndex> {
  try {
    return await readIndex(read, size);
  } catch (error) {
    if (error instanceof RangeError) throw new NotFragmented('a field lies outside of its box');
    throw error;
  }
}

async function readIndex(read: Read, size: number): Promise<FragmentIndex> {
  const top = topBoxes(read, size);
  let video: VideoTrack | null = null;
  let initEnd = 0;
  let sidx: { readonly view: DataView; readonly box: Box; readonly end: number } | null = null;
  for await (const box of top) {
    if (box.type === 'moov') {
      const view = await whole(read, box);
      video = videoTrackOf(view);
      initEnd = box.end;
    } else if (box.type === 'sidx' && video && !sidx) {
      const view = await whole(read, box);
      const inner = { type: 'sidx', start: 0, body: box.body - box.start, end: view.byteLength };
      if (view.getUint32(inner.body + 4) === video.id) sidx = { view, box: inner, end: box.end };
    } else if (box.type === 'moof') {
      if (!video) break;
      const first = firstTicks(await whole(read, box), video);
      if (first === null) throw new NotFragmented('the first fragment holds no picture');
      const fragments =
        (sidx && fromSidx(sidx.view, sidx.box, box.start, size)) ??
        (await walk(read, size, box.start, video, first));
      if (fragments.length === 0) throw new NotFragmented('no whole fragment');
      const { setUp } = video;
      return { initEnd, firstPicture: first / video.timescale, setUp, fragments };
    }
  }
  throw new NotFragmented(video ? 'no fragments' : 'no video track');
}

/** Index of the fragment that holds the position, seconds from the clip's first picture. */
export function fragmentAt(fragments: readonly Fragment[], position: number): number {
  let low = 0;
  let high = fragments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fragments[middle]!.time <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

type VideoTrack = {
  readonly id: number;
  readonly timescale: number;
  /** start of the track's edit, in its timescale: what the decoder takes off every time stamp */
  readonly mediaTime: number;
  /** the bytes of its sample descriptions */
  readonly setUp: string;
};

async function* topBoxes(read: Read, size: number, from = 0): AsyncGenerator<Box> {
  let at = from;
  while (at < size) {
    const header = boxHeader(new DataView(await read(at, at + BOX_HEADER_BYTES)), 0);
    if (!header) return;
    const end = header.size === null ? size : at + header.size;
    // A file that ends inside a box was cut off: what is whole is what there is.
    if (end > size) return;
    yield { type: header.type, start: at, body: at + header.headerSize, end };
    at = end;
  }
}

async function whole(read: Read, { type, start, end }: Box): Promise<DataView> {
  if (end - start > LARGEST_BOX) throw new NotFragmented(`${type} of ${end - start} bytes`);
  return new DataView(await read(start, end));
}

function videoTrackOf(view: DataView): VideoTrack | null {
  const moov = find(view, 0, view.byteLength, ['moov']);
  if (!moov) return null;
  for (const trak of boxesIn(view, moov.body, moov.end)) {
    if (trak.type !== 'trak') continue;
    const handler = find(view, trak.body, trak.end, ['mdia', 'hdlr']);
    if (!handler || fourCharacters(view, handler.body + 8) !== 'vide') continue;
    const header = find(view, trak.body, trak.end, ['tkhd']);
    const media = find(view, trak.body, trak.end, ['mdia', 'mdhd']);
    if (!header || !media) continue;
    const id = view.getUint32(header.body + (view.getUint8(header.body) === 1 ? 20 : 12));
    const timescale = view.getUint32(media.body + (view.getUint8(media.body) === 1 ? 20 : 12));
    const setUp = setUpOf(view, trak);
    if (timescale > 0) return { id, timescale, mediaTime: mediaTimeOf(view, trak), setUp };
  }
  return null;
}

function setUpOf(view: DataView, trak: Box): string {
  const stsd = find(view, trak.body, trak.end, ['mdia', 'minf', 'stbl', 'stsd']);
  if (!stsd) return '';
  const bytes = new Uint8Array(view.buffer, view.byteOffset + stsd.body, stsd.end - stsd.body);
  return String.fromCharCode(...bytes.subarray(0, 4096));
}

/** Chromium honours an edit list only if it is a single edit that begins in the media; so do we. */
function mediaTimeOf(view: DataView, trak: Box): number {
  const elst = find(view, trak.body, trak.end, ['edts', 'elst']);
  if (!elst || view.getUint32(elst.body + 4) !== 1) return 0;
  const wide = view.getUint8(elst.body) === 1;
  const mediaTime = wide ? Number(view.getBigInt64(elst.body + 16)) : view.getInt32(elst.body + 12);
  return Math.max(0, mediaTime);
}

/** When the first picture of a `moof` is shown, in ticks; null: it holds none of this track. */
function firstTicks(view: DataView, { id, mediaTime }: VideoTrack): number | null {
  const moof = find(view, 0, view.byteLength, ['moof']);
  if (!moof) return null;
  for (const traf of boxesIn(view, moof.body, moof.end)) {
    if (traf.type !== 'traf') continue;
    const header = find(view, traf.body, traf.end, ['tfhd']);
    if (!header || view.getUint32(header.body + 4) !== id) continue;
    const decode = find(view, traf.body, traf.end, ['tfdt']);
    const run = find(view, traf.body, traf.end, ['trun']);
    if (!decode || !run) return null;
    const base =
      view.getUint8(decode.body) === 1
        ? Number(view.getBigUint64(decode.body + 4))
        : view.getUint32(decode.body + 4);
    return base + firstCompositionOffset(view, run) - mediaTime;
  }
  return null;
}

/** With B-frames, the first picture is decoded some frames before it is shown. */
function firstCompositionOffset(view: DataView, trun: Box): number {
  const version = view.getUint8(trun.body);
  const flags = view.getUint32(trun.body) & 0xffffff;
  const samples = view.getUint32(trun.body + 4);
  const has = (flag: number) => (flags & flag) !== 0;
  if (samples === 0 || !has(0x800)) return 0;
  let at = trun.body + 8;
  if (has(0x1)) at += 4; // data offset
  if (has(0x4)) at += 4; // first sample's flags
  if (has(0x100)) at += 4; // duration
  if (has(0x200)) at += 4; // size
  if (has(0x400)) at += 4; // flags
  return version === 0 ? view.getUint32(at) : view.getInt32(at);
}

/** Null: this index does not describe fragments of the file, so that they must be walked. */
function fromSidx(
  view: DataView,
  box: Box,
  firstMoof: number,
  size: number,
): readonly Fragment[] | null {
  const version = view.getUint8(box.body);
  const timescale = view.getUint32(box.body + 8);
  let at = box.body + (version === 0 ? 20 : 28);
  const count = view.getUint16(at + 2);
  at += 4;
  if (timescale === 0 || count === 0 || at + count * 12 > view.byteLength) return null;
  const fragments: Fragment[] = [];
  let start = firstMoof;
  let time = 0;
  for (let i = 0; i < count; i++, at += 12) {
    const reference = view.getUint32(at);
    const isIndex = reference >= 0x80000000;
    const end = start + (reference & 0x7fffffff);
    if (isIndex || end > size) return null;
    fragments.push({ start, end, time: time / timescale });
    time += view.getUint32(at + 4);
    start = end;
  }
  return fragments;
}

async function walk(
  read: Read,
  size: number,
  from: number,
  video: VideoTrack,
  first: number,
): Promise<readonly Fragment[]> {
  const fragments: Fragment[] = [];
  let moof: { readonly start: number; readonly time: number } | null = null;
  for await (const box of topBoxes(read, size, from)) {
    if (box.type === 'moof') {
      const ticks = firstTicks(await whole(read, box), video);
      // A fragment with sound only belongs to the one before it.
      const time = ticks === null ? null : (ticks - first) / video.timescale;
      moof = time === null ? null : { start: box.start, time };
    } else if (box.type === 'mdat') {
      if (moof) fragments.push({ ...moof, end: box.end });
      else if (fragments.length > 0) fragments.push({ ...fragments.pop()!, end: box.end });
      moof = null;
    }
  }
  return fragments;
}
