import { describe, expect, test } from 'vitest';
import { apply, type Draft, type DraftEntry, draftOf, sameDraft } from './draft.ts';
import { begun, edited, redone, undone } from './history.ts';

const ticker = (id: string, text = id): DraftEntry => ({ id, ticker: { text } });
const draft: Draft = {
  name: 'Bản tin',
  themes: [],
  items: ['a', 'b', 'c'].map((id) => ticker(id)),
};
const ids = (of: Draft) => of.items.map(({ id }) => id).join('');

describe('the draft of a playlist', () => {
  test('an entry moves to its new place and the others close up', () => {
    expect(ids(apply(draft, { kind: 'move', id: 'a', to: 2 }))).toBe('bca');
    expect(ids(apply(draft, { kind: 'move', id: 'c', to: 0 }))).toBe('cab');
  });

  test('a move past either end stops at the end', () => {
    expect(ids(apply(draft, { kind: 'move', id: 'b', to: 99 }))).toBe('acb');
    expect(ids(apply(draft, { kind: 'move', id: 'b', to: -1 }))).toBe('bac');
  });

  test('an edit of an entry that is gone changes nothing', () => {
    expect(apply(draft, { kind: 'move', id: 'gone', to: 0 })).toBe(draft);
    expect(apply(draft, { kind: 'change', entry: ticker('gone'), field: 'text' })).toBe(draft);
  });

  test('a new entry goes where it was dropped', () => {
    expect(ids(apply(draft, { kind: 'add', entry: ticker('x'), at: 1 }))).toBe('axbc');
  });

  test('an entry without an id is given one, others keep theirs', () => {
    const made = draftOf(
      {
        id: 'p',
        unitId: 'u',
        name: 'n',
        themes: [],
        items: [{ ticker: { text: 'không id' } }, ticker('b')],
        version: 1,
        updatedAt: 0,
        updatedBy: null,
      },
      () => 'new',
    );
    expect(ids(made)).toBe('newb');
  });

  test('the order in which fields were set makes no difference', () => {
    const other = { items: draft.items, themes: [], name: 'Bản tin' };
    expect(sameDraft(draft, other)).toBe(true);
    expect(sameDraft(draft, { ...draft, themes: ['an-toan'] })).toBe(false);
  });
});

describe('undo and redo', () => {
  test('every edit is a step back, and a step forward again', () => {
    let history = begun(draft);
    history = edited(history, { kind: 'remove', id: 'a' }, 0);
    history = edited(history, { kind: 'move', id: 'c', to: 0 }, 0);
    expect(ids(history.present)).toBe('cb');
    history = undone(history);
    expect(ids(history.present)).toBe('bc');
    history = undone(history);
    expect(ids(history.present)).toBe('abc');
    expect(undone(history)).toBe(history);
    history = redone(redone(history));
    expect(ids(history.present)).toBe('cb');
    expect(redone(history)).toBe(history);
  });

  test('one run of typing is one step; a pause or another field begins the next', () => {
    let history = begun(draft);
    const type = (text: string, at: number, id = 'a') => {
      history = edited(history, { kind: 'change', entry: ticker(id, text), field: 'text' }, at);
    };
    type('X', 0);
    type('Xi', 200);
    type('Xin', 400);
    type('Xin chào', 5000);
    type('b', 5100, 'b');
    expect(history.past).toHaveLength(3);
    history = undone(undone(history));
    expect(history.present.items[0]).toEqual(ticker('a', 'Xin'));
  });

  test('a new edit ends the way forward', () => {
    let history = undone(edited(begun(draft), { kind: 'remove', id: 'a' }, 0));
    history = edited(history, { kind: 'rename', name: 'Khác' }, 0);
    expect(redone(history)).toBe(history);
  });
});
