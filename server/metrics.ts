/** What the server measures about itself, in Prometheus' words. One registry an application. */
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { everything } from '#server/access/scope.ts';
import type { AppDeps } from '#server/deps.ts';

export type Metrics = {
  readonly registry: Registry;
  /** times every request under its route's pattern, so that ids don't make series of their own */
  readonly time: MiddlewareHandler;
};

export function createMetrics({ hub, store }: Pick<AppDeps, 'hub' | 'store'>): Metrics {
  const registry = new Registry();
  // the process: CPU, memory, garbage collection, event loop lag
  collectDefaultMetrics({ register: registry });

  const durations = new Histogram({
    name: 'bangtin_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const gauge = <T extends string = never>(
    name: string,
    help: string,
    collect: (gauge: Gauge<T>) => void | Promise<void>,
    labelNames: T[] = [],
  ) =>
    new Gauge<T>({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        await collect(this);
      },
    });
  gauge('bangtin_screens_connected', 'Screens connected to this node', (g) => {
    g.set(hub.connected());
  });
  const counter = (name: string, help: string, count: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(count());
      },
    });
  counter(
    'bangtin_plays_total',
    'Plays that screens reported to this node',
    () => hub.counted.plays,
  );
  counter(
    'bangtin_plays_broken_total',
    'Of those: did not follow from the play before them',
    () => hub.counted.playsBroken,
  );
  counter(
    'bangtin_plays_refused_total',
    'Not stored: another play has that number',
    () => hub.counted.playsRefused,
  );
  gauge('bangtin_jobs_waiting', 'Conversions not begun yet', async (g) => {
    g.set(await store.jobs.waiting('transcode'));
  });
  gauge<'state'>(
    'bangtin_assets',
    'Uploaded files by state; waiting: for a decision',
    async (g) => {
      const counts = await store.assets.counts(everything);
      for (const [state, count] of Object.entries(counts)) g.set({ state }, count);
    },
    ['state'],
  );

  return {
    registry,
    time: async (c, next) => {
      const stop = durations.startTimer({ method: c.req.method });
      await next();
      // the pattern that answered, which is known only now
      stop({ route: routePath(c, -1), status: c.res.status });
    },
  };
}
