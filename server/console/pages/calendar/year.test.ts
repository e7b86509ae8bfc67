import { describe, expect, test } from 'vitest';
import { factsBy } from '#server/publish/school-time/facts.ts';
import { countOf, datesIn, monthsOf, schoolYearOf } from './year.ts';

const facts = factsBy([
  {
    weekdays: [1, 2, 3, 4, 5],
    terms: [{ name: 'Học kỳ 1', from: '2026-09-07', until: '2026-09-25' }],
    yearly: [
      { name: 'Quốc khánh', on: { calendar: 'solar', month: 9, day: 2 }, off: true },
      { name: 'Ngày kỷ niệm', on: { calendar: 'solar', month: 9, day: 10 }, off: false },
    ],
    decided: [
      { name: 'Học bù', from: '2026-09-12', until: '2026-09-12', kind: { is: 'school', as: 5 } },
      { name: 'Kiểm tra', from: '2026-09-24', until: '2026-09-25', kind: { is: 'exam' } },
    ],
  },
]);

describe('the picture of a school year', () => {
  test('begins in August: January belongs to the year before', () => {
    expect(schoolYearOf('2026-11-23')).toBe(2026);
    expect(schoolYearOf('2027-01-05')).toBe(2026);
    expect(schoolYearOf('2027-08-01')).toBe(2027);
  });

  test('has twelve months with their days, weeks beginning on Monday', () => {
    const months = monthsOf(2026, facts);
    expect(months.map(({ month, year }) => `${month}/${year}`)).toEqual([
      ...['8/2026', '9/2026', '10/2026', '11/2026', '12/2026'],
      ...['1/2027', '2/2027', '3/2027', '4/2027', '5/2027', '6/2027', '7/2027'],
    ]);
    // 1 September 2026 is a Tuesday
    expect(months[1]).toMatchObject({ before: 1 });
    expect(months[6]!.days).toHaveLength(28);
  });

  test('tells each day for what it is [P13]', () => {
    const september = monthsOf(2026, facts)[1]!.days;
    const look = (day: number) => september[day - 1]!.look;
    expect(look(2)).toBe('holiday');
    expect(look(3)).toBe('outsideTerms');
    expect(look(7)).toBe('school');
    expect(look(12)).toBe('makeUp');
    expect(look(13)).toBe('weekend');
    expect(look(24)).toBe('exam');
    expect(september[9]!.names).toEqual(['Ngày kỷ niệm']);
    expect(countOf(monthsOf(2026, facts), 'school', 'makeUp')).toBe(14);
  });

  test('a day of the lunar calendar is told by its dates of a solar year', () => {
    const on = (month: number, day: number) => ({ on: { calendar: 'lunar', month, day } }) as const;
    expect(datesIn(2027, on(1, 1))).toEqual(['2027-02-06']);
    expect(datesIn(2030, on(1, 1))).toEqual(['2030-02-02']);
    // the twelfth month of 2026 has 29 days, and that of 2027 ends in 2028
    expect(datesIn(2027, on(12, 30))).toEqual([]);
    expect(datesIn(2027, { on: { calendar: 'solar', month: 2, day: 29 } })).toEqual([]);
    expect(datesIn(2028, { on: { calendar: 'solar', month: 2, day: 29 } })).toEqual(['2028-02-29']);
  });
});
