/** What of a schedule is refused, at the field and in words; what may be left out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, everyDay, type World } from '#test/support/app.ts';

let world: World;
let editor: Awaited<ReturnType<World['person']>>;
let playlistId: string;
beforeAll(async () => {
  world = await createWorld();
  editor = await world.person({ unitId: world.units.office.id, role: 'editor' });
  playlistId = (await world.make.playlist(world.units.office.id)).id;
});
afterAll(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();
const input = (change: object, when: object = {}) => ({
  unitId: world.units.office.id,
  playlistId,
  audience: { units: [], levels: [], tags: [] },
  when: { ...everyDay, ...when },
  ...change,
});
type Field = { path: string; code: string; message: string };
const told = (fields: Field[]) => fields.map(({ path, code }) => `${path}: ${code}`);

test('a schedule says no more than what, where and when; the rest has its default', async () => {
  const { days: _, ...bare } = { days: 0, hours: everyDay.hours, from: '2026-11-01', until: null };
  const made = await json(editor.post('/api/schedules', { ...input({}), when: bare }));
  expect(made).toMatchObject({
    mode: 'loop',
    priority: 'ordinary',
    secondsPerHour: null,
    frequency: null,
    sound: 'quiet',
    when: {
      ...{ days: [1, 2, 3, 4, 5, 6, 7], repeat: { kind: 'weekly' }, among: 'any' },
      ...{ also: [], except: [], periods: [] },
    },
  });
});

test('a schedule by periods, rule and promise comes back as it was sent', async () => {
  const wanted = input(
    {
      mode: 'shuffled',
      frequency: { atLeast: { times: 2, per: 'day' }, atMostPerHour: null, minutesApart: 20 },
      sound: 'never',
    },
    {
      hours: [],
      periods: ['recess'],
      among: 'school',
      repeat: { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=1MO' },
      except: ['2026-12-07'],
    },
  );
  expect(await json(editor.post('/api/schedules', wanted))).toMatchObject(wanted);
});

describe('is refused at the field', () => {
  const promise = { atLeast: null, atMostPerHour: null, minutesApart: null };
  const rule = (rrule: string) => ({ repeat: { kind: 'rule', rrule } });
  test.each([
    [{}, { hours: [], periods: [] }, 'when.hours: noTimes'],
    [{}, { until: '2026-10-01' }, 'when.until: datesReversed'],
    [{}, { until: '9999-12-31' }, 'when.until: yearBeyond'],
    [{}, { from: '2026-02-30' }, 'when.from: notDate'],
    [{}, rule('HELLO'), 'when.repeat.rrule: ruleUnreadable'],
    [{}, rule('FREQ=HOURLY'), 'when.repeat.rrule: ruleTooFine'],
    [{}, rule('FREQ=DAILY;BYMINUTE=5'), 'when.repeat.rrule: ruleTooFine'],
    [{}, rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), 'when.repeat.rrule: ruleNever'],
    [{}, rule('FREQ=DAILY;UNTIL=20200101'), 'when.repeat.rrule: ruleEndsEarly'],
    [{}, { repeat: { kind: 'monthly' } }, 'when.repeat.kind: notOneOf'],
    [{}, { repeat: { kind: 'lunar', month: 13, day: 1 } }, 'when.repeat.month: tooLarge'],
    [{}, { repeat: { kind: 'lunar', month: 1, day: 31 } }, 'when.repeat.day: tooLarge'],
    [{}, { repeat: { kind: 'schoolDays', every: 0 } }, 'when.repeat.every: tooSmall'],
    [{}, { also: ['2026-12-01', '2026-12-01'] }, 'when.also.1: dateTwice'],
    [{}, { also: ['2026-10-01'] }, 'when.also.0: dateOutside'],
    [{}, { except: ['2026-12-01', '2026-12-01'] }, 'when.except.1: dateTwice'],
    [{}, { periods: ['Ra chơi'] }, 'when.periods.0: wrongFormat'],
    [{ mode: 'weighted' }, {}, 'secondsPerHour: secondsNeeded'],
    [{ mode: 'weighted', secondsPerHour: 4000 }, {}, 'secondsPerHour: tooLarge'],
    [{ secondsPerHour: 200 }, {}, 'secondsPerHour: secondsNotHere'],
    [{ frequency: promise }, {}, 'frequency.atLeast: promiseEmpty'],
    [
      { frequency: { ...promise, atLeast: { times: 0, per: 'day' } } },
      {},
      'frequency.atLeast.times: tooSmall',
    ],
    [
      { mode: 'takeover', frequency: { ...promise, atMostPerHour: 2 } },
      {},
      'frequency: frequencyNotHere',
    ],
    [{ mode: 'sometimes' }, {}, 'mode: notOneOf'],
    [{ sound: 'loud' }, {}, 'sound: notOneOf'],
  ])('%j %j', async (change, when, wrong) => {
    const refused = await editor.post('/api/schedules', input(change, when));
    expect(refused.status).toBe(400);
    const { fields } = await json(refused);
    expect(told(fields)).toEqual([wrong]);
    expect(fields[0].message).not.toBe('');
  });

  test('also when an edit leaves the whole in contradiction', async () => {
    const weighted = input({ mode: 'weighted', secondsPerHour: 200 });
    const { id } = await json(editor.post('/api/schedules', weighted));
    const edit = (change: object) =>
      editor.patch(`/api/schedules/${id}`, { version: 1, ...change });
    expect(told((await json(edit({ mode: 'loop' }))).fields)).toEqual([
      'secondsPerHour: secondsNotHere',
    ]);
    expect(told((await json(edit({ secondsPerHour: null }))).fields)).toEqual([
      'secondsPerHour: secondsNeeded',
    ]);
    expect(await json(edit({ mode: 'ordered', secondsPerHour: null }))).toMatchObject({
      mode: 'ordered',
      version: 2,
    });
  });

  test('and the same before it is saved, by whoever asks for warnings', async () => {
    const wrong = input({ secondsPerHour: 200 }, rule('FREQ=HOURLY'));
    const { fields } = await json(editor.post('/api/schedules/warnings', wrong));
    expect(told(fields)).toEqual([
      'when.repeat.rrule: ruleTooFine',
      'secondsPerHour: secondsNotHere',
    ]);
  });
});
