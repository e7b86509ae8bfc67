/** Slides drawn on the server are what the browser would draw, before any script has run. */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import '#playlists/templates/slide.ts';
import { Gallery } from './harness.ts';

const context = {
  mediaUrl: (sha256: string) => `/media/${sha256}`,
  zone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
  now: Date.UTC(2026, 10, 22, 1),
} as const;

let gallery: Gallery;
beforeAll(async () => {
  gallery = await Gallery.open();
});
afterAll(() => gallery?.close());

const onServer = (template: string, data: Record<string, unknown>) =>
  collectResult(
    render(
      html`<bt-slide .template=${template} .data=${data} .context=${context} still></bt-slide>`,
    ),
  );

/** all text of the slide on the page, one space between words */
const words = () =>
  gallery.page.evaluate(() => {
    const root = document.querySelector('bt-slide')!.shadowRoot!;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('style')) found.push(node.textContent ?? '');
    return found.join(' ').replace(/\s+/g, ' ').trim();
  });

test.each([...templates.values()])('$id reads the same from the server', async (template) => {
  const size = { width: 640, height: 360 };
  await gallery.draw({ template: template.id, data: template.sample, ...size });
  const drawn = await words();
  const pictured = await gallery.screenshot();
  expect(drawn.length).toBeGreaterThan(20);

  const markup = await onServer(template.id, template.sample);
  await gallery.page.evaluate((markup) => {
    const box = document.createElement('div');
    box.style.cssText = 'width:640px;height:360px';
    // under another name no script takes it over: this is what the server alone has drawn
    box.setHTMLUnsafe(markup.replaceAll('bt-slide', 'bt-slide-as-served'));
    document.body.replaceChildren(box);
  }, markup);
  const served = await gallery.screenshot();
  expect(served.equals(pictured)).toBe(true);
});

test('what an editor writes arrives as text, never as markup', async () => {
  const headline = '</style><img src=x onerror=alert(1)>';
  const markup = await onServer('news', { headline });
  expect(markup).not.toContain('<img src=x');
  await gallery.draw({ template: 'news', data: { headline }, width: 640, height: 360 });
  expect(await words()).toContain(headline);
});
