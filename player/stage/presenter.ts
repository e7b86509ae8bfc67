/** What shows the turns of one track. The director decides what and when; a presenter knows how. */
import type { Airing } from '#shared/frame/frame.ts';

export type TurnEvents = {
  /** the turn is to be seen, or heard, from now on */
  readonly shown: () => void;
  /** it can't be shown; `reason` in English, for support */
  readonly failed: (reason: string) => void;
};

export interface Presenter {
  /** Soon on air: gets it ready. `from`: the instant at which it will come on. Said many times. */
  prepare(airing: Airing, from: number): void;
  /** On air from now; null: nothing is. */
  present(airing: Airing | null, events: TurnEvents): void;
  /** What is on air goes on; only its planned end may be another. */
  carryOn(airing: Airing): void;
}
