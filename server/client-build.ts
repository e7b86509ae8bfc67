/** Where the built pages are: reads Vite's manifest once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ClientBuild } from './deps.ts';

const ViteManifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.string().optional(),
    isEntry: z.boolean().optional(),
    css: z.array(z.string()).optional(),
    imports: z.array(z.string()).optional(),
  }),
);
type ViteManifest = z.infer<typeof ViteManifest>;

/** Throws, with what to do, when the pages were not built. */
export function readClientBuild(dir: string): ClientBuild {
  const manifest = ViteManifest.parse(readManifest(path.join(dir, 'manifest.json')));
  return {
    dir,
    entry(name) {
      const key = Object.keys(manifest).find(
        (k) => manifest[k]!.isEntry && manifest[k]!.name === name,
      );
      if (key === undefined) throw new Error(`The build in ${dir} has no entry "${name}".`);
      return {
        script: `/${manifest[key]!.file}`,
        styles: [...stylesOf(manifest, key, new Set())].map((file) => `/${file}`),
      };
    },
  };
}

function readManifest(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`The pages are not built (${file}). Run: npm run build`, { cause });
  }
}

/** A chunk's own style sheets and those of everything that it imports, each once. */
function stylesOf(manifest: ViteManifest, key: string, seen: Set<string>): Set<string> {
  const styles = new Set<string>();
  if (seen.has(key)) return styles;
  seen.add(key);
  const chunk = manifest[key];
  for (const imported of chunk?.imports ?? []) {
    for (const file of stylesOf(manifest, imported, seen)) styles.add(file);
  }
  for (const file of chunk?.css ?? []) styles.add(file);
  return styles;
}
