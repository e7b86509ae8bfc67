import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { plainWhen, type When } from '#shared/domain/when.ts';
import { plainSchoolTime } from '../school-time/school-time.ts';
import { expand as expandAt } from './expand.ts';
import { weekOf } from './wall-clock.ts';

/** at a place where nobody has set anything about school */
function expand(when: When, zone: string, span: { start: number; end: number }) {
  return expandAt(when, plainSchoolTime(zone), [], span);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const weekdays: When = {
  ...plainWhen,
  days: [1, 2, 3, 4, 5],
  hours: [{ start: '09:15', end: '09:30' }],
  from: '2026-11-01',
  until: null,
};

/** `2026-11-23 09:15` of windows, as the clocks of Việt Nam show it. */
function inVietNam(windows: readonly { start: number; end: number }[]): string[] {
  const text = (t: number) => new Date(t + 7 * HOUR).toISOString().slice(0, 16).replace('T', ' ');
  return windows.map(({ start, end }) => `${text(start)} – ${text(end).slice(11)}`);
}

const monday = Date.UTC(2026, 10, 22, 17);

describe('[P2] a schedule', () => {
  test('holds on its weekdays and hours, until further notice', () => {
    const { span } = weekOf(monday, 'Asia/Ho_Chi_Minh');
    const windows = expand(weekdays, 'Asia/Ho_Chi_Minh', span);
    expect(windows).toHaveLength(30);
    expect(inVietNam(windows.slice(0, 6))).toEqual([
      '2026-11-23 09:15 – 09:30',
      '2026-11-24 09:15 – 09:30',
      '2026-11-25 09:15 – 09:30',
      '2026-11-26 09:15 – 09:30',
      '2026-11-27 09:15 – 09:30',
      '2026-11-30 09:15 – 09:30',
    ]);
  });

  test('holds from its first to its last date, both included', () => {
    const when = { ...weekdays, from: '2026-11-24', until: '2026-11-25' };
    const windows = expand(when, 'Asia/Ho_Chi_Minh', { start: monday, end: monday + 7 * DAY });
    expect(inVietNam(windows)).toEqual(['2026-11-24 09:15 – 09:30', '2026-11-25 09:15 – 09:30']);
  });

  test('runs past midnight and belongs to the day on which it starts', () => {
    const when = { ...weekdays, days: [7], hours: [{ start: '22:00', end: '02:00' }] };
    const windows = expand(when, 'Asia/Ho_Chi_Minh', { start: monday, end: monday + 8 * DAY });
    expect(inVietNam(windows)).toEqual(['2026-11-23 00:00 – 02:00', '2026-11-29 22:00 – 02:00']);
  });

  test('hours that overlap or touch are one stretch', () => {
    const when = {
      ...weekdays,
      days: [1],
      hours: [
        { start: '10:00', end: '11:00' },
        { start: '07:00', end: '09:00' },
        { start: '08:00', end: '10:00' },
        { start: '23:00', end: '24:00' },
      ],
    };
    const windows = expand(when, 'Asia/Ho_Chi_Minh', { start: monday, end: monday + DAY });
    expect(inVietNam(windows)).toEqual(['2026-11-23 07:00 – 11:00', '2026-11-23 23:00 – 00:00']);
  });

  test('nothing reaches out of the span', () => {
    const when = {
      ...weekdays,
      days: [1, 2, 3, 4, 5, 6, 7],
      hours: [{ start: '00:00', end: '24:00' }],
    };
    const span = { start: monday + 1, end: monday + 3 * DAY - 1 };
    expect(expand(when, 'Asia/Ho_Chi_Minh', span)).toEqual([span]);
  });
});

describe('[P3] clocks that are changed', () => {
  const daily = (start: string, end: string): When => ({
    ...weekdays,
    days: [1, 2, 3, 4, 5, 6, 7],
    hours: [{ start, end }],
    from: '2026-01-01',
  });
  const lengths = (when: When, day: number) =>
    expand(when, 'America/New_York', { start: day, end: day + DAY }).map(
      ({ start, end }) => (end - start) / HOUR,
    );
  const forward = Date.UTC(2026, 2, 8, 5);
  const back = Date.UTC(2026, 10, 1, 4);

  test('hours that no clock shows do not air', () => {
    expect(lengths(daily('02:15', '02:45'), forward)).toEqual([]);
    expect(lengths(daily('01:30', '03:30'), forward)).toEqual([1]);
  });
  test('hours that clocks show twice air twice', () => {
    expect(lengths(daily('01:15', '01:45'), back)).toEqual([0.5, 0.5]);
    expect(lengths(daily('00:00', '03:00'), back)).toEqual([4]);
  });
  test('a day that was skipped does not air', () => {
    const start = Date.UTC(2011, 11, 29);
    const windows = expand(daily('12:00', '13:00'), 'Pacific/Apia', {
      start,
      end: start + 3 * DAY,
    });
    // before 2026: the schedule has not begun
    expect(windows).toEqual([]);
    const then = { ...daily('12:00', '13:00'), from: '2011-12-29', until: '2011-12-31' };
    expect(expand(then, 'Pacific/Apia', { start, end: start + 4 * DAY })).toHaveLength(2);
  });
});

describe('[P1] the week', () => {
  test('is six weeks from Monday 00:00 on the wall clock', () => {
    const sunday = Date.UTC(2026, 10, 22, 16, 59, 59, 999);
    expect(weekOf(sunday, 'Asia/Ho_Chi_Minh')).toEqual({
      monday: '2026-11-16',
      span: { start: monday - 7 * DAY, end: monday + 35 * DAY },
    });
    expect(weekOf(monday, 'Asia/Ho_Chi_Minh')).toEqual({
      monday: '2026-11-23',
      span: { start: monday, end: monday + 42 * DAY },
    });
  });
  test('has an hour less or more when clocks are changed in it', () => {
    const { span } = weekOf(Date.UTC(2026, 2, 4), 'America/New_York');
    expect(span.end - span.start).toBe(42 * DAY - HOUR);
  });
});

test('[P3] clocks that jump by half an hour: windows lie within it as clocks show them', () => {
  const night: When = {
    ...weekdays,
    days: [7],
    hours: [{ start: '01:30', end: '02:30' }],
    from: '2026-01-01',
  };
  const lengths = (from: number) =>
    expand(night, 'Australia/Lord_Howe', { start: from, end: from + 2 * DAY }).map(
      ({ start, end }) => (end - start) / HOUR,
    );
  // 2 h becomes 1:30 on 5 April, 2:00 becomes 2:30 on 4 October
  expect(lengths(Date.UTC(2026, 3, 4, 0))).toEqual([1.5]);
  expect(lengths(Date.UTC(2026, 9, 3, 0))).toEqual([0.5]);
});

test('rules, the moon, school days and periods hold alike in every zone of the server', () => {
  const module = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
  const script = `
    const { windowsIn } = await import(${module('./expand.ts')});
    const { createSchoolTimes } = await import(${module('../school-time/school-time.ts')});
    const value = { templates: [{ name: 'x', levels: [], days: [1, 2, 3, 4, 5, 6],
      periods: [{ period: 'recess', label: '', session: 'morning', start: '09:00', end: '09:20' }] }], exceptions: [] };
    const calendar = { weekdays: [1, 2, 3, 4, 5, 6], terms: [{ name: 'I', from: '2026-01-05', until: '2026-12-31' }],
      yearly: [{ name: 'g', on: { calendar: 'lunar', month: 3, day: 10 }, off: true }], decided: [] };
    const set = { calendar: { unitId: 'u', version: 1, value: calendar }, timetable: { unitId: 'u', version: 1, value } };
    const told = [];
    for (const zone of ['Asia/Ho_Chi_Minh', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia']) {
      const time = createSchoolTimes().at({ path: ['u'], levels: [], zone }, new Map([['u', set]]));
      for (const repeat of [{ kind: 'weekly' }, { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=-1SU' },
        { kind: 'lunar', month: 1, day: 1 }, { kind: 'schoolDays', every: 7 }, { kind: 'firstSchoolDay' }])
        told.push(windowsIn({ days: [1, 2, 3, 4, 5, 6, 7], repeat, among: 'any', also: ['2026-04-05'], except: ['2026-03-02'],
          hours: [{ start: '01:15', end: '02:45' }], periods: ['recess'], from: '2025-12-01', until: '2026-12-01' },
          time, [], { start: ${Date.UTC(2026, 0, 1)}, end: ${Date.UTC(2026, 11, 1)} }));
    }
    console.log(JSON.stringify(told));
  `;
  const told = ['Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Apia'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  );
  expect(told[0]!.length).toBeGreaterThan(10_000);
  expect(told[1]).toBe(told[0]);
  expect(told[2]).toBe(told[0]);
});

test.each(['America/New_York', 'Pacific/Apia', 'Asia/Ho_Chi_Minh'])(
  '[P3] a server in %s says the same',
  (TZ) => {
    const module = (name: string) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));
    const script = `
      const { expand } = await import(${module('./expand.ts')});
      const { plainSchoolTime } = await import(${module('../school-time/school-time.ts')});
      const { weekOf } = await import(${module('./wall-clock.ts')});
      const { span } = weekOf(${monday}, 'Asia/Ho_Chi_Minh');
      console.log(JSON.stringify([span, expand(${JSON.stringify(weekdays)}, plainSchoolTime('Asia/Ho_Chi_Minh'), [], span)]));
    `;
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    const { span } = weekOf(monday, 'Asia/Ho_Chi_Minh');
    expect(JSON.parse(told)).toEqual([span, expand(weekdays, 'Asia/Ho_Chi_Minh', span)]);
  },
);
