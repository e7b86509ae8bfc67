/** The windows of schedules at a place in a span of time: the blocks of a week view. Pure. */
import type { Interval } from '../interval.ts';
import type { PlannedWindow } from '../port.ts';
import type { SchoolTime } from '../school-time/school-time.ts';
import { windowsIn } from '../windows/expand.ts';
import type { Candidate } from './candidate.ts';
import { meetings, type Opened } from './meets.ts';

/** @param candidates those that are meant for the place */
export function plannedWindows(
  candidates: readonly Candidate[],
  time: SchoolTime,
  span: Interval,
): PlannedWindow[] {
  const opened = candidates
    .flatMap((candidate): Opened[] =>
      windowsIn(candidate.when, time, candidate.audience.levels, span).map(
        ({ start, end, source }) => ({ start, end, source, of: candidate }),
      ),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const meets = meetings(opened);
  return opened.map(({ start, end, source, of }, i) => {
    const { scheduleId, name, unitId, priority, mode, state } = of;
    return {
      ...{ scheduleId, name, unitId, priority, mode, state },
      ...{ start, end, source, meets: meets[i]! },
    };
  });
}
