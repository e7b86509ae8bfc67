/**
 * The house profile: the one kind of clip, sound and picture that leaves the media pipeline. It is
 * what a Raspberry Pi 4 decodes in hardware and a Pi 5 in software, and what lets clips be appended
 * to one SourceBuffer without a gap.
 */
export const house = {
  video: {
    /** level 4.0 holds 1080p30 at up to 25 Mbit/s */
    level: 40,
    longSide: 1920,
    shortSide: 1080,
    framesPerSecond: 30,
    /** a viewer joins in the middle of a clip at a key frame, so there is one each second */
    keyFrameSeconds: 1,
    /** clips made elsewhere may have them further apart without being encoded again */
    keyFrameSecondsTolerated: 2,
    /** every fragment's times are exact in it for 24, 25, 30 and 60 frames a second */
    timescale: 90_000,
    quality: 21,
    /** what a school's line and a Pi's decoder bear */
    peakKilobits: 8000,
  },
  audio: {
    sampleRate: 48_000,
    channels: 2,
    kilobits: 128,
    /** speech, AES TD1008 */
    lufs: -18,
    /** within this many LU a listener hears no difference */
    toleranceLu: 1,
    truePeakDb: -1,
    /** below this a clip is taken for silent, LUFS: room noise would be lifted into a roar */
    silenceLufs: -55,
    /** more gain than this lifts noise rather than speech, dB */
    mostGainDb: 24,
  },
  picture: {
    longSide: 3840,
    quality: 85,
    /** the largest phone sensors give 200 million points; beyond, only bombs are left */
    mostPixels: 210_000_000,
  },
  poster: { longSide: 1280, quality: 80 },
  /** longest clip, ms */
  longestMs: 2 * 60 * 60 * 1000,
  /** largest picture of a clip: 8K */
  mostClipPixels: 8192 * 4320,
} as const;
