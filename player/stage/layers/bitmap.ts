/**
 * A decoded picture whose memory is given back when nobody sees it any more. What an `<img>` was
 * decoded to is kept by Chromium as it likes: every turn left a whole picture behind, until there
 * were 512 MB of them (tried).
 */
import type { MediaFile } from '#player/cache/media-file.ts';

export type Bitmap = {
  readonly canvas: HTMLCanvasElement;
  close(): void;
};

/** Of the panel, in its own points. */
export type Panel = { readonly width: number; readonly height: number };

/** Rejects when the bytes are no picture. */
export async function decodeBitmap(file: MediaFile, panel: Panel): Promise<Bitmap> {
  const bytes = new Blob([await file.slice(0, file.bytes)], { type: file.type });
  const picture = await fitting(await createImageBitmap(bytes), panel);
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('bitmaprenderer')!;
  context.transferFromImageBitmap(picture);
  return {
    canvas,
    close() {
      // Of one point, so that the blank picture in its place is small.
      canvas.width = 1;
      canvas.height = 1;
      context.transferFromImageBitmap(null);
    },
  };
}

/** Drawn at less than half of its size, a picture loses whole lines: it is made smaller beforehand. */
async function fitting(picture: ImageBitmap, panel: Panel): Promise<ImageBitmap> {
  const { width, height } = picture;
  const scale = Math.max(panel.width / width, panel.height / height);
  if (scale >= 0.5) return picture;
  try {
    return await createImageBitmap(picture, {
      resizeWidth: Math.ceil(width * scale),
      resizeHeight: Math.ceil(height * scale),
      resizeQuality: 'medium',
    });
  } finally {
    picture.close();
  }
}
