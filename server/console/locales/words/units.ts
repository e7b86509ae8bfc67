/** Words of the units pages. */
import type { Same } from '../same.ts';

export const vi = { title: '' };

export const en = { title: '' } satisfies Same<typeof vi>;
