import { expect, test } from 'vitest';
import { ScreenProfile } from '#shared/protocol/messages.ts';
import { supportLines } from './support-lines.ts';
import { supportWords as words } from './support-words.ts';

const profile = ScreenProfile.parse({
  screenName: 'Sảnh chính',
  unitName: 'Trường Tiểu học Tân Hiệp',
  placeName: null,
  zone: 'Asia/Ho_Chi_Minh',
  locale: 'vi',
});
const snapshot = {
  screenId: 'screen-1',
  link: 'live' as const,
  t: Date.UTC(2026, 10, 22, 23, 5),
  clock: { offset: 0, uncertainty: 12.2, trust: 'synchronised' as const },
  cache: { used: 200 * 1024 * 1024, fetching: null },
  log: { backlog: 3 },
  problem: null,
};
const of = (lines: ReturnType<typeof supportLines>) =>
  new Map(lines.map(({ label, value }) => [label.en, value]));

test('a screen at work tells who it is and how it stands', () => {
  const lines = of(supportLines({ snapshot, profile, build: '1+a', origin: 'https://bt.vn' }));
  expect(lines.get('Screen')).toBe('Sảnh chính · Trường Tiểu học Tân Hiệp');
  expect(lines.get('Screen ID')).toBe('screen-1');
  expect(lines.get('Connection')).toBe(words.live);
  expect(lines.get('Time')).toBe('06:05 Thứ Hai, 23 tháng 11, 2026 (± 13 ms)');
  expect(lines.get('Media held')).toBe('200 MB');
  expect(lines.get('Problem')).toBe(words.none);
});

test('one that has neither server nor clock says so', () => {
  const lost = {
    ...snapshot,
    link: 'resting' as const,
    clock: { offset: 0, uncertainty: null, trust: 'unsure' as const },
  };
  const facts = { snapshot: { ...lost, problem: 'the disk is full' }, profile };
  const lines = of(supportLines({ ...facts, build: '1+a', origin: 'https://bt.vn' }));
  expect(lines.get('Connection')).toBe(words.away);
  expect(lines.get('Time')).toMatchObject({ vi: expect.stringContaining('chưa đồng bộ') });
  expect(lines.get('Problem')).toBe('the disk is full');
});

test('one that could not start tells its build and its server', () => {
  const lines = of(
    supportLines({ snapshot: null, profile: null, build: '1+a', origin: 'http://10.0.0.2' }),
  );
  expect([...lines.keys()]).toEqual(['Screen', 'Server', 'Build', 'Problem']);
});
