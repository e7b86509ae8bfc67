import { expect, test } from 'vitest';
import type { Screen } from '#shared/api/resources.ts';
import type { ScreenStatus } from '#shared/protocol/messages.ts';
import { screenRow, screenState, worstFirst } from './screen-rows.ts';

const status: ScreenStatus = {
  manifest: 'a'.repeat(64),
  fetching: { manifest: null, bytes: 0, of: 0 },
  onAir: { main: 'tin-1', ticker: null, audio: null, voice: null },
  storage: { used: 0, quota: 1, full: false },
  clock: { offset: 0, uncertainty: 5, trust: 'synchronised' },
  skipped: 0,
  backlog: 0,
  viewport: { width: 1920, height: 1080 },
  problem: null,
};

function screen(change: Partial<Screen>): Screen {
  return {
    id: 's1',
    unitId: 'u1',
    name: 'Sảnh chính',
    tags: [],
    ...{ kind: 'screen', viewing: null, captions: 'auto', trimDb: 0 },
    pairedAt: 0,
    online: true,
    lastSeenAt: 1,
    build: null,
    manifest: null,
    acknowledged: 'onAir',
    status,
    ...change,
  };
}

test('a connected screen that shows an item is on air', () => {
  expect(screenState(screen({}))).toBe('onAir');
});

test('a connected screen without anything scheduled is idle, not in trouble', () => {
  const nothing = { main: null, ticker: null, audio: null, voice: null };
  expect(screenState(screen({ status: { ...status, onAir: nothing } }))).toBe('idle');
  expect(screenState(screen({ status: null }))).toBe('idle');
});

test('media still to come are told even while the old programme plays on', () => {
  const fetching = { manifest: 'b'.repeat(64), bytes: 10, of: 100 };
  expect(screenState(screen({ status: { ...status, fetching } }))).toBe('fetching');
});

test('a screen without room, or without the time, needs somebody', () => {
  const full = { ...status, storage: { ...status.storage, full: true } };
  const unsure = { ...full, clock: { ...status.clock, trust: 'unsure' as const } };
  expect(screenRow(screen({ status: full }))).toMatchObject({ state: 'trouble', needs: ['full'] });
  expect(screenRow(screen({ status: unsure })).needs).toEqual(['full', 'unsure']);
  // what it said before it went away may be over
  expect(screenRow(screen({ status: unsure, online: false }))).toMatchObject({
    ...{ state: 'away', needs: [] },
  });
});

test('what a screen complains of outranks what it shows', () => {
  expect(screenState(screen({ status: { ...status, problem: 'disk full' } }))).toBe('trouble');
  expect(screenState(screen({ acknowledged: 'refused' }))).toBe('trouble');
});

test('a screen that was never seen is told apart from one that went away', () => {
  expect(screenState(screen({ online: false, lastSeenAt: null }))).toBe('never');
  expect(screenState(screen({ online: false }))).toBe('away');
});

test('trouble comes before absence, absence before what runs; alike, by name and number', () => {
  const rows = [
    screenRow(screen({ id: 'ok', name: 'A' })),
    screenRow(screen({ id: 'away', name: 'B', online: false })),
    screenRow(screen({ id: 'trouble', name: 'C', acknowledged: 'refused' })),
    screenRow(screen({ id: 'ok10', name: 'Lớp 10' })),
    screenRow(screen({ id: 'ok2', name: 'Lớp 2' })),
  ];
  expect(rows.sort(worstFirst).map((row) => row.id)).toEqual([
    'trouble',
    'away',
    'ok',
    'ok2',
    'ok10',
  ]);
});
