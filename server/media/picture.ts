/**
 * A process of its own for one picture: `node picture.ts <input> <output.webp>`. Decoders of pictures
 * meet hostile bytes as those of clips do; when one fails badly it takes only this process along.
 * Prints one line of JSON: the size, or why the picture is refused.
 */
import sharp from 'sharp';
import type { ProblemCode, ProblemParams } from '#shared/api/problems.ts';
import { house } from './house.ts';

const [input, output] = process.argv.slice(2);
if (input === undefined || output === undefined) throw new Error('picture.ts <input> <output>');

const { longSide, quality, mostPixels } = house.picture;
sharp.concurrency(2);

console.log(JSON.stringify(await convert(input, output)));

async function convert(
  from: string,
  to: string,
): Promise<{ width: number; height: number } | { refused: ProblemCode; params: ProblemParams }> {
  // The header alone, without the limit, to name the size in the refusal.
  const header = await sharp(from, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (header === null) return { refused: 'fileTruncated', params: {} };
  if (header.width * header.height > mostPixels) {
    const size = `${header.width} × ${header.height}`;
    return { refused: 'filePictureTooLarge', params: { size } };
  }
  try {
    const { width, height } = await sharp(from, {
      limitInputPixels: mostPixels,
      // missing rows are refused; odd but complete metadata is not
      failOn: 'error',
      sequentialRead: true,
    })
      .autoOrient()
      .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
      // sharp turns colours into sRGB and leaves all metadata behind unless told otherwise
      .webp({ quality })
      .toFile(to);
    return { width, height };
  } catch (error) {
    if (/No space left|ENOSPC/.test(String(error))) throw error;
    return { refused: 'fileTruncated', params: {} };
  }
}
