/**
 * The engine from first principles: walk through time step by step, look at the calendar and at the
 * clock on the wall, ask who holds, who comes before whom, and keep count. Slow, obvious, and without
 * the engine's own parts, but for `mix`, which says in which order those of one loop take turns and is
 * held to its promises by tests of its own. For a zone whose clocks are never changed.
 */

import { mix } from '#server/publish/mix/mix.ts';
import { priorities } from '#shared/domain/priorities.ts';
import { trackOf } from '#shared/frame/items.ts';
import type { Item, Track } from '#shared/frame/manifest.ts';
import { loudnessOf, type World, type WorldPublication } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;

/** What a track shows in one step. */
export type Shown = {
  readonly item: string;
  readonly inside: number;
  readonly volume: number | null;
} | null;

/** The wall calendar's day, from 1970-01-01, and the minute of the day. */
const dayOf = (t: number) => Math.floor((t + OFFSET) / DAY);
const minuteOf = (t: number) => Math.floor(((t + OFFSET) % DAY) / MINUTE);
const isoWeekday = (day: number) => ((day + 3) % 7) + 1;
const instantOf = (day: number, minute: number) => day * DAY - OFFSET + minute * MINUTE;

type Held = { readonly start: number; readonly end: number };

/** Minutes of the day, those that touch made one. */
function joined(times: readonly Held[]): Held[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of times.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** Steps of `step` ms from the first of the month of four weeks to `until`, for one track. */
export function* walk(
  world: World,
  track: Track,
  step: number,
  until: number,
): Generator<{ readonly t: number; readonly shown: Shown }> {
  const { publications, monthStart, sound, screenOff, speakersOff } = world;
  const school = (day: number) => world.isSchool(day);
  const weekdayAt = (day: number) => world.standsFor(day) ?? isoWeekday(day);

  const holdsOn = (p: WorldPublication, day: number): boolean => {
    if (p.except.includes(day)) return false;
    if (day < p.from || day > p.until) return false;
    if (p.also.includes(day)) return true;
    if (p.among === 'school' && !school(day)) return false;
    if (p.among === 'off' && school(day)) return false;
    if (!p.days.includes(p.among === 'school' ? weekdayAt(day) : isoWeekday(day))) return false;
    switch (p.repeat.kind) {
      case 'weekly':
        return true;
      case 'firstSchoolDay': {
        if (!school(day)) return false;
        for (let d = day - isoWeekday(day) + 1; d < day; d++) if (school(d)) return false;
        return true;
      }
      case 'schoolDays': {
        if (!school(day)) return false;
        let n = 0;
        for (let d = p.from; d < day; d++) if (school(d)) n += 1;
        return n % p.repeat.every === 0;
      }
    }
  };
  const periodsOn = (day: number, name: string): Held[] =>
    school(day) ? world.periods(weekdayAt(day)).filter(({ period }) => period === name) : [];
  /** [start, end) in minutes of the day on which they begin; the end may lie in the next day */
  const windowsOn = (p: WorldPublication, day: number): Held[] =>
    holdsOn(p, day)
      ? joined([...p.hours, ...p.periods.flatMap((name) => periodsOn(day, name))])
      : [];
  const heldAt = (times: readonly Held[], minute: number) =>
    times.some(({ start, end }) => start <= minute && minute < end);

  const firstDay = dayOf(monthStart);
  // the whole of the last week: what is promised by the week is spread over all of it
  const lastDay = dayOf(until) + 7;
  const windows = publications.map((p) => {
    const byDay = new Map<number, Held[]>();
    for (let day = firstDay - 7; day <= lastDay; day++) byDay.set(day, windowsOn(p, day));
    return byDay;
  });
  const quietAt = (t: number) =>
    sound.quiet.some((name) => heldAt(periodsOn(dayOf(t), name), minuteOf(t)));
  const volumeAt = (t: number) =>
    speakersOff(minuteOf(t))
      ? 0
      : (sound.volumes.find(({ period }) => heldAt(periodsOn(dayOf(t), period), minuteOf(t)))
          ?.volume ?? sound.volume);
  const shutAt = (p: WorldPublication, t: number) =>
    track === 'audio' && (p.sound === 'always' ? false : speakersOff(minuteOf(t)) || quietAt(t));
  const openAt = (i: number, t: number) => {
    const p = publications[i]!;
    if (t < p.onAirSince || shutAt(p, t)) return false;
    const [day, minute] = [dayOf(t), minuteOf(t)];
    return (
      heldAt(windows[i]!.get(day) ?? [], minute) ||
      heldAt(windows[i]!.get(day - 1) ?? [], minute + 24 * 60)
    );
  };
  const itemsOf = (p: WorldPublication) => p.items.filter((item) => trackOf(item) === track);
  const lengthOf = (items: readonly Item[]) => items.reduce((sum, { ms }) => sum + ms, 0);
  const competes = publications.map((p) => itemsOf(p).length > 0 || p.mode === 'takeover');

  // [P17] who airs once: from when to when, one after the other in each class
  const once = new Map<number, { start: number; end: number }[]>();
  for (const priority of priorities) {
    const cues = publications.flatMap((p, i) => {
      if (p.mode !== 'once' || p.priority !== priority || !competes[i]) return [];
      return [...windows[i]!].flatMap(([day, held]) =>
        held
          .map(({ start }) => instantOf(day, start))
          .filter((at) => at >= p.onAirSince)
          .map((at) => ({ i, at, length: lengthOf(itemsOf(p)) })),
      );
    });
    let free = Number.NEGATIVE_INFINITY;
    for (const { i, at, length } of cues.toSorted((a, b) => a.at - b.at || a.i - b.i)) {
      const start = Math.max(at, free);
      free = start + length;
      once.set(i, [...(once.get(i) ?? []), { start, end: free }]);
    }
  }
  const onceAt = (i: number, t: number) =>
    shutAt(publications[i]!, t)
      ? undefined
      : once.get(i)?.find(({ start, end }) => start <= t && t < end);

  /** who has the track, but for spots */
  const baseAt = (t: number) => {
    if (track === 'audio' ? speakersOff(minuteOf(t)) : screenOff(minuteOf(t))) {
      return { right: 'off' as const, rank: -1, who: [] as number[] };
    }
    for (const [c, priority] of priorities.entries()) {
      const those = publications
        .map((_, i) => i)
        .filter((i) => competes[i] && publications[i]!.priority === priority);
      const takeover = those.find((i) => publications[i]!.mode === 'takeover' && openAt(i, t));
      if (takeover !== undefined)
        return { right: 'takeover' as const, rank: 4 * c, who: [takeover] };
      const cue = those.find((i) => onceAt(i, t));
      if (cue !== undefined) return { right: 'once' as const, rank: 4 * c + 1, who: [cue] };
      const loops = those.filter((i) => {
        const { mode, frequency } = publications[i]!;
        return mode !== 'takeover' && mode !== 'once' && frequency === null && openAt(i, t);
      });
      if (loops.length > 0) return { right: 'loop' as const, rank: 4 * c + 3, who: loops };
    }
    return { right: 'none' as const, rank: 99, who: [] as number[] };
  };
  type Base = ReturnType<typeof baseAt>;

  const times: number[] = [];
  for (let t = monthStart; t < until + DAY; t += step) times.push(t);
  const byMinute = new Map<number, { base: Base; mark: string }>();
  const bases = times.map((t) => {
    // nothing but what airs once begins or ends within a minute
    const minute = Math.floor(t / MINUTE);
    const exact = [...once.values()].some((its) =>
      its.some(
        ({ start, end }) =>
          Math.floor(start / MINUTE) === minute || Math.floor(end / MINUTE) === minute,
      ),
    );
    let known = exact ? undefined : byMinute.get(minute);
    if (!known) {
      const base = baseAt(t);
      const heard = track === 'ticker' ? '' : `${quietAt(t)} ${volumeAt(t)}`;
      const month = Math.floor((dayOf(t) - 4) / 28);
      known = { base, mark: `${base.right} ${base.who} ${heard} ${month}` };
      if (!exact) byMinute.set(minute, known);
    }
    return known;
  });
  const stretchEnd = new Array<number>(times.length);
  for (let n = times.length - 1; n >= 0; n--) {
    const same = n + 1 < times.length && bases[n + 1]!.mark === bases[n]!.mark;
    stretchEnd[n] = same ? stretchEnd[n + 1]! : times[n]! + step;
  }

  // [P18] spots that are asked for
  type Spot = { i: number; day: number; due: number; windows: Held[]; length: number };
  const spots: Spot[] = [];
  for (const [i, p] of publications.entries()) {
    if (p.frequency === null || !competes[i]) continue;
    const length = lengthOf(itemsOf(p));
    const days = [...windows[i]!].flatMap(([day, held]) => {
      const open = held
        .map(({ start, end }) => ({ start: instantOf(day, start), end: instantOf(day, end) }))
        .flatMap((window) => cutOut(window, p));
      return open.length > 0 ? [{ day, open }] : [];
    });
    for (const { day, open } of days) {
      const { atLeast } = p.frequency;
      let dues: number[];
      if (atLeast === null) {
        const gap = (p.frequency.minutesApart ?? 0) * MINUTE + length;
        const pace = p.frequency.atMostPerHour === null ? 0 : HOUR / p.frequency.atMostPerHour;
        dues = [];
        let next = Number.NEGATIVE_INFINITY;
        for (const { start, end } of open) {
          for (next = Math.max(next, start); next < end; next += Math.max(gap, pace))
            dues.push(next);
        }
      } else {
        let count = atLeast.times;
        if (atLeast.per === 'week') {
          const monday = (d: number) => d - isoWeekday(d) + 1;
          const week = days.filter((other) => monday(other.day) === monday(day));
          const at = week.findIndex((other) => other.day === day);
          const upTo = (k: number) => Math.ceil((k * atLeast.times) / week.length);
          count = upTo(at + 1) - upTo(at);
        }
        const whole = open.reduce((sum, { start, end }) => sum + end - start, 0);
        dues = Array.from({ length: count }, (_, k) => {
          let left = (k * whole) / count;
          return open.reduce((due, { start, end }) => {
            if (due >= 0) return due;
            if (left < end - start) return start + left;
            left -= end - start;
            return -1;
          }, -1);
        });
      }
      for (const due of dues) {
        if (due >= Math.max(p.onAirSince, monthStart))
          spots.push({ i, day, due, windows: open, length });
      }
    }
  }
  spots.sort((a, b) => a.due - b.due || a.i - b.i);

  /** the parts of a window in which the publication's sound may compete */
  function cutOut(window: Held, p: WorldPublication): Held[] {
    if (track !== 'audio') return [window];
    const parts: { start: number; end: number }[] = [];
    for (let t = window.start; t < window.end; t += MINUTE) {
      if (shutAt(p, t)) continue;
      const last = parts.at(-1);
      if (last?.end === t) last.end = t + MINUTE;
      else parts.push({ start: t, end: t + MINUTE });
    }
    return parts;
  }

  const counts = new Map<string, { onAir: number; since: number }>();
  const aired = new Map<number, { start: number; end: number }[]>();
  let running: { spot: Spot; start: number; nth: number } | null = null;
  let spotEnded = Number.NaN;
  const turnsOf = (who: readonly number[]) => {
    const parts = who.map((i) => {
      const p = publications[i]!;
      return {
        seed: p.scheduleId,
        lengths: itemsOf(p).map(({ ms }) => ms),
        mode: p.mode === 'takeover' || p.mode === 'once' ? ('loop' as const) : p.mode,
        secondsPerHour: p.secondsPerHour,
        side: p.side,
      };
    });
    const turns = mix(parts, world.airtime).turns.map(({ part, item }) => ({
      i: who[part]!,
      item: itemsOf(publications[who[part]!]!)[item]!,
    }));
    const items = turns.map(({ item }) => item);
    return { turns, items, length: lengthOf(items), key: JSON.stringify(items) };
  };
  const spotsKnown = new Map<number, ReturnType<typeof turnsOf>>();
  const spotTurns = (i: number) => {
    const known = spotsKnown.get(i) ?? turnsOf([i]);
    spotsKnown.set(i, known);
    return known;
  };
  const turnsKnown = new Map<string, ReturnType<typeof turnsOf>>();

  for (let n = 0; times[n]! < until; n++) {
    const t = times[n]!;
    const { base } = bases[n]!;
    if (t === monthStart || ((dayOf(t) - 4) % 28 === 0 && dayOf(t - step) !== dayOf(t)))
      counts.clear();
    const audible = (item: Item, i: number) =>
      'volume' in item
        ? Math.round(
            (item.volume * loudnessOf(publications[i]!.sound, quietAt(t), volumeAt(t))) / 100,
          )
        : null;

    // the loop below
    const [sole] = base.who;
    const silent = base.right === 'takeover' && itemsOf(publications[sole!]!).length === 0;
    let loop: (ReturnType<typeof turnsOf> & { count: { onAir: number } }) | null = null;
    if ((base.right === 'loop' || base.right === 'takeover') && !silent) {
      const who = base.who.join();
      const known = turnsKnown.get(who) ?? turnsOf(base.who);
      turnsKnown.set(who, known);
      const { key } = known;
      const count = counts.get(key) ?? { onAir: 0, since: Number.NEGATIVE_INFINITY };
      counts.set(key, count);
      for (const i of base.who) {
        // a window opens where something changes, or not at all
        if (publications[i]!.mode !== 'ordered' || bases[n - 1]?.mark === bases[n]!.mark) continue;
        let opened = t;
        while (opened - step >= monthStart && openAt(i, opened - step)) opened -= step;
        if (opened > count.since) Object.assign(count, { onAir: 0, since: opened });
      }
      loop = { ...known, count };
    }
    const here = () => {
      const { turns, items, length, count } = loop!;
      const { index, item, inside } = within(items, count.onAir % length);
      return { item, inside, i: turns[index]!.i };
    };

    if (running && t >= running.start + running.spot.length) {
      spotEnded = running.start + running.spot.length;
      running = null;
    }
    if (!running && base.right !== 'off') {
      const wait = loop ? (({ item, inside }) => (inside === 0 ? 0 : item.ms - inside))(here()) : 0;
      const ready = spots.find((spot) => {
        const p = publications[spot.i]!;
        if (4 * priorities.indexOf(p.priority) + 2 > base.rank) return false;
        const before = aired.get(spot.i) ?? [];
        const { minutesApart, atMostPerHour } = p.frequency!;
        const last = before.at(-1);
        if (spot.due > t) return false;
        if (last && t < last.end + (minutesApart ?? 0) * MINUTE) return false;
        const nth = atMostPerHour === null ? undefined : before.at(-atMostPerHour);
        if (nth && t < nth.start + HOUR) return false;
        const window = spot.windows.find(({ start, end }) => start <= t && t < end);
        if (!window) return false;
        const limit = Math.min(window.end, stretchEnd[n]!);
        if (t + spot.length > limit) return false;
        return wait === 0 || t === spotEnded || t + wait + spot.length > limit;
      });
      if (ready) {
        running = { spot: ready, start: t, nth: (aired.get(ready.i) ?? []).length };
        spots.splice(spots.indexOf(ready), 1);
        aired.set(ready.i, [...(aired.get(ready.i) ?? []), { start: t, end: t + ready.length }]);
      }
    }

    let shown: Shown = null;
    if (running) {
      const { i } = running.spot;
      const { items, length } = spotTurns(i);
      const position = (running.nth * running.spot.length + t - running.start) % length;
      const { item, inside } = within(items, position);
      shown = { item: item.id, inside, volume: audible(item, i) };
    } else if (base.right === 'off') {
      shown = track === 'main' ? { item: 'off', inside: -1, volume: null } : null;
    } else if (base.right === 'once') {
      const { item, inside } = within(itemsOf(publications[sole!]!), t - onceAt(sole!, t)!.start);
      shown = { item: item.id, inside, volume: audible(item, sole!) };
    } else if (loop) {
      const { item, i, inside } = here();
      shown = { item: item.id, inside, volume: audible(item, i) };
      loop.count.onAir += step;
    }
    yield { t, shown };
  }
}

/** The item at a position, and how far inside it. */
function within(items: readonly Item[], position: number) {
  let inside = position;
  for (const [index, item] of items.entries()) {
    if (inside < item.ms) return { index, item, inside };
    inside -= item.ms;
  }
  throw new Error('beyond the last item');
}
