import { describe, expect, test } from 'vitest';
import type { Playlist } from '#shared/api/resources.ts';
import type { Draft } from './draft.ts';
import {
  answered,
  changed,
  keptMine,
  type Saving,
  sending,
  tookTheirs,
  unsaved,
} from './saving.ts';

const named = (name: string): Draft => ({ name, themes: [], items: [] });
const before: Saving = { kind: 'saved', kept: { version: 3, draft: named('A') } };
const theirs: Playlist = {
  id: 'p',
  unitId: 'u',
  name: 'Của người khác',
  themes: [],
  items: [],
  version: 4,
  updatedAt: 0,
  updatedBy: null,
};

describe('saving as you type', () => {
  test('a change is sent and becomes saved under the new version', () => {
    const sent = sending(changed(before, named('B')), named('B'));
    expect(sent.kind).toBe('sending');
    const done = answered(sent, { kind: 'kept', version: 4 }, named('B'));
    expect(done).toEqual({ kind: 'saved', kept: { version: 4, draft: named('B') } });
    expect(unsaved(done)).toBe(false);
  });

  test('what is typed while an answer is awaited is sent next', () => {
    const sent = sending(changed(before, named('B')), named('B'));
    expect(changed(sent, named('BC'))).toBe(sent);
    const done = answered(sent, { kind: 'kept', version: 4 }, named('BC'));
    expect(done).toEqual({ kind: 'changed', kept: { version: 4, draft: named('B') } });
  });

  test('undoing back to what the server holds sends nothing', () => {
    const dirty = changed(before, named('B'));
    expect(changed(dirty, named('A')).kind).toBe('saved');
  });

  test('an unreachable server keeps the draft waiting and is tried again', () => {
    const lost = answered(
      sending(changed(before, named('B')), named('B')),
      { kind: 'unreachable' },
      named('B'),
    );
    expect(unsaved(lost)).toBe(true);
    expect(sending(lost, named('B')).kind).toBe('sending');
  });

  test('a refusal waits for the next edit instead of repeating itself', () => {
    const problem = {
      ok: false,
      code: 'invalid',
      status: 400,
      title: '',
      fields: {},
      params: {},
    } as const;
    const no = answered(
      sending(changed(before, named('')), named('')),
      { kind: 'refused', problem },
      named(''),
    );
    expect(sending(no, named('')).kind).toBe('refused');
    expect(changed(no, named('B')).kind).toBe('changed');
  });

  test('another person’s edit stops saving until somebody chooses', () => {
    const sent = sending(changed(before, named('B')), named('B'));
    const overtaken = answered(sent, { kind: 'overtaken', theirs }, named('B'));
    expect(changed(overtaken, named('BC'))).toBe(overtaken);
    const mine = keptMine(overtaken, named('Của người khác'), named('BC'));
    expect(mine.kind).toBe('changed');
    expect(mine.kept.version).toBe(4);
    expect(tookTheirs(overtaken, named('Của người khác'))).toEqual({
      kind: 'saved',
      kept: { version: 4, draft: named('Của người khác') },
    });
  });
});
