/** What is wrong with the slide on the page, as Chromium has laid it out. */
import type { Page } from 'playwright-core';

type Drawn = { text: string; left: number; top: number; right: number; bottom: number };

/**
 * Text or codes beyond the safe area (5 % of each side), over one another or on a motif, cut off by a
 * box that clips, smaller than the slide's smallest type, or with less than 7:1 of contrast.
 */
export function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const slide = document.querySelector('bt-slide')!;
    const root = slide.shadowRoot!;
    const box = slide.getBoundingClientRect();
    const [marginX, marginY] = [box.width * 0.05, box.height * 0.05];
    const unit =
      box.width > box.height
        ? Math.min(box.height / 100, (box.width * 9) / 1600)
        : Math.min(box.width / 100, (box.height * 9) / 1600);
    const smallest = slide.context!.smallest!;
    const found: string[] = [];
    const drawn: Drawn[] = [];

    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([red = 0, green = 0, blue = 0]: number[]) => {
      const [r, g, b] = [red, green, blue].map((level) => {
        const channel = level / 255;
        return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const ground = (element: Element): number[] => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || (colour[3] ?? 0) === 1) return colour;
      }
      return [255, 255, 255];
    };
    const hidden = (element: Element) =>
      element.closest<HTMLElement>('.page')?.style.opacity === '0';

    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest('style,svg') || !node.textContent?.trim()) continue;
      if (hidden(parent)) continue;
      const text = node.textContent.trim().slice(0, 30);
      const { color, fontSize } = getComputedStyle(parent);
      const size = Number.parseFloat(fontSize) / unit;
      if (size < smallest - 0.02) found.push(`${size.toFixed(2)} u is too small: ${text}`);
      const [light, dark] = [luminance(channels(color)), luminance(ground(parent))].sort(
        (a, b) => b - a,
      );
      const contrast = (light! + 0.05) / (dark! + 0.05);
      if (contrast < 7) found.push(`${contrast.toFixed(1)}:1 is too faint: ${text}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, top, right, bottom, width, height } of range.getClientRects()) {
        if (width === 0) continue;
        // a line's rectangle is 1.27 em high: marks on capitals reach 0.16 em above it
        const line = height / 1.265;
        for (
          let clip = parent;
          clip !== root.firstElementChild && clip.parentElement;
          clip = clip.parentElement
        ) {
          if (getComputedStyle(clip).overflow === 'visible') continue;
          const edge = clip.getBoundingClientRect();
          if (top < edge.top || bottom > edge.bottom + 1 || right > edge.right + 1)
            found.push(`cut off by ${clip.className}: ${text}`);
        }
        // letters leave at least a seventh of the rectangle free at each end
        drawn.push({ text, left, top: top + line / 6, right, bottom: bottom - line / 6 });
      }
    }
    const solids = '.code, .ring, .friends, .leaves, .arch, .photo, .crossing, .waves, .rail';
    for (const solid of root.querySelectorAll(solids)) {
      const { left, top, right, bottom } = solid.getBoundingClientRect();
      if (!solid.matches('.photo .photo, .arch .photo'))
        drawn.push({ text: `<${solid.getAttribute('class')}>`, left, top, right, bottom });
    }
    for (const one of drawn) {
      if (one.text.startsWith('<') && !one.text.includes('code')) continue;
      if (one.left < box.left + marginX - 1 || one.right > box.right - marginX + 1)
        found.push(`beyond the side: ${one.text}`);
      if (one.top < box.top + marginY - 1 || one.bottom > box.bottom - marginY + 1)
        found.push(`beyond top or bottom: ${one.text}`);
    }
    for (const [index, one] of drawn.entries())
      for (const other of drawn.slice(index + 1)) {
        if (one.text.startsWith('<') && other.text.startsWith('<')) continue;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 1 && down > 1) found.push(`${one.text} over ${other.text}`);
      }
    return found;
  });
}
