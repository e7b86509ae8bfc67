import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { plainWhen, When } from '#shared/domain/when.ts';
import { DAY, dateText, dayNumber } from '../school-time/days.ts';
import { plainSchoolTime } from '../school-time/school-time.ts';
import { expand } from '../windows/expand.ts';
import { ruleProblem } from '../windows/rule.ts';
import { exportText } from './export.ts';
import { type FeedEvent, feedText } from './feed.ts';
import { importCalendar } from './import.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = Date.UTC(2026, 10, 23, 1);
const host = 'bangtin.example';

/** What RFC 5545 asks of every file: section 3.1 and 3.4. */
function expectWellFormed(text: string): ICAL.Component {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toBe('');
    expect(line).not.toMatch(/\p{Cc}/u);
  }
  const calendar = new ICAL.Component(ICAL.parse(text) as [string, unknown[], unknown[]]);
  expect(calendar.name).toBe('vcalendar');
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
  const events = calendar.getAllSubcomponents('vevent');
  const uids = events.map((event) => event.getFirstPropertyValue('uid'));
  expect(new Set(uids).size).toBe(events.length);
  for (const event of events)
    for (const needed of ['uid', 'dtstamp', 'dtstart'])
      expect(event.getAllProperties(needed)).toHaveLength(1);
  return calendar;
}

describe('a feed', () => {
  const window = (start: number, name: string, index = 0): FeedEvent => ({
    ...{ scheduleId: 's1', name, start, end: start + 900_000 },
    source: { kind: 'hours', index },
  });

  test('is a calendar that a program can read, in UTC', () => {
    const text = feedText({ name: 'Trường Tiểu học Tân Hiệp', at, host }, [
      window(at, 'Phòng, chống đuối nước; \\ “an toàn”\nvà vui'),
      window(at + DAY, 'Bản tin'),
      { ...window(at + DAY, 'Bản tin', 1), description: 'Ưu tiên – Phòng GD&ĐT' },
      { ...window(at, 'Ra chơi'), source: { kind: 'period', period: 'recess' } },
    ]);
    const calendar = expectWellFormed(text);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Trường Tiểu học Tân Hiệp');
    const events = calendar.getAllSubcomponents('vevent');
    expect(events).toHaveLength(4);
    expect(events[0]!.getFirstPropertyValue('summary')).toBe(
      'Phòng, chống đuối nước; \\ “an toàn”\nvà vui',
    );
    expect(text).toContain('DTSTART:20261123T010000Z\r\nDTEND:20261123T011500Z');
    expect(text).toContain('DTSTAMP:20261123T010000Z');
  });

  test('of a name with commas and semicolons keeps them from ending it', () => {
    const text = feedText({ name: 'Tân Hiệp; sân, sảnh\n2', at, host }, []);
    expect(text).toContain('X-WR-CALNAME:Tân Hiệp\\; sân\\, sảnh 2\r\n');
    expectWellFormed(text);
  });

  test('gives the same window the same UID each time, and tells it once', () => {
    const uids = (text: string) => [...text.matchAll(/UID:(.*)\r\n/g)].map((found) => found[1]);
    const one = uids(feedText({ name: '', at, host }, [window(at, 'A'), window(at, 'A')]));
    const later = uids(feedText({ name: '', at: at + DAY, host }, [window(at, 'B')]));
    expect(one).toHaveLength(1);
    expect(later).toEqual(one);
  });

  test('is well formed whatever its schedules are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const calendar = expectWellFormed(feedText({ name, at, host }, [window(at, name)]));
        const said = calendar.getFirstSubcomponent('vevent')!.getFirstPropertyValue('summary');
        const kept = name.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, ' ');
        expect(said).toBe(kept);
      }),
    );
  });
});

const one = (body: string) =>
  importCalendar(
    `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    zone,
  );

describe('a file that is taken in', () => {
  test('becomes days and hours', () => {
    const [draft] = one(
      [
        'UID:1',
        'SUMMARY:Thể dục giữa giờ\\, toàn',
        '  trường',
        'DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T084500',
        'DTEND;TZID=Asia/Ho_Chi_Minh:20261123T090000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20270528T165959Z',
        'EXDATE;TZID=Asia/Ho_Chi_Minh:20261125T084500,20261127T084500',
        'RDATE;TZID=Asia/Ho_Chi_Minh:20261126T084500',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'SUMMARY:chuông',
        'END:VALARM',
      ].join('\r\n'),
    );
    expect(draft).toEqual({
      summary: 'Thể dục giữa giờ, toàn trường',
      problems: [],
      when: {
        ...plainWhen,
        days: [1, 3, 5],
        hours: [{ start: '08:45', end: '09:00' }],
        also: ['2026-11-26'],
        except: ['2026-11-25', '2026-11-27'],
        from: '2026-11-23',
        until: '2027-05-28',
      },
    });
  });

  const hours = (body: string) => one(body)[0]!.when?.hours;
  test.each([
    ['DTSTART:20261123T010000Z\r\nDTEND:20261123T023000Z', '08:00', '09:30'],
    ['DTSTART:20261123T080000\r\nDURATION:PT45M', '08:00', '08:45'],
    ['DTSTART;TZID=SE Asia Standard Time:20261123T220000\r\nDURATION:PT4H', '22:00', '02:00'],
    ['DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121', '00:00', '24:00'],
    ['DTSTART;VALUE=DATE:20261120', '00:00', '24:00'],
    ['DTSTART:20261123T230000\r\nDTEND:20261124T000000', '23:00', '24:00'],
  ])('%j is from %s to %s', (body, start, end) => {
    expect(hours(body)).toEqual([{ start, end }]);
    expect(one(body)[0]!.problems).toEqual([]);
  });

  const refused = (body: string) =>
    one(body).map(({ when, problems }) => [when !== null, problems]);
  test.each([
    ['SUMMARY:x', false, ['noStart']],
    ['DTSTART:20261301T080000\r\nDURATION:PT1H', false, ['unreadableEvent']],
    ['DTSTART:20260231T080000\r\nDURATION:PT1H', false, ['unreadableEvent']],
    ['DTSTART:banana', false, ['unreadableEvent']],
    ['DTSTART:20261123T080000', true, ['noEnd']],
    ['DTSTART:20261123T080000\r\nDTEND:20261123T070000', false, ['endsBeforeStart']],
    ['DTSTART:20261123T080000\r\nDTEND:20261125T070000', false, ['spansDays']],
    ['DTSTART:99991123T080000\r\nDURATION:PT1H', false, ['beyondReason']],
    ['DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY', false, ['ruleTooFine']],
    [
      'DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;BYHOUR=1,2',
      false,
      ['ruleTooFine'],
    ],
    [
      'DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=1e9',
      false,
      ['ruleUnreadable'],
    ],
    [
      'DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20200101',
      false,
      ['ruleEndsEarly'],
    ],
    [
      'DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY',
      true,
      ['severalRules'],
    ],
    ['DTSTART;TZID=Nowhere/Land:20261123T080000\r\nDURATION:PT1H', true, ['unknownTimeZone']],
    ['DTSTART;TZID=America/New_York:20261123T080000\r\nDURATION:PT1H', true, ['otherTimeZone']],
    [
      'DTSTART:20261122T230000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=SU',
      false,
      ['otherTimeZone'],
    ],
    ['DTSTART:20261123T080000\r\nDURATION:PT1H\r\nRDATE:20261124T100000', true, ['otherTimes']],
  ])('%j: taken %s, told %j', (body, taken, problems) => {
    expect(refused(body)).toEqual([[taken, problems]]);
  });

  test('with instances that were moved or called off leaves those out of the series', () => {
    const drafts = importCalendar(
      [
        'BEGIN:VCALENDAR',
        ...[
          'BEGIN:VEVENT',
          'UID:7',
          'SUMMARY:Chào cờ',
          'DTSTART:20261123T070000',
          'DURATION:PT30M',
        ],
        ...['RRULE:FREQ=WEEKLY', 'END:VEVENT'],
        ...['BEGIN:VEVENT', 'UID:7', 'RECURRENCE-ID:20261130T070000', 'SUMMARY:Chào cờ muộn'],
        ...['DTSTART:20261130T080000', 'DURATION:PT30M', 'END:VEVENT'],
        ...['BEGIN:VEVENT', 'UID:7', 'RECURRENCE-ID:20261207T070000', 'STATUS:CANCELLED'],
        ...['DTSTART:20261207T070000', 'DURATION:PT30M', 'END:VEVENT'],
        'END:VCALENDAR',
      ].join('\n'),
      zone,
    );
    expect(drafts.map(({ summary }) => summary)).toEqual(['Chào cờ', 'Chào cờ muộn']);
    expect(drafts[0]!.when).toMatchObject({ days: [1], except: ['2026-11-30', '2026-12-07'] });
    expect(drafts[1]!.when).toMatchObject({ from: '2026-11-30', until: '2026-11-30' });
  });

  test('whose start is not one of its rule’s dates keeps it, as the standard says', () => {
    const [draft] = one('DTSTART:20261124T080000\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO');
    expect(draft!.when).toMatchObject({
      repeat: { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=1MO' },
      also: ['2026-11-24'],
    });
  });

  test('never fails and never hangs, whatever is in it', () => {
    const event = 'BEGIN:VEVENT\r\nDTSTART:20261123T080000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n';
    const hostile = [
      '',
      'BEGIN:VCALENDAR',
      'END:VEVENT\nEND:VEVENT',
      'BEGIN:VEVENT\n'.repeat(50_000),
      'BEGIN:VALARM\n'.repeat(50_000),
      event.repeat(12_000),
      `BEGIN:VEVENT\r\nDTSTART:20261123T080000\r\nRDATE:${'20261124T080000,'.repeat(50_000)}20261125T080000\r\nEND:VEVENT`,
      `BEGIN:VEVENT\r\nSUMMARY:${'a\r\n '.repeat(200_000)}\r\nEND:VEVENT`,
      `BEGIN:VEVENT\r\nDTSTART;${'X="a",'.repeat(100_000)}:20261123\r\nEND:VEVENT`,
      `BEGIN:VEVENT\r\nDTSTART:20261123T080000\r\nDURATION:P${'9'.repeat(400)}D\r\nEND:VEVENT`,
      'x'.repeat(3_000_000),
    ];
    for (const text of hostile) expect(importCalendar(text, zone).length).toBeLessThanOrEqual(501);
    expect(importCalendar(event.repeat(12_000), zone).length).toBeGreaterThan(0);
    const word = fc.constantFrom(
      ...['BEGIN:VEVENT', 'END:VEVENT', 'DTSTART', ':', ';', '=', 'TZID', 'VALUE=DATE', 'RRULE:'],
      ...[
        'FREQ=DAILY',
        'UNTIL=',
        '20261123',
        'T080000',
        'Z',
        '\r\n',
        '\n ',
        ',',
        '"',
        '\\',
        'EXDATE',
      ],
      ...[
        'RECURRENCE-ID',
        'DURATION:',
        'PT',
        '-',
        '1',
        '99',
        'H',
        'ư',
        '\u0000',
        'BEGIN:X',
        'UID:1',
      ],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        for (const { when } of importCalendar(
          `BEGIN:VEVENT\r\n${words.join('')}\r\nEND:VEVENT`,
          zone,
        ))
          if (when) expect(When.safeParse(when).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a schedule that is taken out', () => {
  const dates = fc.integer({ min: 0, max: 80 }).map((n) => dateText(dayNumber('2026-11-01') + n));
  const minute = fc.integer({ min: 0, max: 95 }).map((n) => {
    return `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`;
  });
  const repeat = fc.constantFrom<When['repeat']>(
    { kind: 'weekly' },
    { kind: 'lunar', month: 10, day: 15 },
    { kind: 'schoolDays', every: 4 },
    { kind: 'firstSchoolDay' },
    ...[
      ...['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA', 'FREQ=MONTHLY;BYDAY=-1FR'],
      ...['FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=DAILY;COUNT=12', 'FREQ=WEEKLY;UNTIL=20261225'],
      ...['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=22'],
    ].map((rrule) => ({ kind: 'rule' as const, rrule })),
  );
  const whens = fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
      repeat,
      among: fc.constantFrom<When['among']>('any', 'any', 'school', 'off'),
      also: fc.uniqueArray(dates, { maxLength: 4 }),
      except: fc.uniqueArray(dates, { maxLength: 4 }),
      hours: fc.array(fc.record({ start: minute, end: minute }), { minLength: 1, maxLength: 3 }),
      from: dates,
      until: fc.option(dates),
    })
    .map((when) => ({ ...when, periods: [], days: when.days.toSorted() }))
    .filter((when) => When.safeParse(when).success)
    .filter(
      ({ repeat: by, from }) =>
        by.kind !== 'rule' || ruleProblem(by.rrule, from) !== 'ruleEndsEarly',
    );

  test.each([zone, 'America/New_York'])('comes back as it was, in %s', (where) => {
    const time = plainSchoolTime(where);
    const from = dayNumber('2026-10-25') * DAY;
    const span = { start: from, end: from + 120 * DAY };
    fc.assert(
      fc.property(whens, (when) => {
        const text = exportText({ id: 's', name: 'Bản tin', when, levels: [] }, time, { at, host });
        expectWellFormed(text);
        const drafts = importCalendar(text, where);
        for (const { problems } of drafts) expect(problems).toEqual([]);
        const back = drafts.flatMap((draft) => expand(draft.when!, time, [], span));
        const points = (windows: readonly { start: number; end: number }[]) => {
          const sorted = windows.toSorted((a, b) => a.start - b.start);
          const joined: { start: number; end: number }[] = [];
          for (const { start, end } of sorted) {
            const last = joined.at(-1);
            if (last && start <= last.end) last.end = Math.max(last.end, end);
            else joined.push({ start, end });
          }
          return joined;
        };
        expect(points(back)).toEqual(points(expand(when, time, [], span)));
      }),
      { numRuns: 100 },
    );
  });

  test('whose rule ends by itself holds on its last date, whatever the hour', () => {
    const rrule = 'FREQ=WEEKLY;UNTIL=20261225';
    const when: When = {
      ...plainWhen,
      repeat: { kind: 'rule', rrule },
      hours: [{ start: '00:00', end: '00:15' }],
      from: '2026-11-06',
      until: null,
    };
    const time = plainSchoolTime('America/New_York');
    const text = exportText({ id: 's', name: '', when, levels: [] }, time, { at, host });
    expect(text).toContain('UNTIL=20261225T050000Z');
  });

  test('names its zone and how its clocks are changed', () => {
    const when: When = {
      ...plainWhen,
      days: [1],
      hours: [{ start: '07:00', end: '07:30' }],
      from: '2026-11-23',
      until: '2027-05-31',
    };
    const text = (where: string) =>
      exportText({ id: 's', name: 'Chào cờ', when, levels: [] }, plainSchoolTime(where), {
        at,
        host,
      });
    expect(text(zone)).toContain('RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270531T000000Z');
    expect(text(zone)).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T070000');
    expect(text(zone).match(/BEGIN:STANDARD/g)).toHaveLength(1);
    expect(text(zone)).toContain('TZOFFSETTO:+0700');
    expect(text('America/New_York')).toContain('BEGIN:DAYLIGHT');
    expectWellFormed(text('America/New_York'));
  });
});
