/**
 * What holds at a unit of that which it and the units above it have set, said as one value: for
 * people to look at. The compiler reads the layers themselves; a test holds the two together.
 */
import { type AirPolicy, houseRules } from './air-policy.ts';
import type { Calendar } from './calendar.ts';
import { type DownloadRules, houseDownloads } from './downloads.ts';
import type { DayException, Timetable } from './timetable.ts';
import { levels as everyLevel, type Level } from './units.ts';
import type { WebRules } from './web.ts';

/** Where no unit has named the weekdays on which school is held. */
const usualWeekdays = [1, 2, 3, 4, 5];

/** From the root down: the nearest weekdays and terms, and all days. */
export function inheritedCalendar(layers: readonly Calendar[]): Calendar {
  return {
    weekdays: layers.findLast(({ weekdays }) => weekdays !== null)?.weekdays ?? usualWeekdays,
    terms: layers.findLast(({ terms }) => terms !== null)?.terms ?? [],
    yearly: layers.flatMap(({ yearly }) => yearly),
    // where several have decided a date the last one counts: that of the nearest unit
    decided: layers.flatMap(({ decided }) => decided),
  };
}

/** From the root down: the nearest templates, and all exceptions, the nearest one of each date. */
export function inheritedTimetable(layers: readonly Timetable[]): Timetable {
  const exceptions: DayException[] = [];
  const decided = new Map<string, Set<Level>>();
  for (const layer of layers.toReversed()) {
    const left = layer.exceptions.flatMap((exception) => withoutLevels(exception, decided));
    exceptions.unshift(...left);
    for (const { date, levels } of layer.exceptions) {
      decided.set(date, new Set([...(decided.get(date) ?? []), ...named(levels)]));
    }
  }
  const templates = layers.findLast(({ templates }) => templates.length > 0)?.templates ?? [];
  return { templates, exceptions };
}

/** From the root down: each part by itself. */
export function inheritedPolicy(layers: readonly AirPolicy[]): AirPolicy {
  const nearest = <Part extends keyof AirPolicy>(part: Part) =>
    layers.findLast((layer) => layer[part] !== null)?.[part] ?? null;
  return {
    airtime: nearest('airtime'),
    sound: nearest('sound') ?? houseRules.sound,
    screens: nearest('screens') ?? [],
    speakers: nearest('speakers') ?? [],
  };
}

/** From the root down: each part by itself. Every part is decided. */
export function inheritedDownloads(layers: readonly DownloadRules[]): {
  [Part in keyof DownloadRules]: NonNullable<DownloadRules[Part]>;
} {
  const nearest = <Part extends keyof DownloadRules>(part: Part) =>
    layers.findLast((layer) => layer[part] !== null)?.[part] ?? null;
  return {
    windows: nearest('windows') ?? [...houseDownloads.windows],
    jitterMinutes: nearest('jitterMinutes') ?? houseDownloads.jitterMinutes,
    atATime: nearest('atATime') ?? houseDownloads.atATime,
  };
}

/** What the root has set; nobody else can. */
export function inheritedWeb(layers: readonly WebRules[]): WebRules {
  return layers[0] ?? { origins: [] };
}

/** What is left of an exception for the levels that nearer units have not decided themselves. */
function withoutLevels(
  exception: DayException,
  decided: ReadonlyMap<string, ReadonlySet<Level>>,
): DayException[] {
  const taken = decided.get(exception.date);
  if (taken === undefined) return [exception];
  const levels = named(exception.levels).filter((level) => !taken.has(level));
  return levels.length === 0 ? [] : [{ ...exception, levels }];
}

function named(levels: readonly Level[]): readonly Level[] {
  return levels.length === 0 ? everyLevel : levels;
}
