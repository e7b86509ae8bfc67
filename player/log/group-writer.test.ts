import { describe, expect, test } from 'vitest';
import { hands, settled } from '#player/testing/hands.ts';
import { createGroupWriter, SOON_MS } from './group-writer.ts';

function world() {
  const time = hands();
  const groups: string[] = [];
  const problems: (string | null)[] = [];
  const disk = { full: false, held: null as Promise<void> | null };
  const writer = createGroupWriter<string>({
    async write(entries) {
      await disk.held;
      if (disk.full) throw new Error('QuotaExceededError');
      groups.push(entries.join(' '));
    },
    after: time.after,
    onProblem: (problem) => problems.push(problem),
  });
  return { time, groups, problems, disk, writer };
}

describe('the group writer', () => {
  test('[L5] what is not urgent goes with what is', async () => {
    const { time, groups, writer } = world();
    void writer.add('end', 'soon');
    await time.pass(SOON_MS - 1);
    expect(groups).toEqual([]);
    await writer.add('begin', 'now');
    expect(groups).toEqual(['end begin']);
    await time.pass(10 * SOON_MS);
    expect(groups).toHaveLength(1);
  });

  test('[L5] it does not wait for ever', async () => {
    const { time, groups, writer } = world();
    void writer.add('end', 'soon');
    await time.pass(SOON_MS);
    expect(groups).toEqual(['end']);
  });

  test('what begins on several tracks in one moment is one write', async () => {
    const { groups, writer } = world();
    await Promise.all([writer.add('main', 'now'), writer.add('ticker', 'now')]);
    expect(groups).toEqual(['main ticker']);
  });

  test('what comes while the disk is busy goes together into the next write', async () => {
    const { groups, disk, writer } = world();
    let free = () => {};
    disk.held = new Promise((resolve) => {
      free = resolve;
    });
    const first = writer.add('1', 'now');
    await settled();
    const others = ['2', '3', '4'].map((entry) => writer.add(entry, 'now'));
    await settled();
    expect(groups).toEqual([]);
    free();
    await Promise.all([first, ...others]);
    expect(groups).toEqual(['1', '2 3 4']);
  });

  test('[L6] what could not be written comes first when the disk takes it again', async () => {
    const { time, groups, problems, disk, writer } = world();
    disk.full = true;
    const first = writer.add('1', 'now');
    await settled();
    void writer.add('2', 'soon');
    await time.pass(20_000);
    expect(problems.every((problem) => problem?.includes('QuotaExceededError'))).toBe(true);
    expect(problems.length).toBeGreaterThan(2);
    disk.full = false;
    await time.pass(5000);
    await first;
    expect(groups).toEqual(['1 2']);
    expect(problems.at(-1)).toBeNull();
  });

  test('[L6] a disk that never takes anything again does not fill the memory', async () => {
    const { time, disk, writer } = world();
    disk.full = true;
    let givenUp = 0;
    for (let n = 0; n < 5010; n++) {
      writer.add(String(n), 'soon').catch(() => {
        givenUp += 1;
      });
    }
    await time.pass(SOON_MS);
    expect(givenUp).toBe(10);
  });
});
