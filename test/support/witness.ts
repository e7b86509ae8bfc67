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
      await context.exposeBinding('sighted', (_, title: string, at: number) => {
        sightings.push({ life, title, at, seen: now() });
      });
      await context.addInitScript(look);
    },
  };
}

/** Runs in the page. */
function look(): void {
  const page = window as unknown as { sighted(title: string, at: number): void };
  let last: Element | null = null;
  const sight = (layers: HTMLElement) => {
    let top: HTMLElement | null = null;
    for (const child of layers.children) {
      if (!(child instanceof HTMLElement) || child.style.opacity !== '1') continue;
      if (!top || Number(child.style.zIndex) >= Number(top.style.zIndex)) top = child;
    }
    if (top === last) return;
    last = top;
    const { data } = (top ?? {}) as { data?: { title?: string } };
    if (data?.title) page.sighted(data.title, window.bangtin!.snapshot().t);
  };
  const begin = () => {
    const layers = document.querySelector('bt-player')?.layers;
    if (!layers || !window.bangtin) return void requestAnimationFrame(begin);
    // Told within the same turn of the page in which a layer is revealed.
    new MutationObserver(() => sight(layers)).observe(layers, {
      ...{ childList: true, subtree: true, attributes: true, attributeFilter: ['style'] },
    });
    sight(layers);
  };
  requestAnimationFrame(begin);
}
