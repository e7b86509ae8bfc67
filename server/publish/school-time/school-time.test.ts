import { describe, expect, test } from 'vitest';
import type { Setting } from '#server/store/port.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';
import { period, weekdays } from '#test/support/school-day.ts';
import { dateText, dayNumber, weekday } from './days.ts';
import { createSchoolTimes, plainSchoolTime, type TimeSettings } from './school-time.ts';

const zone = 'Asia/Ho_Chi_Minh';
const nothing: Calendar = { weekdays: null, terms: null, yearly: [], decided: [] };
const path = ['province', 'office', 'school'];

function calendar(unitId: string, value: Partial<Calendar> | null, version = 1): TimeSettings {
  const whole = value && { ...nothing, ...value };
  return { calendar: { unitId, kind: 'calendar', version, value: whole, at: 0, by: null } };
}
function timetable(unitId: string, value: Partial<Timetable> | null, version = 1): TimeSettings {
  const whole = value && { templates: [], exceptions: [], ...value };
  const setting: Setting<'timetable'> = {
    unitId,
    kind: 'timetable',
    version,
    value: whole,
    at: 0,
    by: null,
  };
  return { timetable: setting };
}

/** The time of a school below an office below a province, by what each of them has set. */
function timeWith(set: Record<string, TimeSettings>, levels: readonly Level[] = ['primary']) {
  return createSchoolTimes().at({ path, levels, zone }, new Map(Object.entries(set)));
}

const province = calendar('province', {
  weekdays: [1, 2, 3, 4, 5],
  terms: [
    { name: 'Học kỳ I', from: '2026-09-07', until: '2027-01-10' },
    { name: 'Học kỳ II', from: '2027-01-18', until: '2027-05-31' },
  ],
  yearly: [
    { name: 'Tết Dương lịch', on: { calendar: 'solar', month: 1, day: 1 }, off: true },
    { name: 'Mồng một Tết', on: { calendar: 'lunar', month: 1, day: 1 }, off: true },
    { name: 'Giỗ Tổ Hùng Vương', on: { calendar: 'lunar', month: 3, day: 10 }, off: true },
    { name: 'Ngày Nhà giáo Việt Nam', on: { calendar: 'solar', month: 11, day: 20 }, off: false },
  ],
  decided: [
    { name: 'Nghỉ Tết', from: '2027-02-01', until: '2027-02-12', kind: { is: 'off' } },
    { name: 'Kiểm tra cuối kỳ', from: '2026-12-21', until: '2026-12-24', kind: { is: 'exam' } },
    {
      name: 'Học bù',
      from: '2027-02-20',
      until: '2027-02-20',
      kind: { is: 'school', as: 1 },
    },
  ],
});

describe('[P13] a date', () => {
  const { facts } = timeWith({ province });
  const on = (date: string) => facts(dayNumber(date));

  test('is a school day within a term, on a weekday of school', () => {
    expect(on('2026-11-23')).toEqual({ school: true, exam: false, as: 1, why: 'term', names: [] });
    expect(on('2026-11-22')).toMatchObject({ school: false, as: 7, why: 'weekend' });
    expect(on('2026-09-04')).toMatchObject({ school: false, why: 'outsideTerms' });
    expect(on('2027-01-12')).toMatchObject({ school: false, why: 'outsideTerms' });
    expect(on('2027-06-01')).toMatchObject({ school: false, why: 'outsideTerms' });
  });

  test('is none on a holiday that recurs, by the sun or by the moon', () => {
    expect(on('2027-01-01')).toMatchObject({ school: false, why: 'holiday' });
    expect(on('2027-04-16')).toEqual({
      school: false,
      exam: false,
      as: 5,
      why: 'holiday',
      names: ['Giỗ Tổ Hùng Vương'],
    });
    expect(on('2026-04-26')).toMatchObject({ why: 'holiday' });
  });

  test('is as ever on a themed day, which has a name', () => {
    expect(on('2026-11-20')).toMatchObject({
      school: true,
      why: 'term',
      names: ['Ngày Nhà giáo Việt Nam'],
    });
  });

  test('is what somebody decided: off, examinations, or school in place of another weekday', () => {
    expect(on('2027-02-12')).toMatchObject({ school: false, why: 'holiday', names: ['Nghỉ Tết'] });
    expect(on('2027-02-06').names).toEqual(['Nghỉ Tết', 'Mồng một Tết']);
    expect(on('2026-12-24')).toMatchObject({ school: true, exam: true, as: 4, why: 'exam' });
    expect(on('2027-02-20')).toMatchObject({ school: true, exam: false, as: 1, why: 'makeUp' });
  });

  test('is decided by the nearest unit, and a decision wins over holidays that recur', () => {
    const nearer = timeWith({
      province,
      office: calendar('office', {
        decided: [
          { name: 'Nghỉ bão', from: '2026-11-23', until: '2026-11-24', kind: { is: 'off' } },
        ],
      }),
      school: calendar('school', {
        decided: [
          {
            name: 'Đón khách',
            from: '2026-11-24',
            until: '2026-11-24',
            kind: { is: 'school', as: null },
          },
          {
            name: 'Trực lễ',
            from: '2027-01-01',
            until: '2027-01-01',
            kind: { is: 'school', as: null },
          },
        ],
      }),
    });
    const at = (date: string) => nearer.facts(dayNumber(date));
    expect(at('2026-11-23')).toMatchObject({ school: false, names: ['Nghỉ bão'] });
    expect(at('2026-11-24')).toMatchObject({ school: true, why: 'term', names: ['Đón khách'] });
    expect(at('2027-01-01')).toMatchObject({
      school: true,
      as: 5,
      why: 'makeUp',
      names: ['Trực lễ', 'Tết Dương lịch'],
    });
  });

  test('counts by the nearest weekdays and terms, each inherited by itself', () => {
    const saturdays = timeWith({ province, school: calendar('school', { weekdays: [6] }) });
    expect(saturdays.facts(dayNumber('2026-11-28')).school).toBe(true);
    expect(saturdays.facts(dayNumber('2026-11-27'))).toMatchObject({ why: 'weekend' });
    expect(saturdays.facts(dayNumber('2026-08-29'))).toMatchObject({ why: 'outsideTerms' });
    const always = timeWith({ province, school: calendar('school', { terms: [] }) });
    expect(always.facts(dayNumber('2026-07-01')).school).toBe(true);
    expect(always.facts(dayNumber('2027-01-01')).school).toBe(false);
  });

  test('of a place where nobody has said anything is one of school from Monday to Friday', () => {
    const { facts: plain, periods } = plainSchoolTime(zone);
    const week = [1, 2, 3, 4, 5, 6, 7].map((n) => plain(dayNumber('2026-11-22') + n).school);
    expect(week).toEqual([true, true, true, true, true, false, false]);
    expect(periods(dayNumber('2026-11-23'), [])).toEqual([]);
  });

  test('that no year has is nowhere', () => {
    const never = timeWith({
      school: calendar('school', {
        yearly: [
          { name: '29/2', on: { calendar: 'solar', month: 2, day: 29 }, off: true },
          { name: '31/4', on: { calendar: 'solar', month: 4, day: 31 }, off: true },
        ],
      }),
    });
    const named: string[] = [];
    for (let day = dayNumber('2027-01-01'); day < dayNumber('2029-01-01'); day++)
      if (never.facts(day).names.length > 0) named.push(dateText(day));
    expect(named).toEqual(['2028-02-29']);
  });
});

const offices = timetable('office', {
  templates: [
    weekdays(
      'Tiểu học',
      ['primary'],
      [period('recess', '09:20', '09:40'), period('assembly', '07:00', '07:15')],
    ),
    weekdays(
      'THCS',
      ['lowerSecondary'],
      [period('recess', '09:30', '09:45'), period('assembly', '07:00', '07:15')],
    ),
    {
      name: 'Thể dục giữa giờ',
      levels: [],
      days: [2],
      periods: [period('exercise', '08:40', '08:50')],
    },
  ],
});

describe('[P15] the periods of a day', () => {
  const texts = (held: readonly { period: string; start: number }[]) =>
    held.map((each) => `${each.period} ${each.start / 60_000}`);
  const monday = dayNumber('2026-11-23');

  test('are those of all templates for its weekday and the school, by start', () => {
    const time = timeWith({ province, office: offices });
    expect(texts(time.periods(monday, []))).toEqual(['assembly 420', 'recess 560']);
    expect(texts(time.periods(monday + 1, []))).toEqual([
      'assembly 420',
      'exercise 520',
      'recess 560',
    ]);
    expect(time.periods(monday - 1, [])).toEqual([]);
  });

  test('are those of the levels that the audience names; what levels have alike is one period', () => {
    const both = timeWith({ office: offices }, ['lowerSecondary', 'primary']);
    expect(texts(both.periods(monday, []))).toEqual(['assembly 420', 'recess 560', 'recess 570']);
    expect(texts(both.periods(monday, ['primary', 'preschool']))).toEqual([
      'assembly 420',
      'recess 560',
    ]);
    const one = timeWith({ office: offices }, ['primary']);
    expect(one.periods(monday, ['lowerSecondary'])).toEqual([]);
    const noSchool = timeWith({ office: offices }, []);
    expect(texts(noSchool.periods(monday, []))).toHaveLength(3);
    expect(texts(noSchool.periods(monday, ['primary']))).toHaveLength(2);
  });

  test('are those of the nearest unit that has templates, all of them', () => {
    const own = timetable('school', {
      templates: [
        { name: 'Riêng', levels: [], days: [1], periods: [period('recess', '10:00', '10:20')] },
      ],
    });
    const time = timeWith({ office: offices, school: own });
    expect(texts(time.periods(monday, []))).toEqual(['recess 600']);
    expect(time.periods(monday + 1, [])).toEqual([]);
  });

  test('make way for an exception, the nearest unit’s, for the levels that it names', () => {
    const exceptions = (levels: Level[], start: string, end: string) => [
      { date: '2026-11-23', name: '', levels, periods: [period('recess', start, end)] },
    ];
    const office = timetable('office', {
      ...offices.timetable!.value!,
      exceptions: exceptions([], '08:00', '08:10'),
    });
    const school = timetable('school', { exceptions: exceptions(['primary'], '11:00', '11:10') });
    const time = timeWith({ office, school }, ['primary', 'lowerSecondary']);
    expect(texts(time.periods(monday, ['primary']))).toEqual(['recess 660']);
    expect(texts(time.periods(monday, ['lowerSecondary']))).toEqual(['recess 480']);
    expect(texts(time.periods(monday, []))).toEqual(['recess 480', 'recess 660']);
    expect(texts(time.periods(monday + 1, ['primary']))).toContain('recess 560');
  });

  test('are on a make-up day those of the weekday that it stands for, and none without school', () => {
    const time = timeWith({
      province,
      office: offices,
      school: calendar('school', {
        decided: [
          {
            name: 'Học bù',
            from: '2026-11-28',
            until: '2026-11-28',
            kind: { is: 'school', as: 2 },
          },
        ],
      }),
    });
    expect(weekday(dayNumber('2026-11-28'))).toBe(6);
    expect(texts(time.periods(dayNumber('2026-11-28'), []))).toContain('exercise 520');
    expect(time.periods(dayNumber('2027-02-08'), [])).toEqual([]);
  });
});

describe('schools without settings of their own', () => {
  const times = createSchoolTimes();
  const set = new Map(Object.entries({ province, office: offices }));
  const at = (school: string, levels: Level[] = ['primary'], settings = set) =>
    times.at({ path: ['province', 'office', school], levels, zone }, settings);

  test('share one time, the same day after day', () => {
    expect(at('a')).toBe(at('b'));
    expect(at('a').facts(20_780)).toBe(at('b').facts(20_780));
    expect(at('a').periods(20_780, [])).toBe(at('b').periods(20_780, []));
    expect(at('c', ['primary', 'preschool'])).toBe(at('c', ['preschool', 'primary']));
  });

  test('have another one with other levels, but the same days', () => {
    expect(at('a', ['preschool']).key).not.toBe(at('a').key);
    expect(at('a', ['preschool']).facts(20_780)).toBe(at('a').facts(20_780));
  });

  test('have the same key on every node, and another once something is set', () => {
    const elsewhere = createSchoolTimes().at({ path, levels: ['primary'], zone }, set);
    expect(elsewhere.key).toBe(at('a').key);
    const edited = new Map([...set, ['a', timetable('a', { exceptions: [] }, 1)]]);
    expect(at('a', ['primary'], edited).key).not.toBe(at('a').key);
    expect(at('b', ['primary'], edited)).toBe(at('b'));
    const next = new Map([...set, ['office', { ...offices, ...timetable('office', {}, 2) }]]);
    expect(at('a', ['primary'], next).key).not.toBe(at('a').key);
    const inherited = new Map([...set, ['a', calendar('a', null, 7)]]);
    expect(at('a', ['primary'], inherited)).toBe(at('a'));
  });
});
