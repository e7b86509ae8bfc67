/**
 * The baseline: a playlist the way web pages commonly play one. Two layers; the next item is loaded
 * into the hidden one while the other shows; they are swapped when the clip has `ended`, or when the
 * time of a still picture is over.
 */
import type { Page } from 'playwright-core';

export type SwapItem =
  | { readonly kind: 'video' | 'image'; readonly address: string; readonly ms: number }
  | { readonly kind: 'slide'; readonly html: string; readonly ms: number };

/**
 * Plays the items once, from an instant on (ms of the Unix epoch); resolves when the last one is
 * over, with the instant of each swap.
 */
export function playBySwapping(
  page: Page,
  items: readonly SwapItem[],
  start: number,
): Promise<number[]> {
  return page.evaluate(swap, { items, start });
}

/** In the page. */
async function swap(given: {
  readonly items: readonly SwapItem[];
  readonly start: number;
}): Promise<number[]> {
  const { items, start } = given;
  document.body.style.cssText = 'margin:0;background:#000;overflow:hidden';
  const make = (item: SwapItem): HTMLElement => {
    const element = document.createElement(
      item.kind === 'video' ? 'video' : item.kind === 'image' ? 'img' : 'div',
    );
    element.style.cssText =
      'position:fixed;inset:0;width:100%;height:100%;object-fit:contain;visibility:hidden';
    if (item.kind === 'slide') element.innerHTML = item.html;
    else (element as HTMLVideoElement | HTMLImageElement).src = item.address;
    if (element instanceof HTMLVideoElement) {
      element.preload = 'auto';
      element.muted = true;
    }
    document.body.append(element);
    return element;
  };
  const instants: number[] = [];
  let next: HTMLElement | null = make(items[0]!);
  let before: HTMLElement | null = null;
  await new Promise((resolve) => setTimeout(resolve, start - Date.now()));
  for (const [i, item] of items.entries()) {
    const shown: HTMLElement = next!;
    instants.push(performance.timeOrigin + performance.now());
    shown.style.visibility = 'visible';
    before?.remove();
    before = shown;
    const over =
      shown instanceof HTMLVideoElement
        ? new Promise((resolve) => shown.addEventListener('ended', resolve, { once: true }))
        : new Promise((resolve) => setTimeout(resolve, item.ms));
    if (shown instanceof HTMLVideoElement) await shown.play();
    next = items[i + 1] ? make(items[i + 1]!) : null;
    await over;
  }
  return instants;
}
