/** A machine whose own clock lies, and a witness on the page who notes all that it lets be seen. */
import type { BrowserContext, Page } from 'playwright-core';

/** What was on air at an instant, by the player's own account. */
export type Sighting = {
  readonly item: string | null;
  readonly t: number;
  readonly uncertainty: number | null;
  /** since the page was opened, ms that never jump */
  readonly at: number;
};

type Witness = {
  readonly sightings: Sighting[];
  readonly texts: Set<string>;
  jump(ms: number): void;
};
declare global {
  interface Window {
    witness?: Witness;
  }
}

/** `off`: ms by which every page's `Date` is wrong from its start on. */
export async function lie(context: BrowserContext, off: number): Promise<void> {
  await context.addInitScript((startOff: number) => {
    let shift = startOff;
    const Right = Date;
    class Lying extends Right {
      constructor(...given: [] | [number]) {
        if (given.length === 0) super(Right.now() + shift);
        else super(...given);
      }
      static override now = () => Right.now() + shift;
    }
    globalThis.Date = Lying as DateConstructor;

    const textOf = (node: Node): string => {
      if (node instanceof HTMLStyleElement) return '';
      const inside = node instanceof Element && node.shadowRoot ? [node.shadowRoot] : [];
      const parts = [...inside, ...node.childNodes].map(textOf);
      return node instanceof Text ? node.data : parts.join(' ');
    };
    const sightings: Sighting[] = [];
    const texts = new Set<string>();
    window.witness = {
      sightings,
      texts,
      jump(ms) {
        shift += ms;
      },
    };
    setInterval(() => {
      const seen = window.bangtin?.snapshot();
      if (!seen) return;
      const item = seen.frame?.main?.item.id ?? null;
      const { uncertainty } = seen.clock;
      sightings.push({ item, t: seen.t, uncertainty, at: performance.now() });
      for (const layer of document.querySelector('bt-player')!.layers.children) {
        if (Number(getComputedStyle(layer).opacity) > 0.05) texts.add(textOf(layer));
      }
    }, 30);
  }, off);
}

export const sightings = (page: Page): Promise<Sighting[]> =>
  page.evaluate(() => window.witness!.sightings);

/** All words that were on the stage since the last time that this was asked. */
export const wordsSeen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const words = [...window.witness!.texts].join('\n');
    window.witness!.texts.clear();
    return words;
  });

/** Somebody, or NTP, sets the machine's clock. */
export const jump = (page: Page, ms: number): Promise<void> =>
  page.evaluate((by) => window.witness!.jump(by), ms);
