/**
 * Why a screen shows what it shows: from the parts that the compiler decides with (audience, times,
 * rules of the place, who it put on air by what right) to a reason for every schedule. Pure.
 *
 * A schedule is told the obstacle that stands first in its way, from the one nobody can argue with
 * (it is not meant) to the last (it is not its turn): `verdicts` from its end to its beginning.
 */
import type { ExplainedSchedule, Explanation, Verdict } from '#shared/api/explanation.ts';
import { verdicts } from '#shared/api/explanation.ts';
import { priorities } from '#shared/domain/priorities.ts';
import type { Airing } from '#shared/frame/frame.ts';
import { frameAt } from '#shared/frame/frame-at.ts';
import { type Manifest, type Track, tracks } from '#shared/frame/manifest.ts';
import { missed } from '../audience/applies.ts';
import type { Place } from '../audience/place.ts';
import type { Laid, LaidTracks } from '../laid.ts';
import type { SchoolTime } from '../school-time/school-time.ts';
import type { AirState } from './air-state.ts';
import type { Candidate } from './candidate.ts';
import { notNow } from './holds.ts';
import { nextAiring } from './next-airing.ts';
import { wallAt } from './wall.ts';

export type Scene = {
  readonly at: number;
  readonly place: Place;
  readonly time: SchoolTime;
  readonly state: AirState;
  /** the programme that decides what is on air; null: none */
  readonly manifest: Manifest | null;
  /** whom the compiler put on air, around `at` */
  readonly laid: LaidTracks;
  readonly candidates: readonly Candidate[];
  readonly unitName: (unitId: string) => string;
};

export function explainTracks(scene: Scene): Explanation['tracks'] {
  const frame = scene.manifest && frameAt(scene.manifest, scene.at);
  const explained = (track: Track) => {
    const airing = frame?.[track] ?? null;
    const judged = judge(scene, track, airing);
    return { airing, schedules: judged.toSorted(byVerdict) };
  };
  return {
    ...{ main: explained('main'), ticker: explained('ticker') },
    ...{ audio: explained('audio'), voice: explained('voice') },
  };
}

function byVerdict(a: ExplainedSchedule, b: ExplainedSchedule): number {
  return (
    verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    a.name.localeCompare(b.name, 'vi') ||
    (a.scheduleId < b.scheduleId ? -1 : 1)
  );
}

function judge(scene: Scene, track: Track, airing: Airing | null): ExplainedSchedule[] {
  const here = stretchAt(scene.laid[track], scene.at);
  const contest: Contest = {
    track,
    here,
    winner: airing && winnerOf(scene, track, airing, here),
    takeover: tracks
      .map((each) => stretchAt(scene.laid[each], scene.at))
      .find((stretch) => stretch?.right === 'takeover'),
  };
  return scene.candidates.map((candidate) => {
    const reason = reasonFor(scene, contest, candidate);
    const { scheduleId, publicationId, name, unitId, priority, mode } = candidate;
    return {
      ...{ scheduleId, publicationId, name, unitId, priority, mode },
      unitName: scene.unitName(unitId),
      verdict: reason.verdict,
      by: reason.by ?? null,
      nextAt: comesBack(reason.verdict) ? nextAiring(scene, track, candidate) : null,
    };
  });
}

type Contest = {
  readonly track: Track;
  readonly here: Laid | undefined;
  readonly winner: Candidate | null;
  readonly takeover: Laid | undefined;
};
type Reason = { readonly verdict: Verdict; readonly by?: string };

/** Whose item is on air. Schedules of one playlist have the same items: the one laid there first. */
function winnerOf(
  { candidates, place }: Scene,
  track: Track,
  { item }: Airing,
  here: Laid | undefined,
): Candidate | null {
  const has = candidates.filter((c) => c.state === 'onAir' && c.items[track].has(item.id));
  for (const { id } of here?.by ?? []) {
    const laid = has.find(({ publicationId }) => publicationId === id);
    if (laid) return laid;
  }
  // An older programme went on that today's picture no longer makes.
  return has.find((c) => missed(c.audience, c.unitId, place) === null) ?? has[0] ?? null;
}

function reasonFor(scene: Scene, contest: Contest, candidate: Candidate): Reason {
  if (candidate === contest.winner) return { verdict: 'onAir' };
  const { place, time, at } = scene;
  const { audience, unitId, when, items, airable, state } = candidate;
  const { track } = contest;
  const outside = missed(audience, unitId, place);
  if (outside) return { verdict: outside };
  if (state !== 'onAir') return { verdict: 'notPublished' };
  if (items[track].size === 0) return { verdict: 'nothingForTrack' };
  if (airable[track].size === 0) return { verdict: 'awaitingApproval' };
  const early = notNow(when, time, audience.levels, wallAt(at, time.zone));
  if (early?.verdict === 'noSuchPeriod') return { verdict: early.verdict, by: early.period };
  if (early) return { verdict: early.verdict };
  return (
    silenced(scene, contest, candidate) ??
    beaten(contest, candidate) ??
    spent(scene, contest, candidate)
  );
}

/** [P20] [P26] The rules of the place. */
function silenced({ state }: Scene, { track }: Contest, { sound }: Candidate): Reason | null {
  const isSound = track === 'audio' || track === 'voice';
  const on = isSound ? state.speakersOn : state.screenOn;
  if (!on) return { verdict: 'switchedOff' };
  const mute = isSound && state.quiet && sound !== 'always';
  return mute ? { verdict: 'quietPeriod' } : null;
}

/** [P5] [P16] Somebody else has the track. */
function beaten({ here, takeover }: Contest, candidate: Candidate): Reason | null {
  const holds = takeover ?? here;
  const first = holds?.by[0];
  if (!holds || !first || isLaid(holds, candidate)) return null;
  const by = first.playlist.name;
  if (takeover) return { verdict: 'takenOver', by };
  if (priorities.indexOf(first.priority) < priorities.indexOf(candidate.priority)) {
    return { verdict: 'outranked', by };
  }
  const cuts = holds.right === 'once' || holds.right === 'spot';
  return cuts && !comesInSpots(candidate) ? { verdict: 'cutIn', by } : null;
}

/** Nobody stands in its way: its turn comes, or it has had all that it has. */
function spent(scene: Scene, contest: Contest, candidate: Candidate): Reason {
  const { track, here } = contest;
  if (isLaid(here, candidate)) {
    return { verdict: hasTurns(scene, track, candidate) ? 'inTurn' : 'shareUsedUp' };
  }
  if (comesInSpots(candidate)) {
    const day = wallAt(scene.at, scene.time.zone).day;
    const onDay = (t: number) => wallAt(t, scene.time.zone).day === day;
    const aired = (laid: Laid) => isLaid(laid, candidate) && onDay(laid.start);
    const today = scene.laid[track].filter(aired);
    const all = today.length > 0 && today.every(({ start }) => start <= scene.at);
    return { verdict: all ? 'shareUsedUp' : 'spotLater' };
  }
  // [P17] its airing of this window is over
  return { verdict: candidate.mode === 'once' ? 'shareUsedUp' : 'inTurn' };
}

/** Whether the loop on air plays anything of it: to a side that has no share it gives nothing. [P24] */
function hasTurns({ manifest, at }: Scene, track: Track, { items }: Candidate): boolean {
  const segment = manifest?.tracks[track].find(({ start, end }) => start <= at && at < end);
  if (!manifest || !segment) return true;
  const { turns } = manifest.loops[segment.loop]!;
  return turns.some((turn) => items[track].has(manifest.items[turn]!.id));
}

/** [P18] */
function comesInSpots({ frequency }: Candidate): boolean {
  return frequency !== null;
}

function isLaid(laid: Laid | undefined, { publicationId }: Candidate): boolean {
  return laid?.by.some(({ id }) => id === publicationId) ?? false;
}

function stretchAt(laid: readonly Laid[], t: number): Laid | undefined {
  return laid.find(({ start, end }) => start <= t && t < end);
}

/** Reasons that pass: it may be on air again. */
function comesBack(verdict: Verdict): boolean {
  switch (verdict) {
    case 'onAir':
    case 'nothingForTrack':
    case 'awaitingApproval':
    case 'notPublished':
    case 'notForTag':
    case 'notForLevel':
    case 'notForUnit':
    case 'unitClosed':
    case 'afterItsDates':
      return false;
    default:
      return true;
  }
}
