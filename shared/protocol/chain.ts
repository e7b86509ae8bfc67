/**
 * The chain of a screen's plays. Each record carries the hash of itself and of the chain before it,
 * so that a record that is missing, or was changed, or came from elsewhere, breaks the chain from
 * there on. Not a secret: whoever holds the screen's token can begin a chain anew, and that shows.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import type { Play } from './messages.ts';

/** What a screen's first play is chained to. */
export const CHAIN_START = 'bangtin plays v1';

/** The text whose SHA-256 (base64url without padding) is the play's `chain`. */
export function chainText(before: string | null, play: Omit<Play, 'chain'>): string {
  const { n, manifest, track, item, planned, real, ending, reason, uncertainty } = play;
  const record = { n, manifest, track, item, planned, real, ending, reason, uncertainty };
  return `${before ?? CHAIN_START}\n${canonicalize(record)}\n`;
}

/**
 * The play's `chain`. Hashed at once and not by the browser's own promise: a transaction of
 * IndexedDB ends as soon as it is made to wait for anything else, and the number of a record and
 * its hash have to be written in one.
 */
export function chainOf(before: string | null, play: Omit<Play, 'chain'>): string {
  const hash = sha256(new TextEncoder().encode(chainText(before, play)));
  return btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}
