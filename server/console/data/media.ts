/** Where the bytes of a media file are, by their hash. */
export function mediaUrl(sha256: string): string {
  return `/media/${sha256}`;
}
