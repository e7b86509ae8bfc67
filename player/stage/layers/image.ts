/** A picture, decoded before it is shown. */
import type { ImageItem } from '#shared/frame/manifest.ts';
import type { Layer, LayerSources } from './layer.ts';
import { opened, still } from './still.ts';

export async function imageLayer(
  { media, fit }: ImageItem,
  { open }: Pick<LayerSources, 'open'>,
): Promise<Layer> {
  const file = await opened(media, open);
  const image = new Image();
  image.style.objectFit = fit;
  try {
    image.src = await file.address();
    await image.decode();
  } catch {
    file.release();
    throw new Error('the picture can’t be decoded');
  }
  return still(image, () => {
    file.release();
    // Else the decoded picture lives on for as long as anything points to the element.
    image.removeAttribute('src');
  });
}
