import { expect, test } from 'vitest';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { type Edit, noted, stillApplies, takenBack } from './edits.ts';

const when = (start: string): When => ({
  ...plainWhen,
  hours: [{ start, end: '12:00' }],
  from: '2026-11-23',
  until: null,
});
const edit = (scheduleId: string, from: string, to: string): Edit => ({
  scheduleId,
  name: scheduleId,
  before: when(from),
  after: when(to),
});

test('steps are taken back one by one, the newest first', () => {
  const first = edit('a', '07:00', '08:00');
  const second = edit('b', '09:00', '10:00');
  const edits = noted(noted([], first), second);
  const once = takenBack(edits)!;
  expect(once.edit).toBe(second);
  const twice = takenBack(once.rest)!;
  expect(twice.edit).toBe(first);
  expect(takenBack(twice.rest)).toBeNull();
});

test('a step is not taken back over somebody else’s edit', () => {
  const step = edit('a', '07:00', '08:00');
  expect(stillApplies(step, when('08:00'))).toBe(true);
  expect(stillApplies(step, { ...when('08:00'), days: [1] })).toBe(false);
});
