import { expect, test } from 'vitest';
import { stayAwake } from './awake.ts';

test('a lock is asked for at once, and again whenever the page is seen again; refusals are no harm', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let asked = 0;
  const wakeLock = {
    request: async () => {
      asked += 1;
      throw new DOMException('no', 'NotAllowedError');
    },
  };
  stayAwake(page as unknown as Document, wakeLock as unknown as WakeLock);
  expect(asked).toBe(1);
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(asked).toBe(1);
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  await Promise.resolve();
  expect(asked).toBe(2);
});

test('a browser that knows no locks plays all the same', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  expect(() => stayAwake(page as unknown as Document, undefined)).not.toThrow();
});
