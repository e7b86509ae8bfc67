/**
 * When and how a unit's screens fetch media, so that a school's line is there for the school. Each
 * part is inherited: null leaves it as the unit above has it.
 */
import { z } from 'zod';
import { Hours } from './when.ts';

export const DownloadRules = z.object({
  /** hours of the day, in the unit's zone, in which media are fetched; an empty list: always */
  windows: z.array(Hours).max(6).nullable(),
  /** each screen begins up to so many minutes later than its window, or than the news of media */
  jitterMinutes: z.int().min(0).max(240).nullable(),
  /** how many pieces at once */
  atATime: z.int().min(1).max(6).nullable(),
});
export type DownloadRules = z.infer<typeof DownloadRules>;

export const houseDownloads = { windows: [], jitterMinutes: 0, atATime: 2 } as const;
