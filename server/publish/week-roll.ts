/**
 * The week's turn. A manifest covers six weeks from the Monday of the current one, so each Monday
 * every screen gets a new one, at no hurry: it has five weeks in hand. Screens are told unit by unit,
 * spread over half an hour and in random order, so that a province never fetches at once.
 */
import { RecurrenceRule, scheduleJob } from 'node-schedule';
import type { Logger } from 'pino';
import type { Bus } from '#server/bus/port.ts';
import type { Now } from '#server/deps.ts';
import type { Store } from '#server/store/port.ts';
import type { Picture, Pictures } from './picture.ts';
import { weekOf } from './windows/wall-clock.ts';

export type WeekRollDeps = {
  readonly store: Store;
  readonly bus: Bus;
  readonly pictures: Pictures;
  readonly now: Now;
  /** 0 to 1 */
  readonly random: () => number;
  readonly log: Logger;
  /** Calls `tick` now and then until the returned function is called; quarter hours by default. */
  readonly everyQuarterHour?: (tick: () => void) => () => void;
  readonly spreadMs?: number;
};

export type WeekRoll = { stop(): void };

export function startWeekRoll(deps: WeekRollDeps): WeekRoll {
  const { store, bus, pictures, now, random, log } = deps;
  const { everyQuarterHour = quarterHours, spreadMs = 30 * 60_000 } = deps;
  const mondays = new Map<string, string>();
  const timers = new Set<NodeJS.Timeout>();

  const tell = (unitId: string, revision: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      bus.publish({ kind: 'programme', revision, affects: { units: [unitId] } });
    }, random() * spreadMs);
    timers.add(timer);
  };

  const look = async () => {
    const units = unitsByZone(await pictures.current());
    const turned: { zone: string; monday: string }[] = [];
    for (const zone of units.keys()) {
      const { monday } = weekOf(now(), zone);
      if (!mondays.has(zone)) mondays.set(zone, monday);
      if (mondays.get(zone) !== monday) turned.push({ zone, monday });
    }
    if (turned.length === 0) return;
    // A number of its own, so that no sequence names this week's manifest and last week's. [P9]
    const revision = await store.revision.next();
    for (const { zone, monday } of turned) {
      mondays.set(zone, monday);
      for (const unitId of units.get(zone)!) tell(unitId, revision);
      log.info({ zone, monday, units: units.get(zone)!.size }, 'a new week begins');
    }
  };

  const tick = () => {
    look().catch((error) => log.error({ err: error }, 'the week could not be turned yet'));
  };
  tick();
  const cancel = everyQuarterHour(tick);
  return {
    stop: () => {
      cancel();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Units that hold screens, by the zone of their wall clocks. */
function unitsByZone({ screens, place }: Picture): Map<string, Set<string>> {
  const units = new Map<string, Set<string>>();
  for (const screen of screens.values()) {
    const zone = place(screen)?.zone;
    if (zone === undefined) continue;
    let there = units.get(zone);
    if (!there) {
      there = new Set();
      units.set(zone, there);
    }
    there.add(screen.unitId);
  }
  return units;
}

/** Every zone's midnight falls on a quarter of an hour. */
function quarterHours(tick: () => void): () => void {
  const rule = new RecurrenceRule();
  rule.minute = [0, 15, 30, 45];
  rule.second = 5;
  const job = scheduleJob(rule, tick);
  return () => {
    job.cancel();
  };
}
