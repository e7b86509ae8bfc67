/**
 * The page can't be left by key, touch or link: nobody is meant to work this machine. What a page is
 * never asked about (Alt+F4, Ctrl+W in a window with tabs, the task switcher) is the kiosk's
 * business: `deploy/kiosk`. Web items lie in sandboxed frames and answer for themselves.
 */

/** Each of them starts something of the browser's own: a menu, a drag, a zoom, a way out. */
const refused = [
  'contextmenu',
  'dragstart',
  'dragenter',
  'dragover',
  'drop',
  'selectstart',
  'copy',
  'cut',
  'paste',
  'submit',
  'click',
  'dblclick',
  'auxclick',
  'mousedown',
  'mouseup',
  'wheel',
  'touchstart',
  'touchmove',
  'touchend',
  'keydown',
  'keypress',
  'keyup',
] as const;

/** What Chromium's Navigation API tells of a way out of this document. */
type Navigate = Event & {
  readonly navigationType: 'push' | 'replace' | 'reload' | 'traverse';
  readonly userInitiated: boolean;
};

export function guardPage(window: Window): void {
  for (const type of refused) {
    window.addEventListener(type, (event) => event.preventDefault(), {
      capture: true,
      passive: false,
    });
  }
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { navigationType, userInitiated } = event as Navigate;
    // The player itself loads its page anew, for a newer build.
    if (navigationType === 'reload' && !userInitiated) return;
    if (event.cancelable) event.preventDefault();
  });
}
