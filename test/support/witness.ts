/**
 * Somebody who stands before the screen and writes down, outside the browser, which slide he sees
 * and from when on. He looks at the picture's layers, not at what the player says of itself.
 */
import type { BrowserContext } from 'playwright-core';

export type Sighting = {
  /** in which of the browser's lives, from 0 */
  readonly life: number;
  /** the slide's title */
  readonly title: string;
  /** server time by the page's clock, which may be far off after a start; ms */
  readonly at: number;
  /** seen before the page told its clock: `at` was reckoned back from when it did */
  readonly early: boolean;
  /** when the witness heard of it, by his own clock; ms */
  readonly seen: number;
};

export type Witness = {
  readonly sightings: readonly Sighting[];
  /** watches whatever is opened in this browser; to be called before the player is opened */
  watch(context: BrowserContext, life: number): Promise<void>;
};

export function createWitness(now: () => number): Witness {
  const sightings: Sighting[] = [];
  return {
    sightings,
    async watch(context, life) {
      await context.exposeBinding('sighted', (_, title: string, at: number, early: boolean) => {
        sightings.push({ life, title, at, early, seen: now() });
      });
      await context.addInitScript(look);
    },
  };
}

/** Runs in the page, before the player does. */
function look(): void {
  const page = window as unknown as { sighted(title: string, at: number, early: boolean): void };
  let last: Element | null = null;
  const early: { readonly title: string; readonly at: number }[] = [];
  const told = () => window.bangtin?.snapshot().t;
  const sight = (layers: HTMLElement) => {
    const top = topmost(layers);
    if (top === last) return;
    last = top;
    const { data } = (top ?? {}) as { data?: { title?: string } };
    if (!data?.title) return;
    const t = told();
    if (t === undefined) early.push({ title: data.title, at: performance.now() });
    else page.sighted(data.title, t, false);
  };
  /** What comes next is drawn already, below what is shown. */
  const topmost = (layers: HTMLElement) => {
    let top: HTMLElement | null = null;
    for (const child of layers.children) {
      if (!(child instanceof HTMLElement) || !(Number(child.style.opacity || 1) > 0.9)) continue;
      if (!top || Number(child.style.zIndex) >= Number(top.style.zIndex)) top = child;
    }
    return top;
  };
  const tellEarly = () => {
    const t = told();
    if (t === undefined) return void requestAnimationFrame(tellEarly);
    const now = performance.now();
    for (const { title, at } of early) page.sighted(title, t - (now - at), true);
  };
  void customElements.whenDefined('bt-player').then(() => {
    const { layers } = document.querySelector('bt-player')!;
    // Told within the same turn of the page in which a layer is revealed.
    new MutationObserver(() => sight(layers)).observe(layers, {
      ...{ childList: true, subtree: true, attributes: true, attributeFilter: ['style'] },
    });
    sight(layers);
    tellEarly();
  });
}
