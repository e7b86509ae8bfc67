/**
 * The server's time in the browser: the page was rendered at `now`, and since then as much has gone
 * by as the browser's monotonic clock says, whatever somebody does to the machine's own clock.
 */
let renderedAt = 0;
let startedAt = 0;

export function setServerTime(now: number): void {
  renderedAt = now;
  startedAt = performance.now();
}

/** ms of the Unix epoch, by the server */
export function serverNow(): number {
  return Math.round(renderedAt + performance.now() - startedAt);
}
