/**
 * Blocks of a week laid out: in columns of days, those that overlap side by side, those that fill
 * a day apart from the rest. Pure: minutes since midnight in, places out.
 */
import { MINUTES_A_DAY } from './clock-time.ts';

/** A stretch of one day, in minutes since its midnight. */
export type Stretch = { readonly start: number; readonly end: number };

/** A block in its lane: lanes share the width of the column. */
export type Placed<Block> = {
  readonly block: Block;
  readonly lane: number;
  readonly lanes: number;
};

/** Blocks that found no lane, folded into one. */
export type Folded<Block> = Stretch & { readonly blocks: readonly Block[] };

export type Column<Block> = {
  readonly placed: readonly Placed<Block>[];
  readonly folded: readonly Folded<Block>[];
};

/** However short, a block is drawn as long as this many minutes, so that its name can be read. */
export const SHORTEST_DRAWN = 20;

export function fillsTheDay({ start, end }: Stretch): boolean {
  return start <= 0 && end >= MINUTES_A_DAY;
}

/** As long as this, where a block stands says little: most of them are a school's whole day. */
const LONG = 6 * 60;

/**
 * The blocks of a day that stand above its hours: those that fill it and, where more overlap than find
 * a lane, all that are long, so that a short one is seen and not folded away.
 */
export function setApart<Block extends Stretch>(
  blocks: readonly Block[],
  most: number,
): { readonly above: readonly Block[]; readonly timed: readonly Block[] } {
  const crowded =
    columnOf(
      blocks.filter((block) => !fillsTheDay(block)),
      most,
    ).folded.length > 0;
  const isAbove = (block: Block) =>
    fillsTheDay(block) || (crowded && block.end - block.start >= LONG);
  return {
    above: byStart(blocks.filter(isAbove)),
    timed: blocks.filter((block) => !isAbove(block)),
  };
}

/**
 * @param most lanes beside one another; what finds no place is folded, in a lane of its own
 */
export function columnOf<Block extends Stretch>(
  blocks: readonly Block[],
  most: number,
): Column<Block> {
  const sorted = blocks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const placed: Placed<Block>[] = [];
  const folded: Folded<Block>[] = [];
  for (const cluster of clustersOf(sorted)) {
    const lanes = inLanes(cluster);
    const deep = lanes.length;
    if (deep <= most) {
      lanes.forEach((lane, at) => {
        for (const block of lane) placed.push({ block, lane: at, lanes: deep });
      });
      continue;
    }
    const shown = lanes.slice(0, most - 1);
    shown.forEach((lane, at) => {
      for (const block of lane) placed.push({ block, lane: at, lanes: most });
    });
    for (const rest of clustersOf(byStart(lanes.slice(most - 1).flat())))
      folded.push({ start: rest[0]!.start, end: latest(rest), blocks: rest });
  }
  return { placed, folded };
}

/** Blocks that touch one another, directly or over others; in: by start. */
function clustersOf<Block extends Stretch>(sorted: readonly Block[]): Block[][] {
  const clusters: Block[][] = [];
  let reached = Number.NEGATIVE_INFINITY;
  for (const block of sorted) {
    if (block.start < reached) clusters.at(-1)!.push(block);
    else clusters.push([block]);
    reached = Math.max(reached, drawnEnd(block));
  }
  return clusters;
}

/** Each block in the first lane that is free when it starts. */
function inLanes<Block extends Stretch>(cluster: readonly Block[]): Block[][] {
  const lanes: Block[][] = [];
  for (const block of cluster) {
    const free = lanes.find((lane) => drawnEnd(lane.at(-1)!) <= block.start);
    if (free) free.push(block);
    else lanes.push([block]);
  }
  return lanes;
}

function byStart<Block extends Stretch>(blocks: readonly Block[]): Block[] {
  return blocks.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

export function drawnEnd({ start, end }: Stretch): number {
  return Math.max(end, start + SHORTEST_DRAWN);
}

function latest(blocks: readonly Stretch[]): number {
  return Math.max(...blocks.map(({ end }) => end));
}

/** The part of the day worth drawing, in whole hours: a school's, wider where something lies outside. */
export function hoursShown(stretches: readonly Stretch[]): Stretch {
  const start = Math.min(6 * 60, ...stretches.map((each) => Math.floor(each.start / 60) * 60));
  const end = Math.max(18 * 60, ...stretches.map((each) => Math.ceil(each.end / 60) * 60));
  return { start: Math.max(0, start), end: Math.min(MINUTES_A_DAY, end) };
}
