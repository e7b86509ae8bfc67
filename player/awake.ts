/**
 * Keeps a computer's screen from being dimmed because nobody touches it. A kiosk that was set up as
 * one needs no such thing; a PC on which somebody opened the page does.
 */
export function stayAwake(page: Document, wakeLock: WakeLock | undefined): void {
  const ask = () => {
    // A hidden page is refused, and a lock is lost when the page is hidden.
    if (page.visibilityState === 'visible') void wakeLock?.request('screen').catch(() => {});
  };
  page.addEventListener('visibilitychange', ask);
  ask();
}
