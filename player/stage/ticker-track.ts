/**
 * The line that runs below everything else, at constant speed. Each copy of the text is one element
 * that the compositor moves; the main thread only adds one now and then.
 */
import { advance } from '#playlists/templates/type/advance.ts';
import { EMS_A_SECOND, TICKER_GAP } from '#playlists/templates/type/ticker.ts';
import type { Airing } from '#shared/frame/frame.ts';
import type { Presenter, TurnEvents } from './presenter.ts';
import { clearance, crossing, entriesOf, type TickerMeasure } from './ticker-runs.ts';

export type TickerTrackOptions = {
  /** clips the copies; as wide as the stage */
  readonly host: HTMLElement;
  readonly now: () => number;
  /** ms on the time line of the page's animations: `performance.now` */
  readonly monotonic: () => number;
  /** whether the ticker takes its place below the picture */
  readonly onActive: (active: boolean) => void;
  /** calls back after `ms`; returns what cancels it */
  readonly after: (ms: number, callback: () => void) => () => void;
};

/** Copies are put in place this long before they enter. */
const EARLY_MS = 1500;

export type TickerTrack = Presenter & {
  /** the stage has another size: lays the line out anew */
  resized(): void;
};

export function createTickerTrack(options: TickerTrackOptions): TickerTrack {
  const { host, now, monotonic, onActive, after } = options;
  let onAir: Airing | null = null;
  /** no copy may enter before this */
  let clearAt = 0;
  let cancelNext = () => {};

  const measureOf = (copy: HTMLElement, text: string): TickerMeasure => {
    const em = Number.parseFloat(getComputedStyle(host).fontSize);
    return {
      // By the table, so that turns and copies agree on every screen; letters it lacks are measured.
      text: Math.max(advance(text) * em, copy.getBoundingClientRect().width),
      stage: host.clientWidth,
      gap: TICKER_GAP * em,
      speed: (EMS_A_SECOND * em) / 1000,
    };
  };

  const copyOf = (text: string): HTMLElement => {
    const copy = document.createElement('span');
    copy.textContent = text.normalize('NFC').replaceAll(/\s+/g, ' ');
    host.append(copy);
    return copy;
  };

  const run = (copy: HTMLElement, entry: number, measure: TickerMeasure) => {
    const duration = crossing(measure);
    const animation = copy.animate(
      { transform: [`translateX(${measure.stage}px)`, `translateX(${-measure.text}px)`] },
      { duration, fill: 'both' },
    );
    // Left to itself it would begin with the next picture, however late that comes.
    animation.startTime = monotonic() + entry - now();
    const done = () => copy.remove();
    animation.finished.then(done, done);
    clearAt = entry + clearance(measure);
  };

  const go = (airing: Airing, fresh: boolean) => {
    if (airing.item.kind !== 'ticker') return;
    const { text } = airing.item;
    const probe = copyOf(text);
    const measure = measureOf(probe, text);
    probe.remove();
    const t = now();
    const waiting = entriesOf(airing, measure).filter((entry) =>
      fresh ? entry + crossing(measure) > t : entry >= airing.start,
    );
    const enter = () => {
      const planned = waiting.shift();
      if (planned === undefined) return;
      const entry = Math.max(planned, clearAt);
      // Still held up by a text longer than its time: it has to do without this turn.
      if (entry >= airing.end) return;
      cancelNext = after(Math.max(0, entry - EARLY_MS - now()), () => {
        run(copyOf(text), entry, measure);
        enter();
      });
    };
    enter();
  };

  const clear = () => {
    cancelNext();
    host.replaceChildren();
    clearAt = 0;
  };

  return {
    prepare() {},
    present(airing: Airing | null, events: TurnEvents) {
      const fresh = onAir === null;
      onAir = airing;
      cancelNext();
      onActive(airing !== null);
      if (!airing) return clear();
      if (fresh) clear();
      go(airing, fresh);
      events.shown();
    },
    carryOn(airing) {
      onAir = airing;
    },
    resized() {
      if (!onAir) return;
      clear();
      go(onAir, true);
    },
  };
}
