/**
 * Keeps the builds of this screen: fetches the newest, serves the one whose turn it is, watches
 * whether it comes up, and goes back when it does not.
 */
import * as state from '../shell/builds.ts';
import { PAGE_PATH } from '../shell/list.ts';
import { bring, isWhole, newestList, refreshPage } from './bring.ts';
import { change, filesOf, fromAnyBuild, recall, tidy } from './shelf.ts';

/** put here by the build */
declare const __TRIAL_MS__: number;

/** A build that proved itself is given longer: nothing is gained by loading it again and again. */
const PATIENCE = 3;

type KeeperOptions = {
  /** has the screen's page loaded anew */
  readonly reload: () => Promise<void>;
  /** the state of the builds has changed, or the trouble with fetching one */
  readonly onChange: (builds: state.Builds, trouble: string | null) => void;
};

/** A page that was served and has not come up yet. */
type Watch = {
  readonly version: state.Version;
  painted: boolean;
  readonly ended: Promise<void>;
  readonly end: () => void;
};

export function createKeeper({ reload, onChange }: KeeperOptions) {
  let watch: Watch | null = null;
  let renewing: Promise<void> | null = null;
  let trouble: string | null = null;

  const tell = async () => onChange(await recall(), trouble);

  const renewOnce = async () => {
    const list = await newestList();
    if (!list) return;
    let builds = await change((before) => state.listed(before, list.version));
    if (builds.serving?.version === list.version) await refreshPage(list).catch(() => {});
    else if (state.isWanted(builds, list.version)) {
      await bring(list);
      builds = await change((before) => state.fetched(before, list.version));
    }
    await tidy(builds);
    trouble = null;
  };

  /** Rejects when the newest build can't be had. */
  const renew = (): Promise<void> => {
    renewing ??= renewOnce()
      .catch((error: unknown) => {
        // A line that breaks is no news; the rest goes on at the next look.
        trouble = error instanceof TypeError ? null : String(error);
        throw error;
      })
      .finally(() => {
        renewing = null;
        void tell().catch(() => {});
      });
    return renewing;
  };

  /** The page of the build whose turn it is; null: none is on disk. */
  const page = async (): Promise<Response | null> => {
    for (;;) {
      const before = await recall();
      const { serving, candidate } = before;
      if (!serving) return null;
      // The start of a build that is known to be good waits for no disk.
      const plain = serving.proven && serving.starts === 0 && !candidate;
      let { version } = serving;
      if (plain) change(state.starting, 'relaxed').catch(() => {});
      else version = (await change(state.starting)).serving!.version;
      // Once whole it stays whole, mostly. Where something failed, it is looked at again.
      if (!plain && !(await isWhole(version)) && (await recall()).lastGood) {
        await change((builds) => state.lost(builds, version));
        continue;
      }
      const response = await (await filesOf(version)).match(PAGE_PATH);
      if (!response) {
        await change((builds) => state.lost(builds, version));
        continue;
      }
      watchFor(version);
      return response;
    }
  };

  const watchFor = (version: state.Version) => {
    watch?.end();
    const { promise, resolve } = Promise.withResolvers<void>();
    watch = { version, painted: false, ended: promise, end: resolve };
  };

  /** Resolves when the page has come up, or when what had to be done about it was done. */
  const watchOver = async (): Promise<void> => {
    const watched = watch;
    if (!watched) return;
    const builds = await recall();
    const patience = state.onTrial(builds) ? __TRIAL_MS__ : __TRIAL_MS__ * PATIENCE;
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, patience, 'late'));
    if ((await Promise.race([watched.ended, late])) !== 'late' || watch !== watched) return;
    const { version, painted } = watched;
    if (painted) {
      // It plays, but does not reach the server. Its fault only if the server is there.
      if (await newestList()) await giveUp(version, 'plays, but does not reach the server');
      else await up(version, true);
      return;
    }
    await giveUp(version, `nothing on the screen after ${patience / 1000} s`);
  };

  const giveUp = async (version: state.Version, reason: string) => {
    await change((builds) => state.failed(builds, version, reason));
    await tell();
    await reload();
  };

  const up = async (version: state.Version, linked: boolean): Promise<void> => {
    if (watch?.version === version) watch.painted = true;
    const { serving } = await recall();
    if (serving?.version !== version) return;
    if (serving.mustLink && !serving.proven && !linked) return;
    if (serving.starts > 0 || !serving.proven) {
      await change((builds) => state.cameUp(builds, version));
    }
    if (watch?.version === version) watch.end();
    await tell();
  };

  return {
    renew,
    page,
    watchOver,
    up,
    tell,
    async file(path: string): Promise<Response | null> {
      const { serving } = await recall();
      const found = serving && (await (await filesOf(serving.version)).match(path));
      return found ?? (await fromAnyBuild(path)) ?? null;
    },
    async fail(version: state.Version, reason: string): Promise<void> {
      const builds = await recall();
      if (builds.serving?.version !== version || !state.onTrial(builds)) return;
      await giveUp(version, reason);
    },
    async leave(linked: boolean): Promise<void> {
      await change((builds) => state.switched(builds, linked));
    },
    async settle(): Promise<void> {
      await tidy(await recall());
    },
    async isEmpty(): Promise<boolean> {
      return (await recall()).serving === null;
    },
  };
}
