/**
 * Whether the plays of a screen follow one another. Every record is stored, what does not follow is
 * marked: a gap has to be seen, and what was acknowledged must not be lost for it.
 */
import type { PlayLink } from '#shared/api/resources.ts';
import { chainOf, chainText } from '#shared/protocol/chain.ts';
import type { Play } from '#shared/protocol/messages.ts';

export type Linked = { readonly play: Play; readonly link: PlayLink };

export type Judgement = {
  /** to be stored, each n once, in order */
  readonly fresh: readonly Linked[];
  /** stored before, and judged otherwise now that the record before it is here */
  readonly mended: readonly { readonly n: number; readonly link: PlayLink }[];
  /** other records under numbers that are taken */
  readonly refused: readonly Play[];
};

/** The numbers that have to be looked up to judge these records. */
export function neighbours(arrived: readonly Play[]): number[] {
  return [...new Set(arrived.flatMap(({ n }) => [n - 1, n, n + 1]))].filter((n) => n > 0);
}

/** `stored`: what is stored of the arrived records' neighbours. */
export function judge(stored: ReadonlyMap<number, Linked>, arrived: readonly Play[]): Judgement {
  const fresh = new Map<number, Play>();
  const refused: Play[] = [];
  for (const play of arrived) {
    const taken = fresh.get(play.n) ?? stored.get(play.n)?.play;
    if (!taken) fresh.set(play.n, play);
    else if (!isSame(taken, play)) refused.push(play);
  }
  const at = (n: number) => fresh.get(n) ?? stored.get(n)?.play;
  const linked = (play: Play): Linked => ({ play, link: linkOf(at(play.n - 1), play) });
  const inOrder = [...fresh.values()].sort((a, b) => a.n - b.n);
  const mended = inOrder.flatMap(({ n }) => {
    const next = stored.get(n + 1);
    const link = next && linked(next.play).link;
    return link === undefined || link === next!.link ? [] : [{ n: n + 1, link }];
  });
  return { fresh: inOrder.map(linked), mended, refused };
}

function linkOf(before: Play | undefined, play: Play): PlayLink {
  if (play.chain === null) return 'none';
  if (play.n > 1 && !before) return 'broken';
  return chainOf(before?.chain ?? null, play) === play.chain ? 'sound' : 'broken';
}

/** Sent again, maybe by a screen that has learned to chain since, or to a server that has. */
function isSame(a: Play, b: Play): boolean {
  if (a.chain !== null && b.chain !== null && a.chain !== b.chain) return false;
  return chainText(null, a) === chainText(null, b);
}
