/** The air policy of a place: each part as the nearest unit at or above it has set it. */
import type { Setting } from '#server/store/port.ts';
import { type AirPolicy, houseRules } from '#shared/domain/air-policy.ts';

/** What holds at a place: every part is decided, but for shares that nobody keeps. */
export type PlacePolicy = {
  /** equal for equal rules */
  readonly key: string;
  readonly airtime: AirPolicy['airtime'];
  readonly sound: NonNullable<AirPolicy['sound']>;
  readonly screens: NonNullable<AirPolicy['screens']>;
  readonly speakers: NonNullable<AirPolicy['speakers']>;
};

/** The newest policy that a unit has set. */
export type PolicySettings = { get(unitId: string): Setting<'policy'> | undefined };

export type Policies = { at(path: readonly string[]): PlacePolicy };

/** Places below the same units that set something share one object. */
export function policiesOf(settings: PolicySettings): Policies {
  const known = new Map<string, PlacePolicy>();
  return {
    at(path) {
      const set = path.map((id) => settings.get(id)).filter((each) => each?.value);
      const key = set.map((each) => `${each!.unitId}.${each!.version}`).join(' ');
      let policy = known.get(key);
      if (!policy) {
        policy = { key, ...merged(set.map((each) => each!.value!)) };
        known.set(key, policy);
      }
      return policy;
    },
  };
}

/** From the root down: what is nearer wins, part by part. */
export function merged(policies: readonly AirPolicy[]): Omit<PlacePolicy, 'key'> {
  const nearest = <Part extends keyof AirPolicy>(part: Part) =>
    policies.findLast((policy) => policy[part] !== null)?.[part];
  return {
    airtime: nearest('airtime') ?? houseRules.airtime,
    sound: nearest('sound') ?? houseRules.sound,
    screens: nearest('screens') ?? houseRules.screens,
    speakers: nearest('speakers') ?? houseRules.speakers,
  };
}
