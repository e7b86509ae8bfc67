/**
 * Which build of the player a screen starts, as a pure state machine. A new build is only ever
 * started when all of it was fetched and verified; it is on trial until it says that it came up, and
 * a trial that fails leads back to the build before it. The state is on disk before a build on trial
 * is started, so that a crash or a power cut counts as a start that failed.
 */

/** names all bytes of a build */
export type Version = string;

export type Builds = {
  /** what the next start gets; null: nothing is kept yet, the page comes from the server */
  readonly serving: {
    readonly version: Version;
    /** starts since it last came up */
    readonly starts: number;
    /** it came up on this machine at least once */
    readonly proven: boolean;
    /** the build before it had reached the server, so this one has to, if the server is there */
    readonly mustLink: boolean;
  } | null;
  /** came up before, and is still whole on disk */
  readonly lastGood: Version | null;
  /** whole on disk, waits for the next start */
  readonly candidate: Version | null;
  /** did not come up; not tried again until a newer one did */
  readonly refused: { readonly version: Version; readonly reason: string } | null;
};

export const nothing: Builds = { serving: null, lastGood: null, candidate: null, refused: null };

/** A start may be cut short by the mains, too: not each one that fails is the build's fault. */
export const TRIAL_STARTS = 3;
/** As many starts in a row of a build that once came up, before the one before it is tried. */
export const PROVEN_STARTS = 8;

export function onTrial({ serving, lastGood }: Builds): boolean {
  return serving !== null && !serving.proven && lastGood !== null;
}

/** The server names its newest build: whether it is to be fetched. */
export function isWanted({ serving, candidate, refused }: Builds, version: Version): boolean {
  return ![serving?.version, candidate, refused?.version].includes(version);
}

/** The server names its newest build: one that waits, and is not it, waits no more. */
export function listed(builds: Builds, version: Version): Builds {
  return builds.candidate === version ? builds : { ...builds, candidate: null };
}

/** All of it is on disk and verified. */
export function fetched(builds: Builds, version: Version): Builds {
  if (!isWanted(builds, version)) return builds;
  if (builds.serving) return { ...builds, candidate: version };
  const serving = { version, starts: 0, proven: false, mustLink: false };
  return { ...builds, serving };
}

/** The page is about to leave for the candidate; `linked`: it has reached the server. */
export function switched(builds: Builds, linked: boolean): Builds {
  const { candidate, serving, lastGood } = builds;
  if (!candidate) return builds;
  return {
    ...builds,
    serving: { version: candidate, starts: 0, proven: false, mustLink: linked },
    // One that never came up is nothing to go back to.
    lastGood: serving?.proven ? serving.version : lastGood,
    candidate: null,
  };
}

/** A page is asked for: what it gets stands in `serving` afterwards. */
export function starting(builds: Builds): Builds {
  const next = switched(builds, false);
  const { serving, lastGood } = next;
  if (!serving) return next;
  if (lastGood && serving.starts >= (serving.proven ? PROVEN_STARTS : TRIAL_STARTS)) {
    return starting(backFrom(next, `did not come up in ${serving.starts} starts`));
  }
  return { ...next, serving: { ...serving, starts: serving.starts + 1 } };
}

export function cameUp(builds: Builds, version: Version): Builds {
  const { serving, refused } = builds;
  if (serving?.version !== version) return builds;
  return {
    ...builds,
    serving: { ...serving, starts: 0, proven: true },
    // One that newly proves itself is newer than the one that was refused.
    refused: serving.proven ? refused : null,
  };
}

/** It was seen to fail. Only a build on trial is given up for that at once. */
export function failed(builds: Builds, version: Version, reason: string): Builds {
  if (builds.serving?.version !== version || !onTrial(builds)) return builds;
  return backFrom(builds, reason);
}

/** Not all of it is on disk any more, or not as it was. */
export function lost(builds: Builds, version: Version): Builds {
  const { serving, candidate, lastGood } = builds;
  const next = {
    ...builds,
    candidate: candidate === version ? null : candidate,
    lastGood: lastGood === version ? null : lastGood,
  };
  if (serving?.version !== version) return next;
  return { ...next, serving: next.lastGood ? proven(next.lastGood) : null, lastGood: null };
}

/** The builds whose files must stay on disk. */
export function keptVersions({ serving, lastGood, candidate }: Builds): readonly Version[] {
  return [serving?.version, lastGood, candidate].filter((version) => typeof version === 'string');
}

function backFrom(builds: Builds, reason: string): Builds {
  const { serving, lastGood } = builds;
  if (!serving || !lastGood) return builds;
  return {
    ...builds,
    serving: proven(lastGood),
    lastGood: null,
    refused: { version: serving.version, reason: reason.slice(0, 200) },
  };
}

function proven(version: Version): NonNullable<Builds['serving']> {
  return { version, starts: 0, proven: true, mustLink: false };
}
