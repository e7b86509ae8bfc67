/**
 * A theme (chủ đề) is what an item is about; coverage is reported by theme. The list ships in
 * `playlists/starter/themes.yaml` and an office may extend it, so a theme is data, named by a slug.
 */
import { z } from 'zod';

export const ThemeId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);

export const Theme = z.object({
  id: ThemeId,
  name: z.object({ vi: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
  /** the subject area that it stands under, null for a subject area itself */
  parent: ThemeId.nullable(),
});
export type Theme = z.infer<typeof Theme>;
