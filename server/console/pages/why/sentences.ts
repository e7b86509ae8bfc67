/**
 * The reasons of an explanation as sentences, and the order in which people want them: what airs,
 * what yields, what does not hold now, what is not meant. Pure: words and writing of times handed in.
 */
import type { ExplainedSchedule, Explanation, Verdict } from '#shared/api/explanation.ts';
import type { Track } from '#shared/frame/manifest.ts';
import type { Words } from '../../locales/words.ts';
import { periodName } from '../../period-name.ts';

/** Of the explanation, what sentences speak of. */
export type Circumstances = {
  readonly words: Words;
  readonly track: Track;
  readonly day: { readonly why: Explanation['day']['why']; readonly names: readonly string[] };
  /** how many others air in the same loop */
  readonly sharing: number;
  /** an instant as people say it next to the one asked about: `lúc 9:20`, `thứ Ba 24/11 lúc 9:20` */
  readonly instant: (at: number) => string;
};

export function sentenceOf(schedule: ExplainedSchedule, about: Circumstances): string {
  const said = about.words.why;
  const { verdict } = schedule;
  if (verdict === 'onAir') return becauseOf(schedule, about);
  if (verdict === 'nothingForTrack') return said.nothingFor[about.track];
  const by = schedule.by ?? '…';
  return said.verdict[verdict]({
    by: verdict === 'noSuchPeriod' ? periodName(about.words, by) : by,
    next: schedule.nextAt === null ? '' : about.instant(schedule.nextAt),
    day: dayOf(about.words, about.day),
  });
}

/** By what right the winner has the track. */
function becauseOf({ mode, priority }: ExplainedSchedule, about: Circumstances): string {
  const said = about.words.why.because;
  if (mode === 'takeover') return said.takeover;
  if (mode === 'once') return said.once;
  if (priority === 'filler') return said.filler;
  if (about.sharing > 0) return said.turn;
  return priority === 'priority' ? said.priority : said.alone;
}

/** `ngày nghỉ lễ: Quốc khánh` */
export function dayOf(words: Words, { why, names }: Circumstances['day']): string {
  const kind = words.why.day[why];
  return names.length === 0 ? kind : words.why.named(kind, names.join(', '));
}

export const groups = ['airing', 'lost', 'notNow', 'notHere'] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<Verdict, Group>> = {
  onAir: 'airing',
  inTurn: 'airing',
  spotLater: 'airing',
  shareUsedUp: 'lost',
  cutIn: 'lost',
  takenOver: 'lost',
  outranked: 'lost',
  quietPeriod: 'lost',
  switchedOff: 'lost',
  outsideHours: 'notNow',
  noSuchPeriod: 'notNow',
  notThisDay: 'notNow',
  notThisKindOfDay: 'notNow',
  beforeItsDates: 'notNow',
  afterItsDates: 'notNow',
  awaitingApproval: 'notNow',
  nothingForTrack: 'notNow',
  notPublished: 'notNow',
  notForTag: 'notHere',
  notForLevel: 'notHere',
  notForUnit: 'notHere',
  unitClosed: 'notHere',
};

/** The schedules of a track by group, each in the order in which the server gave them. */
export function grouped(
  schedules: readonly ExplainedSchedule[],
): { readonly group: Group; readonly schedules: readonly ExplainedSchedule[] }[] {
  return groups
    .map((group) => ({
      group,
      schedules: schedules.filter(({ verdict }) => groupOf[verdict] === group),
    }))
    .filter((one) => one.schedules.length > 0);
}

/** How many others share the loop with what is on air. */
export function sharing(schedules: readonly ExplainedSchedule[]): number {
  return schedules.filter(({ verdict }) => verdict === 'inTurn').length;
}
