import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { templates } from '#playlists/templates/index.ts';
import { readStarter } from './load.ts';
import { lineOf } from './mistakes.ts';

const folder = import.meta.dirname;
const NOW = Date.UTC(2026, 10, 22, 1);

function shipped(): Map<string, string> {
  const names = [
    ...['province.yaml', 'themes.yaml', 'schedules.yaml'],
    ...['calendar.yaml', 'timetable.yaml', 'policy.yaml'],
    ...readdirSync(path.join(folder, 'playlists')).map((name) => `playlists/${name}`),
  ];
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

const clips = new Set(readdirSync(path.join(folder, 'clips')).filter((it) => it.endsWith('.mp4')));

function read(files: ReadonlyMap<string, string>, now = NOW) {
  const { starter, mistakes } = readStarter({ files, clips, templates, now });
  return { starter, mistakes, lines: mistakes.map((mistake) => lineOf(mistake, 'en')) };
}

/** The files that ship, with one text in one of them replaced. */
function changed(file: string, from: string, to: string): Map<string, string> {
  const files = shipped();
  const text = files.get(file)!;
  expect(text).toContain(from);
  return files.set(file, text.replace(from, to));
}

/** the line, counted from 1, on which `text` first stands */
function lineWith(files: ReadonlyMap<string, string>, file: string, text: string): number {
  return (
    files
      .get(file)!
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

describe('the starter that ships', () => {
  const { starter, lines } = read(shipped());

  test('has no mistake', () => {
    expect(lines).toEqual([]);
  });

  test('leads from the province by the office to Tân Hiệp and its zones', () => {
    const unit = (name: string) => starter!.units.find((each) => each.name === name)!;
    const hall = starter!.units.find(({ slug }) => slug === 'th-tan-hiep-sanh')!;
    expect(unit('Tỉnh Bình Dương').parent).toBe(null);
    expect(unit('Phòng GD&ĐT huyện Phú Giáo').parent).toBe('binh-duong');
    expect(unit('Trường Tiểu học Tân Hiệp').parent).toBe('phu-giao');
    expect(hall).toMatchObject({ kind: 'zone', parent: 'th-tan-hiep-chinh', zone: null });
  });

  test('has schools of every level', () => {
    const levels = new Set(starter!.units.flatMap((unit) => unit.levels));
    expect([...levels].sort()).toEqual(
      ['continuing', 'lowerSecondary', 'preschool', 'primary', 'upperSecondary'].sort(),
    );
  });

  test('has an account for every role', () => {
    const roles = new Set(
      starter!.people.flatMap((person) => person.roles.map(({ role }) => role)),
    );
    expect(roles).toEqual(
      new Set(['admin', 'editor', 'moderator', 'contributor', 'technician', 'viewer']),
    );
  });

  test('has the fifteen areas of the school, the office’s emphases and the safety themes', () => {
    const areas = starter!.themes.filter(({ parent }) => parent === null);
    expect(areas.length).toBeGreaterThanOrEqual(15);
    const under = (parent: string) =>
      starter!.themes.filter((theme) => theme.parent === parent).map(({ id }) => id);
    expect(under('giao-duc-the-chat')).toEqual(
      expect.arrayContaining(['phong-chong-duoi-nuoc', 'tai-nan-thuong-tich', 'sua-hoc-duong']),
    );
    expect(under('chinh-tri-tu-tuong')).toContain('phong-chong-bao-luc-hoc-duong');
  });

  test('shows slides of at least six templates and both clips', () => {
    const items = starter!.playlists.flatMap((playlist) => playlist.items);
    const used = new Set(items.flatMap((item) => ('slide' in item ? [item.slide] : [])));
    expect(used.size).toBeGreaterThanOrEqual(6);
    expect(new Set(items.flatMap((item) => ('clip' in item ? [item.clip] : [])))).toEqual(clips);
  });

  test('invites to nothing that is over, whenever it is installed', () => {
    const later = read(shipped(), Date.UTC(2031, 4, 3)).starter!;
    const invitation = later.playlists
      .flatMap((playlist) => playlist.items)
      .find((item) => 'slide' in item && item.slide === 'event-invitation');
    expect(invitation).toMatchObject({ data: { at: '2031-05-24T07:30' } });
    expect(later.schedules.every(({ when }) => when.from === '2031-05-03')).toBe(true);
  });

  test('counts days by the calendar of the province', () => {
    // half past midnight in Bình Dương, still the evening before in Greenwich
    const { starter } = read(shipped(), Date.UTC(2026, 10, 22, 17, 30));
    expect(starter!.schedules[0]!.when.from).toBe('2026-11-23');
  });
});

describe('a file with a mistake', () => {
  test('is refused with name, line, column and reason, and the rest loads', () => {
    const file = 'playlists/ban-tin.yaml';
    const files = changed(file, 'name: Cô Nguyễn Thị Kim Oanh', `name: ${'Ễ'.repeat(60)}`);
    const { starter, mistakes, lines } = read(files);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({
      file,
      line: lineWith(files, file, 'ỄỄỄ'),
      column: 13,
      path: 'items.4.data.name',
      reason: { vi: 'Tối đa 32 ký tự.', en: 'At most 32 characters.' },
    });
    expect(lines[0]).toMatch(/^playlists\/ban-tin\.yaml:\d+:13: items\.4\.data\.name: /);
    expect(starter!.playlists.map(({ slug }) => slug)).toEqual([
      'phong-chong-bao-luc-hoc-duong',
      'phong-chong-duoi-nuoc',
      'thong-bao',
    ]);
    // its schedule goes with it; that is no second mistake
    expect(starter!.schedules.map(({ playlist }) => playlist)).not.toContain('ban-tin');
    expect(starter!.schedules).toHaveLength(5);
  });

  const cases: [what: string, file: string, from: string, to: string, at: string, code: string][] =
    [
      ['broken YAML', 'schedules.yaml', 'days: [T2,', 'days: [[T2,', '', 'notYaml'],
      ['a key twice', 'schedules.yaml', 'publish: true', 'unit: phu-giao', '', 'notYaml'],
      ['a tab for a space', 'themes.yaml', '  vi: Cơ sở', '\tvi: Cơ sở', '\tvi', 'notYaml'],
      [
        'an unknown word',
        'schedules.yaml',
        'audience: {',
        'audiense: {',
        'audiense',
        'unknownField',
      ],
      ['an unknown day', 'schedules.yaml', '[T2, T3', '[T2, T8', 'T8', 'notOneOf'],
      ['hours that are none', 'schedules.yaml', '06:30-17:30', '6h30-17h30', '6h30', 'wrongFormat'],
      [
        'hours without length',
        'schedules.yaml',
        '06:30-17:30',
        '06:30-06:30',
        '06:30-06:30',
        'hoursEmpty',
      ],
      [
        'an unknown playlist',
        'schedules.yaml',
        'playlist: ban-tin',
        'playlist: ban-tn',
        'ban-tn',
        'unknownPlaylist',
      ],
      [
        'an unknown unit',
        'schedules.yaml',
        'unit: phu-giao',
        'unit: phu-gia',
        'phu-gia',
        'unknownUnit',
      ],
      [
        'an unknown priority',
        'schedules.yaml',
        'publish: true',
        'priority: gap',
        'priority: gap',
        'notOneOf',
      ],
      [
        'reversed dates',
        'schedules.yaml',
        'publish: true',
        'from: 2026-12-01\n  until: 2026-11-01',
        'until: 2026-11-01',
        'datesReversed',
      ],
      [
        'a date that does not exist',
        'schedules.yaml',
        'publish: true',
        'from: 2026-02-30',
        'from: 2026-02-30',
        'notDate',
      ],
      [
        'an unknown theme',
        'playlists/thong-bao.yaml',
        'bao-hiem-y-te',
        'bao-hiem-y-t',
        'bao-hiem-y-t',
        'unknownTheme',
      ],
      [
        'an unknown unit of a playlist',
        'playlists/thong-bao.yaml',
        'unit: phu-giao',
        'unit: phu',
        'unit: phu',
        'unknownUnit',
      ],
      [
        'an unknown template',
        'playlists/thong-bao.yaml',
        'slide: announcement',
        'slide: anouncement',
        'anouncement',
        'unknownTemplate',
      ],
      [
        'an unknown clip',
        'playlists/phong-chong-duoi-nuoc.yaml',
        'clip: phong-chong-duoi-nuoc.mp4',
        'clip: ../../secret.mp4',
        'secret',
        'unknownClip',
      ],
      [
        'a slide without its headline',
        'playlists/ban-tin.yaml',
        'headline: 42',
        'kicker: 42',
        'kicker: 42',
        'required',
      ],
      [
        'an address that is none',
        'playlists/phong-chong-duoi-nuoc.yaml',
        'address: https://',
        'address: javascript:',
        'javascript:',
        'notUrl',
      ],
      [
        'a theme twice',
        'themes.yaml',
        'id: sua-hoc-duong',
        'id: an-toan-thuc-pham',
        '',
        'duplicate',
      ],
      [
        'a theme without English',
        'themes.yaml',
        'en: Facilities',
        'eng: Facilities',
        '',
        'required',
      ],
      ['a unit twice', 'province.yaml', 'id: th-an-binh\n', 'id: th-tan-hiep\n', '', 'duplicate'],
      [
        'an unknown kind',
        'province.yaml',
        'kind: office',
        'kind: department',
        'department',
        'notOneOf',
      ],
      [
        'an unknown zone',
        'province.yaml',
        'Asia/Ho_Chi_Minh',
        'Asia/Phu_Giao',
        'Asia/Phu_Giao',
        'unknownZone',
      ],
      [
        'an e-mail that is none',
        'province.yaml',
        'lanhdao@phugiao.example',
        'lanhdao',
        'email: lanhdao',
        'notEmail',
      ],
      [
        'an e-mail twice',
        'province.yaml',
        'lanhdao@phugiao.example',
        'kythuat@phugiao.example',
        '',
        'duplicate',
      ],
      [
        'a role at an unknown unit',
        'province.yaml',
        'role: viewer, at: phu-giao',
        'role: viewer, at: phu',
        'at: phu }',
        'unknownUnit',
      ],
      [
        'nobody who administers',
        'province.yaml',
        'role: admin',
        'role: viewer',
        'Nguyễn Thị Thu Hà',
        'noAdministrator',
      ],
    ];
  test.each(cases)('%s is told at its line', (_what, file, from, to, at, code) => {
    const files = changed(file, from, to);
    const { mistakes } = read(files);
    const own = mistakes.filter((mistake) => mistake.file === file && mistake.code === code);
    expect(own, JSON.stringify(mistakes, null, 1)).not.toEqual([]);
    expect(mistakes.every((mistake) => mistake.file === file)).toBe(true);
    if (at !== '') {
      const line = lineWith(files, file, at);
      expect(own.map((mistake) => mistake.line)).toContain(line);
    }
    for (const { reason } of own) {
      expect(reason.vi).toMatch(/\p{L}/u);
      expect(reason.en).not.toMatch(/\{\w+\}/);
    }
  });

  test('a duplicate is told where it stands the second time', () => {
    const files = changed('themes.yaml', 'id: sua-hoc-duong', 'id: an-toan-thuc-pham');
    const lines = files.get('themes.yaml')!.split('\n');
    const second = lines.findLastIndex((line) => line.includes('id: an-toan-thuc-pham')) + 1;
    expect(read(files).mistakes[0]).toMatchObject({ line: second, code: 'duplicate' });
  });

  test('refused themes don’t drag the playlists along', () => {
    const { starter, mistakes } = read(changed('themes.yaml', 'en: Facilities', 'eng: Facilities'));
    expect(new Set(mistakes.map(({ file }) => file))).toEqual(new Set(['themes.yaml']));
    expect(starter!.themes).toEqual([]);
    expect(starter!.playlists).toHaveLength(4);
    expect(starter!.playlists.every(({ themes }) => themes.length === 0)).toBe(true);
  });

  test('without a province there is nothing to load, and the other files are not blamed', () => {
    const files = shipped();
    files.delete('province.yaml');
    const { starter, mistakes } = read(files);
    expect(starter).toBe(null);
    expect(mistakes).toEqual([
      expect.objectContaining({ file: 'province.yaml', line: 1, code: 'missingFile' }),
    ]);
  });

  test('aliases that multiply beyond reason are refused, not expanded', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [index, name] of [...'bcdefgh'].entries()) {
      const before = 'abcdefgh'[index];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    }
    const files = shipped().set('playlists/bom.yaml', bomb.join('\n'));
    const { starter, mistakes } = read(files);
    expect(mistakes).toEqual([expect.objectContaining({ file: 'playlists/bom.yaml' })]);
    expect(starter!.playlists).toHaveLength(4);
  });

  test('any text at all is answered with a mistake or a value, never with an exception', () => {
    for (const text of [
      '',
      '~',
      '[]',
      '- ',
      '{',
      'a: *b',
      '!!js/function x',
      '\u0000',
      '%YAML 9.9',
      '"',
    ])
      for (const file of shipped().keys()) {
        const { mistakes } = read(shipped().set(file, text));
        for (const { line, column } of mistakes) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
        }
      }
  });
});

describe('school time', () => {
  const { starter } = read(shipped());

  test('ships with the year of the province, its holidays by the sun and the moon, its themed days', () => {
    const { value } = starter!.calendars.find(({ unit }) => unit === 'binh-duong')!;
    expect(value.weekdays).toEqual([1, 2, 3, 4, 5]);
    expect(value.terms!.map(({ name }) => name)).toEqual(['Học kỳ I', 'Học kỳ II']);
    const day = (name: string) => value.yearly.find((each) => each.name.includes(name));
    expect(day('Giỗ Tổ')).toMatchObject({
      on: { calendar: 'lunar', month: 3, day: 10 },
      off: true,
    });
    expect(day('Pháp luật')).toMatchObject({
      on: { calendar: 'solar', month: 11, day: 9 },
      off: false,
    });
    expect(day('Nhà giáo')).toMatchObject({ on: { month: 11, day: 20 }, off: false });
    const offDates = value.yearly.flatMap(({ on, off }) =>
      off && on.calendar === 'solar' ? [`${on.day}/${on.month}`] : [],
    );
    expect(offDates).toEqual(['1/1', '30/4', '1/5', '2/9']);
    // days that are decided to be of school are so on weekends too: no range of them has one
    const DAY_MS = 86_400_000;
    for (const { from, until, kind } of value.decided)
      if (kind.is === 'exam')
        for (let at = Date.parse(from); at <= Date.parse(until); at += DAY_MS)
          expect([1, 2, 3, 4, 5]).toContain(new Date(at).getUTCDay());
  });

  test('ships with a day for each level; lessons are 35 minutes in primary, 45 in secondary', () => {
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const lengths = { primary: 35, lowerSecondary: 45, upperSecondary: 45, continuing: 45 };
    for (const { value } of starter!.timetables)
      for (const { levels, periods, name } of value.templates) {
        const expected = lengths[levels[0] as keyof typeof lengths];
        const lessons = periods.filter(({ period }) => period === 'lesson');
        if (expected)
          for (const { start, end } of lessons)
            expect([name, start, minutes(end) - minutes(start)]).toEqual([name, start, expected]);
        // one after the other
        const ordered = periods.toSorted((a, b) => (a.start < b.start ? -1 : 1));
        for (const [index, { start }] of ordered.entries())
          expect(start >= (ordered[index - 1]?.end ?? '')).toBe(true);
      }
    const levels = starter!.timetables[0]!.value.templates.flatMap((each) => each.levels);
    expect(new Set(levels).size).toBe(5);
    expect(starter!.timetables.map(({ unit }) => unit)).toContain('th-tan-hiep');
  });

  test('ships with a policy that never switches screens off, and a promise in recess', () => {
    expect(starter!.policies).toEqual([
      {
        unit: 'phu-giao',
        value: expect.objectContaining({ airtime: { office: 60, school: 40 }, screens: null }),
      },
    ]);
    expect(starter!.schedules.find(({ when }) => when.periods.length > 0)).toMatchObject({
      playlist: 'phong-chong-duoi-nuoc',
      audience: { levels: ['primary'] },
      when: { periods: ['recess'], hours: [], among: 'school' },
      frequency: { atLeast: { times: 2, per: 'day' } },
    });
  });

  test('may be left out', () => {
    const files = shipped();
    for (const name of ['calendar.yaml', 'timetable.yaml', 'policy.yaml']) files.delete(name);
    const { starter: without, lines } = read(files);
    expect(lines).toEqual([]);
    expect(without).toMatchObject({ calendars: [], timetables: [], policies: [] });
  });

  test.each([
    ['an unknown unit', 'calendar.yaml', 'unit: binh-duong', 'unit: binh-dinh', 'unknownUnit'],
    ['a unit twice', 'timetable.yaml', 'unit: th-an-binh', 'unit: th-tan-hiep', 'duplicate'],
    ['a day that is none', 'calendar.yaml', 'on: 9/11', 'on: 9/13', 'tooLarge'],
    ['dates reversed', 'calendar.yaml', 'until: 2027-02-12', 'until: 2027-01-12', 'datesReversed'],
    ['a period reversed', 'timetable.yaml', '08:55-09:20 recess', '09:20-08:55 recess', ''],
    [
      'a period without a name',
      'timetable.yaml',
      '08:55-09:20 recess',
      '08:55-09:20',
      'wrongFormat',
    ],
    ['an unknown word', 'timetable.yaml', 'morning:', 'sáng:', 'unknownField'],
    ['shares over a hundred', 'policy.yaml', 'school: 40', 'school: 50', ''],
    ['a day without times', 'schedules.yaml', 'periods: [recess]', 'periods: []', 'noTimes'],
  ])('%s is told at its line, and the rest loads', (_, file, from, to, code) => {
    const files = changed(file, from, to);
    const { starter: rest, mistakes } = read(files);
    expect(rest!.units.length).toBeGreaterThan(10);
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes.every((mistake) => mistake.file === file)).toBe(true);
    if (code !== '') expect(mistakes[0]!.code).toBe(code);
    expect(Math.abs(mistakes[0]!.line - lineWith(shipped(), file, from))).toBeLessThanOrEqual(4);
  });
});
