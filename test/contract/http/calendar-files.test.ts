/** Schedules as iCalendar files, out and in. */
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { createWorld, everyDay, type World } from '#test/support/app.ts';

let world: World;
let editor: Awaited<ReturnType<World['person']>>;
beforeEach(async () => {
  world = await createWorld();
  editor = await world.person({ unitId: world.units.office.id, role: 'editor' });
});
afterEach(() => world.close());

const json = async (response: Response | Promise<Response>) => (await response).json();

/** A schedule at the office as it is written, and its file. */
async function exported(name: string, when: object) {
  const { office } = world.units;
  const playlist = await world.make.playlist(office.id, { name });
  const { id } = await world.make.schedule(office.id, playlist.id);
  await world.store.schedules.update(everything, id, 1, {
    when: { ...everyDay, ...when },
    updatedAt: world.clock.now,
  });
  const answer = await editor.get(`/api/schedules/${id}/calendar`);
  return { answer, text: await answer.text() };
}

const hours = [{ start: '07:15', end: '07:45' }];
const send = (
  text: string,
  { unitId = world.units.office.id, type = 'text/calendar; charset=utf-8', more = '' } = {},
) =>
  editor.ask('POST', `/api/schedules/import?unitId=${unitId}${more}`, text, {
    'Content-Type': type,
  });

describe('a schedule', () => {
  test('goes out under its playlist’s name, in the zone of its unit', async () => {
    const name = 'Chào cờ (tuần): “đầu” *';
    const { answer, text } = await exported(name, { hours, days: [1] });
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const disposition = answer.headers.get('content-disposition')!;
    const [, file] = /^attachment; filename\*=UTF-8''([\w%.~!$&+^`|-]+)$/.exec(disposition)!;
    expect(decodeURIComponent(file!)).toBe(`${name}.ics`);
    const calendar = new ICAL.Component(ICAL.parse(text));
    const [event] = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(event!.summary).toBe(name);
    expect(event!.component.getFirstPropertyValue('rrule')?.toString()).toContain('BYDAY=MO');
    expect(event!.component.getFirstProperty('dtstart')!.getParameter('tzid')).toBe(
      'Asia/Ho_Chi_Minh',
    );
  });

  test('comes back in as it went out', async () => {
    const when = { hours, days: [1, 3], until: '2027-05-31', except: ['2026-12-07'] };
    const { text } = await exported('Chào cờ', when);
    const { drafts } = await json(send(text));
    expect(drafts).toMatchObject([{ summary: 'Chào cờ', problems: [] }]);
    const made = await editor.post('/api/schedules', {
      unitId: world.units.office.id,
      playlistId: (await world.make.playlist(world.units.office.id)).id,
      audience: { units: [], levels: [], tags: [] },
      when: drafts[0].when,
    });
    expect(made.status).toBe(201);
    expect((await json(made)).when).toMatchObject({ hours, until: '2027-05-31' });
  });
});

describe('a file that comes in', () => {
  const event = (...lines: string[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');

  test('is told what of it can’t be scheduled, in the language of who asks', async () => {
    const bad = event(
      'UID:1',
      'SUMMARY:Mỗi phút',
      'DTSTART:20261123T000000Z',
      'RRULE:FREQ=MINUTELY',
    );
    const problems = async () => (await json(send(bad))).drafts[0].problems as string[];
    expect((await problems()).join()).toContain('Quy tắc chỉ chọn ngày');
    await editor.patch('/api/session', { locale: 'en' });
    expect((await problems()).join()).toContain('A rule chooses days');
  });

  test('makes nothing', async () => {
    const before = await world.store.schedules.list(everything);
    await send(event('UID:1', 'SUMMARY:A', 'DTSTART:20261123T000000Z', 'DTEND:20261123T003000Z'));
    expect(await world.store.schedules.list(everything)).toEqual(before);
  });

  test('must be a calendar, of a size that somebody wrote, for a unit within reach', async () => {
    const whole = event('UID:1', 'DTSTART:20261123T000000Z');
    expect(await json(send('{}'))).toMatchObject({ code: 'notCalendar' });
    expect(await json(send(whole, { type: 'text/plain' }))).toMatchObject({ code: 'notCalendar' });
    const huge = `${whole}${'X-A:đuối nước\r\n'.repeat(80_000)}`;
    expect(await json(send(huge))).toMatchObject({ code: 'requestTooLarge' });
    const { otherSchool } = world.units;
    expect(await json(send(whole, { unitId: otherSchool.id }))).toMatchObject({ code: 'notFound' });
    expect((await json(send(whole, { more: '&playlistId=none' }))).fields).toMatchObject([
      { path: 'playlistId', code: 'unknownPlaylist' },
    ]);
    expect((await json(editor.post('/api/schedules/import', whole))).code).toBe('invalid');
  });
});
