/** What a page and its browser hold at a moment: to see whether it grows in weeks, measured in minutes. */
import { readdir, readFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright-core';

export type Footprint = {
  readonly heapMb: number;
  /** of all documents, attached or not */
  readonly nodes: number;
  readonly listeners: number;
  /** elements that play, attached or not */
  readonly mediaElements: number;
  /** addresses of media in memory that were made and not given back */
  readonly blobUrls: number;
  /**
   * of all of the browser's processes: what is theirs alone, and their share of what is shared. Not
   * the pages of files: the kernel takes those back, and the share depends on who else uses them.
   */
  readonly processMb: number;
  /** of these, the one that draws; 0: it draws in no process of its own */
  readonly gpuMb: number;
  /** of these, the largest that renders: the page's own */
  readonly pageMb: number;
};

/** To be run in the page before anything else: counts what the browser does not. */
export function countBlobUrls(): void {
  const made = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (of) => {
    const url = createObjectURL.call(URL, of);
    made.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    made.delete(url);
    revokeObjectURL.call(URL, url);
  };
  (window as unknown as { blobUrls(): number }).blobUrls = () => made.size;
}

/** Whoever measures collects the garbage first, so that only what is held counts. */
export async function footprint(page: CDPSession, processGroup: number): Promise<Footprint> {
  // What is kept alive by a finaliser goes with the second collection.
  for (let i = 0; i < 2; i++) await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  const metric = (name: string) => metrics.find((each) => each.name === name)!.value;
  const processes = await processesOf(processGroup);
  const sum = (some: readonly Process[]) => some.reduce((all, { mb }) => all + mb, 0);
  return {
    heapMb: metric('JSHeapUsedSize') / 2 ** 20,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    mediaElements: await living(page, 'HTMLMediaElement.prototype'),
    blobUrls: Number(await evaluated(page, 'window.blobUrls()')),
    processMb: sum(processes),
    gpuMb: sum(processes.filter(({ kind }) => kind === 'gpu-process')),
    pageMb: Math.max(0, ...processes.flatMap(({ kind, mb }) => (kind === 'renderer' ? [mb] : []))),
  };
}

async function evaluated(page: CDPSession, expression: string): Promise<unknown> {
  const { result } = await page.send('Runtime.evaluate', { expression, returnByValue: true });
  return result.value;
}

/** How many objects with this prototype there are. */
async function living(page: CDPSession, prototype: string): Promise<number> {
  const objectGroup = 'footprint';
  const { result } = await page.send('Runtime.evaluate', { expression: prototype, objectGroup });
  const { objects } = await page.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId!,
    objectGroup,
  });
  const counted = await page.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  // What the inspector holds would never be collected.
  await page.send('Runtime.releaseObjectGroup', { objectGroup });
  return counted.result.value as number;
}

type Process = { readonly kind: string; readonly mb: number };

/** Linux 5.8 and later: all processes of a group, with their proportional share of memory. */
async function processesOf(group: number): Promise<Process[]> {
  const found: Process[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // after the name in brackets: state, parent, group
      const ofGroup = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
      if (ofGroup !== group) continue;
      const [command, memory] = await Promise.all([
        readFile(`/proc/${pid}/cmdline`, 'utf8'),
        readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
      ]);
      const kb = ['Pss_Anon', 'Pss_Shmem'].reduce(
        (sum, part) => sum + Number(new RegExp(`^${part}:\\s+(\\d+) kB`, 'm').exec(memory)![1]),
        0,
      );
      found.push({ kind: /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser', mb: kb / 1024 });
    } catch {
      // It ended while it was looked at.
    }
  }
  return found;
}
