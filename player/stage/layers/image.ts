/** A picture, decoded before it is shown. */
import type { ImageItem } from '#shared/frame/manifest.ts';
import { decodeBitmap } from './bitmap.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened, still } from './still.ts';

export async function imageLayer(
  { media, fit }: ImageItem,
  { open, panel }: Pick<LayerSources, 'open' | 'panel'>,
): Promise<Layer> {
  const file = await opened(media, open);
  try {
    const { canvas, close } = await decodeBitmap(file, panel()).catch(() => {
      throw new Error('the picture can’t be decoded');
    });
    canvas.style.objectFit = fit;
    return still(canvas, close);
  } finally {
    file.release();
  }
}
