import { describe, expect, test } from 'vitest';
import { PacketReader } from './packets.ts';

/** `shown` in the order of the file; times in ticks of 512 a frame */
function read(packets: readonly { shown: number; key?: boolean; hidden?: boolean }[]) {
  const reader = new PacketReader();
  packets.forEach(({ shown, key, hidden }, i) => {
    reader.read(`0,${shown * 512},${(i - 2) * 512},512,${key ? 'K' : '_'}${hidden ? 'D' : '_'}`);
  });
  return reader.rhythm(0);
}

describe('the rhythm of a stream', () => {
  test('even frames with B-frames between: one step, groups measured from key to key', () => {
    const order = [0, 3, 1, 2, 4, 7, 5, 6].map((shown) => ({ shown, key: shown % 4 === 0 }));
    expect(read(order)).toEqual({
      packets: 8,
      first: 0,
      end: 8 * 512,
      firstIsKey: true,
      longestGroup: 4 * 512,
      openGroups: false,
      step: { least: 512, most: 512 },
    });
  });

  test('a frame shown before the key frame that it follows: the groups are open', () => {
    const order = [
      { shown: 0, key: true },
      { shown: 1 },
      { shown: 4, key: true },
      { shown: 2 },
      { shown: 3 },
    ];
    expect(read(order)?.openGroups).toBe(true);
  });

  test('a missing frame shows as a longer step', () => {
    const order = [{ shown: 0, key: true }, { shown: 1 }, { shown: 3 }];
    expect(read(order)?.step).toEqual({ least: 512, most: 1024 });
  });

  test('packets that the edit list hides do not count', () => {
    const order = [{ shown: -2, key: true, hidden: true }, { shown: 0, key: true }, { shown: 1 }];
    expect(read(order)).toMatchObject({ packets: 2, first: 0, firstIsKey: true });
  });

  test('packets without times count but tell no length', () => {
    const reader = new PacketReader();
    reader.read('1,N/A,N/A,N/A,K__');
    expect(reader.rhythm(1)).toMatchObject({ packets: 1, first: null, end: null, step: null });
    expect(reader.rhythm(0)).toBeNull();
  });

  test('a file that never ends is left', () => {
    const reader = new PacketReader();
    let more = true;
    for (let i = 0; i <= 2_000_000 && more; i += 1) more = reader.read(`0,${i},${i},1,K__`);
    expect(more).toBe(false);
  });
});
