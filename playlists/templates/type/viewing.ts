/**
 * How large type must be so that it can be read from where people stand. ISO 9241-303 (before it
 * 9241-3): capitals at least 16 minutes of arc high, 20 to 22 preferred. In `u`, the slide's unit.
 */
import { usualViewing, type Viewing } from '#shared/protocol/messages.ts';

/** minutes of arc: below this nothing is set, this much titles should have */
export const LEAST_ARC = 16;
export const PREFERRED_ARC = 20;

/** height of Be Vietnam Pro's capitals, em (OS/2 sCapHeight) */
const CAP_HEIGHT = 0.74;

export type Pixels = { readonly width: number; readonly height: number };

const usualBox: Pixels = { width: 1920, height: 1080 };

/** px of one `u` in a box, as `base.styles.ts` has it */
export function unitOf({ width, height }: Pixels): number {
  return width > height
    ? Math.min(height / 100, (width * 9) / 1600)
    : Math.min(width / 100, (height * 9) / 1600);
}

/**
 * A `u` on the panel, m. Of a screen of which nothing is known it is that of a usual one, however it is
 * turned; pictures of other shapes are mostly a projector's, and larger.
 */
function metresOf(viewing: Viewing | null, box: Pixels): number {
  if (!viewing) return usualViewing.heightM / 100;
  return (unitOf(box) * viewing.heightM) / box.height;
}

const tangent = (minutes: number) => Math.tan((minutes / 60 / 180) * Math.PI);

/** Type size, in u, whose capitals are `arc` minutes high for whoever stands at the distance. */
export function typeFor(viewing: Viewing | null, box: Pixels = usualBox, arc = LEAST_ARC): number {
  const { distanceM } = viewing ?? usualViewing;
  return (distanceM * tangent(arc)) / CAP_HEIGHT / metresOf(viewing, box);
}

/** From how far, m, type of `size` u can be read: capitals of 16 minutes of arc. */
export function legibleFrom(size: number, viewing: Viewing | null, box: Pixels = usualBox): number {
  return (size * CAP_HEIGHT * metresOf(viewing, box)) / tangent(LEAST_ARC);
}

/**
 * Slides are not set smaller than this, in u, also where people stand near; and a slide keeps room
 * for a sentence, however far they stand: then `legibility` says that it can't be read from there.
 */
const NEAR = 4.8;
const FAR = 11;

/** The smallest type that a slide may have, in u. */
export function smallestType(viewing: Viewing | null, box: Pixels = usualBox): number {
  const size = typeFor(viewing, box);
  return Math.min(FAR, Math.max(NEAR, Math.ceil(size * 100) / 100));
}

/** The same for a picture that is not the whole screen: the ticker runs below it. */
export function smallestIn(viewing: Viewing | null, screen: Pixels, picture: Pixels): number {
  const size = (smallestType(viewing, screen) * unitOf(screen)) / Math.max(1, unitOf(picture));
  return Math.min(FAR, Math.max(NEAR, Math.ceil(size * 100) / 100));
}

export const usualSmallest: number = smallestType(null);
