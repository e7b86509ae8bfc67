/** Draws slides in the system's Chromium and hands back what it sees. */
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { usualSmallest } from '#playlists/templates/type/viewing.ts';
import { launchChromium } from '#test/support/chromium.ts';

export type Drawing = {
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly width: number;
  readonly height: number;
  readonly now?: number;
  readonly locale?: 'vi' | 'en';
  /** picture that stands for every photo */
  readonly photo?: string;
  /** the smallest type, in u; that of a usual screen unless told */
  readonly smallest?: number;
  /** the page of a long slide to be seen, from 0 */
  readonly page?: number;
  /** how long it is on air; only then pages turn */
  readonly ms?: number;
  /** with its entrance; without it unless asked */
  readonly moving?: boolean;
};

const grey =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" height="900" fill="#8fa39b"/><circle cx="600" cy="380" r="150" fill="#c9d4ce"/><path d="M300 900a300 300 0 0 1 600 0z" fill="#c9d4ce"/></svg>',
  );

export class Gallery {
  readonly #browser: Browser;
  readonly page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** `entry`: what the page loads besides fonts and slides */
  static async open(entry = 'gallery.ts'): Promise<Gallery> {
    const [browser, { script, style }] = await Promise.all([launchChromium(), bundle(entry)]);
    const page = await browser.newPage();
    await page.setContent(
      `<!doctype html><html lang="vi"><style>${style}body{margin:0}</style><body>`,
    );
    await page.addScriptTag({ content: script, type: 'module' });
    await page.evaluate(async () => {
      await customElements.whenDefined('bt-slide');
      await Promise.all([...document.fonts].map((face) => face.load()));
    });
    return new Gallery(browser, page);
  }

  /** Shows each page of a slide in turn. */
  async eachPage(drawing: Drawing, look: (page: number) => Promise<void>): Promise<void> {
    for (let page = 0, pages = 1; page < pages; page += 1) {
      pages = await this.draw({ ...drawing, page });
      await look(page);
    }
  }

  /** Shows one slide, alone, at its size; answers how many pages it has. */
  async draw(drawing: Drawing): Promise<number> {
    await this.page.setViewportSize({ width: drawing.width, height: drawing.height });
    const { smallest = usualSmallest } = drawing;
    return this.page.evaluate(
      async ({ drawing, photo, smallest }) => {
        const slide = document.createElement('bt-slide');
        slide.template = drawing.template;
        slide.data = drawing.data;
        slide.still = !drawing.moving;
        slide.ms = drawing.ms ?? 0;
        slide.context = {
          mediaUrl: () => photo,
          zone: 'Asia/Ho_Chi_Minh',
          locale: drawing.locale ?? 'vi',
          now: drawing.now ?? Date.UTC(2026, 10, 22, 1),
          smallest,
        };
        const box = document.createElement('div');
        box.style.cssText = `width:${drawing.width}px;height:${drawing.height}px`;
        box.append(slide);
        document.body.replaceChildren(box);
        await slide.updateComplete;
        const turns = slide.shadowRoot!.querySelectorAll<HTMLElement>('.page.turns');
        for (const [n, page] of turns.entries())
          page.style.opacity = n === (drawing.page ?? 0) ? '1' : '0';
        const images = [...slide.shadowRoot!.querySelectorAll('img')];
        await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
        return Math.max(1, turns.length);
      },
      { drawing, smallest, photo: drawing.photo ?? grey },
    );
  }

  screenshot(path?: string): Promise<Buffer> {
    return this.page.screenshot(path === undefined ? {} : { path });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** One script and one style sheet, fonts inside. */
async function bundle(entry: string): Promise<{ script: string; style: string }> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      assetsInlineLimit: 1_000_000,
      cssCodeSplit: false,
      rolldownOptions: {
        input: new URL(entry, import.meta.url).pathname,
        // one script, also of what is loaded later
        output: { codeSplitting: false },
      },
    },
  });
  const { output } = Array.isArray(built)
    ? built[0]!
    : (built as Exclude<typeof built, unknown[]> & {
        output: readonly {
          type: string;
          fileName: string;
          code?: string;
          source?: string | Uint8Array;
        }[];
      });
  const script = output.find((file) => file.type === 'chunk');
  const style = output.find((file) => file.fileName.endsWith('.css'));
  return {
    script: script && 'code' in script ? (script.code ?? '') : '',
    style: style && 'source' in style ? String(style.source) : '',
  };
}
