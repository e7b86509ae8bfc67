/**
 * The manifest: everything a screen will show until `until`, flat and absolute. It is named by the
 * SHA-256 of its own bytes and names no screen, so all screens with the same programme share one.
 *
 * All times are integer milliseconds of the Unix epoch, all durations integer milliseconds. There
 * are no zones, no recurrences and no dates in here: those were resolved by `server/publish`.
 */
import { z } from 'zod';

export const MANIFEST_VERSION = 3;

/** Media are verified and resumed in pieces of this many bytes; the last piece may be shorter. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

/** lower-case hex SHA-256 */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

export const Instant = z.int().nonnegative();
export const Duration = z.int().positive();

/**
 * The stretch outside of which nobody wants the item on air, whatever the clock says: embargo and
 * expiry. A screen that does not know the time well goes by this alone. `until` null: no end is set.
 */
export const Life = z.object({ from: Instant, until: Instant.nullable() });
export type Life = z.infer<typeof Life>;

const shown = {
  /** names the item in plays and reports; stable over publications that leave the item as it was */
  id: z.string().min(1).max(120),
  ms: Duration,
  life: Life,
};

/** How a picture takes the place of the one before it. */
export const Entrance = z.enum(['cut', 'fade']);
export type Entrance = z.infer<typeof Entrance>;

/** Steps of the one law of loudness (`shared/domain/volume.ts`): 0 silent, 100 as mastered. */
const Volume = z.int().min(0).max(100);

/** How a picture fills the screen: `contain` shows all of it, `cover` leaves no edge. */
export const Fit = z.enum(['contain', 'cover']);
export type Fit = z.infer<typeof Fit>;

export const VideoItem = z.object({
  kind: z.literal('video'),
  ...shown,
  enter: Entrance,
  media: Sha256,
  poster: Sha256.nullable(),
  /** WebVTT, for halls in which the clip can't be heard */
  captions: Sha256.nullable(),
  fit: Fit,
  volume: Volume,
});
export const ImageItem = z.object({
  kind: z.literal('image'),
  ...shown,
  enter: Entrance,
  media: Sha256,
  fit: Fit,
});
export const SlideItem = z.object({
  kind: z.literal('slide'),
  ...shown,
  enter: Entrance,
  /** a template of `playlists/templates` and its data, already validated by the template's schema */
  template: z.string().max(64),
  data: z.record(z.string(), z.unknown()),
  /** media that the slide's data refer to, so that they are fetched before it is shown */
  media: z.array(Sha256).max(8),
});
/** A page of another site in a frame that can do nothing to the player. */
export const WebItem = z.object({
  kind: z.literal('web'),
  ...shown,
  enter: Entrance,
  /** https, of an origin that the province allows */
  url: z.url({ protocol: /^https$/ }).max(500),
});
export const SoundRole = z.enum(['music', 'announcement']);
export type SoundRole = z.infer<typeof SoundRole>;

export const AudioItem = z.object({
  kind: z.literal('audio'),
  ...shown,
  /** an announcement plays on a track of its own and ducks all other sound */
  role: SoundRole,
  media: Sha256,
  volume: Volume,
});
export const TickerItem = z.object({
  kind: z.literal('ticker'),
  ...shown,
  text: z.string().min(1).max(300),
});

export const Item = z.discriminatedUnion('kind', [
  VideoItem,
  ImageItem,
  SlideItem,
  WebItem,
  AudioItem,
  TickerItem,
]);
export type Item = z.infer<typeof Item>;
export type VideoItem = z.infer<typeof VideoItem>;
export type ImageItem = z.infer<typeof ImageItem>;
export type SlideItem = z.infer<typeof SlideItem>;
export type WebItem = z.infer<typeof WebItem>;
export type AudioItem = z.infer<typeof AudioItem>;
export type TickerItem = z.infer<typeof TickerItem>;

/** How many turns a loop has at most. */
export const MAX_LOOP_TURNS = 5000;

/**
 * The turns of a loop, played round and round: each is the place of an item in the manifest's list.
 * An item has several turns in a loop where shares of airtime ask for it. Never empty.
 */
export const Loop = z.object({ turns: z.array(z.int().nonnegative()).min(1).max(MAX_LOOP_TURNS) });
export type Loop = z.infer<typeof Loop>;

/**
 * A stretch `[start, end)` in which one loop is on air. `phase` is the position in the loop at
 * `start`: it carries on where the loop stopped the last time it was on air.
 */
export const Segment = z.object({
  start: Instant,
  end: Instant,
  loop: z.int().nonnegative(),
  phase: z.int().nonnegative(),
});
export type Segment = z.infer<typeof Segment>;

/** `audio`: music below everything else; `voice`: announcements, which duck the rest. */
export const tracks = ['main', 'ticker', 'audio', 'voice'] as const;
export type Track = (typeof tracks)[number];

export const MediaInfo = z.object({
  bytes: z.int().positive(),
  /** e.g. `video/mp4; codecs="avc1.640028, mp4a.40.2"`, `image/webp`, `audio/mp4` */
  type: z.string().max(120),
  ms: Duration.nullable(),
  /** SHA-256 of each piece of CHUNK_BYTES, in order, base64url without padding */
  chunks: z.array(z.string().regex(/^[\w-]{43}$/)).min(1),
});
export type MediaInfo = z.infer<typeof MediaInfo>;

export const Manifest = z.object({
  version: z.literal(MANIFEST_VERSION),
  from: Instant,
  until: Instant,
  /** per track: sorted by start, not overlapping, within [from, until) */
  tracks: z.object({
    main: z.array(Segment),
    ticker: z.array(Segment),
    audio: z.array(Segment),
    voice: z.array(Segment),
  }),
  /** what the loops play: each item once, however many turns it has */
  items: z.array(Item),
  loops: z.array(Loop),
  media: z.record(Sha256, MediaInfo),
  /** media that may be shown no more, not even while an older manifest goes on; sorted */
  recalled: z.array(Sha256),
});
export type Manifest = z.infer<typeof Manifest>;

/** SHA-256 (hex) of the manifest's bytes as they were made and as they travel. */
export type ManifestId = Sha256;
