/**
 * A page of another site, in a frame that can do nothing to the player: it can't navigate it, open
 * anything, be touched or keep anything. Whether the site answers at all is asked first, since a frame
 * tells nobody that it shows an error page.
 */
import type { WebItem } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';
import { still } from './still.ts';

export async function webLayer(
  { url }: WebItem,
  { reach }: Pick<LayerSources, 'reach'>,
): Promise<Layer> {
  // With our own origin a sandboxed frame could take its sandbox off.
  if (new URL(url).origin === location.origin) throw new Error('a page of this server is no item');
  await reach(url);
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.setAttribute('credentialless', '');
  frame.referrerPolicy = 'no-referrer';
  frame.allow = '';
  frame.inert = true;
  frame.tabIndex = -1;
  frame.style.border = '0';
  frame.style.pointerEvents = 'none';
  const loaded = new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true });
  });
  frame.src = url;
  return { ...still(frame, () => frame.removeAttribute('src')), drawn: () => loaded };
}
