/**
 * Waits for the outside world (a browser, a process, a socket) to reach a state, and says what it
 * last saw when that does not happen. The only place in the tests that waits by the clock.
 */
export async function eventually<T>(
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  { within = 20_000, what = 'the expected state' }: { within?: number; what?: string } = {},
): Promise<T> {
  const deadline = performance.now() + within;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const seen = await look();
      if (seen !== false && seen !== null && seen !== undefined) return seen;
      last = seen;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${within} ms for ${what}; last seen: ${String(last)}`);
}
