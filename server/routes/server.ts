/** How the server is: alive, ready, measured, described. */
import { z } from 'zod';
import openapi from './openapi/openapi.json' with { type: 'json' };
import { type RouteDeps, route } from './route.ts';

const READY_WITHIN_MS = 2000;
const Part = z.enum(['ready', 'failed']);
const Readiness = z.object({ store: Part, bus: Part, media: Part });

export const serverRoutes = [
  route({
    method: 'get',
    path: '/healthz',
    tag: 'server',
    summary: 'The process answers',
    access: 'public',
    answer: z.object({ status: z.literal('ok'), version: z.string() }),
    handle: (_, { settings }) => ({ status: 'ok' as const, version: settings.version }),
  }),

  route({
    method: 'get',
    path: '/readyz',
    tag: 'server',
    summary: 'Store, bus and media answer; 503 when one of them does not',
    access: 'public',
    answer: Readiness,
    handle: async ({ c }, deps) => {
      const [store, bus, media] = await Promise.all([
        answers('store', deps),
        answers('bus', deps),
        answers('media', deps),
      ]);
      const ready = [store, bus, media].every((part) => part === 'ready');
      return c.json({ store, bus, media }, ready ? 200 : 503);
    },
  }),

  route({
    method: 'get',
    path: '/metrics',
    tag: 'server',
    summary: 'Prometheus metrics; from this machine, or with an administrator’s bearer token',
    access: 'operator',
    contentType: 'text/plain',
    handle: async ({ c }, { metrics }) =>
      c.body(await metrics.registry.metrics(), 200, {
        'Content-Type': metrics.registry.contentType,
      }),
  }),

  route({
    method: 'get',
    path: '/api/openapi.json',
    tag: 'server',
    summary: 'This document',
    access: 'public',
    contentType: 'application/json',
    handle: ({ c }) => c.json(openapi),
  }),
];

/** Why a part does not answer is told to the log only. */
async function answers(
  part: 'store' | 'bus' | 'media',
  deps: RouteDeps,
): Promise<z.infer<typeof Part>> {
  const late = AbortSignal.timeout(READY_WITHIN_MS);
  try {
    await Promise.race([
      deps[part].ready(),
      new Promise((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('no answer in time')));
      }),
    ]);
    return 'ready';
  } catch (error) {
    deps.log.warn({ err: error, part }, 'not ready');
    return 'failed';
  }
}
