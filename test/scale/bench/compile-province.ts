/**
 * A province for the compiler, drawn from a seed: districts, schools of all levels, four or five
 * screens in each, school days of which a third are the school's own, and schedules of every kind.
 */
import { everything } from '#server/access/scope.ts';
import type { Setting, Store } from '#server/store/port.ts';
import type { PlaylistEntry, ScheduleInput } from '#shared/api/resources.ts';
import { plainManner } from '#shared/api/resources.ts';
import type { Timetable } from '#shared/domain/timetable.ts';
import type { Level } from '#shared/domain/units.ts';
import { plainWhen } from '#shared/domain/when.ts';

export type Province = {
  readonly screens: readonly string[];
  readonly schools: readonly string[];
  /** every schedule, those that reach the whole province first */
  readonly schedules: readonly { readonly id: string; readonly unitId: string }[];
  readonly root: string;
};

export type Size = { readonly screens: number; readonly schedules: number };

const levels: readonly Level[] = [
  'preschool',
  'primary',
  'primary',
  'primary',
  'lowerSecondary',
  'lowerSecondary',
  'upperSecondary',
];

/** Plants it in an empty store; schedules are drafts. `newId` gives a new id each time. */
export async function plantProvince(
  store: Store,
  { screens: wanted, schedules: count }: Size,
  newId: () => string,
  now: number,
): Promise<Province> {
  const root = newId();
  const schools: string[] = [];
  const screens: string[] = [];
  const unit = (
    tx: Store,
    id: string,
    parentId: string | null,
    kind: 'province' | 'office' | 'school',
    name: string,
    its: Level[],
  ) =>
    tx.units.insert(everything, {
      ...{ id, parentId, kind, name, levels: its, tags: [] },
      zone: parentId === null ? 'Asia/Ho_Chi_Minh' : null,
    });
  const schoolCount = Math.max(4, Math.round((wanted * 700) / 3000));
  const officeCount = Math.max(1, Math.round(schoolCount / 70));
  const offices: string[] = [];
  await store.transaction(async (tx) => {
    await unit(tx, root, null, 'province', 'Tỉnh', []);
    for (let i = 0; i < officeCount; i++) {
      const id = newId();
      offices.push(id);
      await unit(tx, id, root, 'office', `Phòng GD&ĐT ${i}`, []);
    }
    await setTime(tx, root, 0, now);
    for (let i = 0; i < schoolCount; i++) {
      const id = newId();
      schools.push(id);
      await unit(tx, id, offices[i % officeCount]!, 'school', `Trường ${i}`, [
        levels[i % levels.length]!,
      ]);
      if (i % 3 === 0) await setTime(tx, id, 1 + (i % 20), now);
      const its =
        Math.floor(((i + 1) * wanted) / schoolCount) - Math.floor((i * wanted) / schoolCount);
      for (let n = 0; n < its; n++) {
        const screen = newId();
        screens.push(screen);
        await tx.screens.insert(everything, {
          ...{ id: screen, unitId: id, name: `Màn hình ${n}`, tags: n === 0 ? ['sảnh'] : [] },
          ...{ pairedAt: now, pairedBy: null, tokenHash: screen },
        });
      }
    }
  });
  const schedules: { id: string; unitId: string }[] = [];
  // ten of the province, five of each office, the others of schools
  const byOffice = (n: number) => (n < 5 * officeCount ? offices[n % officeCount]! : null);
  await store.transaction(async (tx) => {
    for (let i = 0; i < count; i++) {
      const unitId = i < 10 ? root : (byOffice(i - 10) ?? schools[(i * 7) % schoolCount]!);
      const [id, playlistId] = [newId(), newId()];
      await tx.playlists.insert(everything, {
        ...{ id: playlistId, unitId, name: `Danh sách ${i}`, themes: [], items: entries(i) },
        ...{ version: 1, updatedAt: now, updatedBy: null },
      });
      await tx.schedules.insert(everything, {
        ...{ id, unitId, playlistId, version: 1, updatedAt: now, publicationId: null },
        ...manner(i),
      });
      schedules.push({ id, unitId });
    }
  });
  return { screens, schools, schedules, root };
}

/** Calendar, school day and rules; a school that has its own moves everything by some minutes. */
async function setTime(store: Store, unitId: string, minutes: number, now: number): Promise<void> {
  const made = { unitId, at: now, by: null };
  const put = async (setting: Omit<Setting, 'version'>) => {
    await store.settings.put(everything, 0, setting as never);
  };
  await put({ ...made, kind: 'timetable', value: timetable(minutes) } as never);
  if (minutes > 0) return;
  await put({
    ...made,
    kind: 'calendar',
    value: {
      weekdays: [1, 2, 3, 4, 5, 6],
      terms: null,
      yearly: [],
      decided: [
        { name: 'Tết', from: '2027-02-04', until: '2027-02-12', kind: { is: 'off' } },
        { name: 'Học bù', from: '2026-12-06', until: '2026-12-06', kind: { is: 'school', as: 1 } },
      ],
    },
  } as never);
  await put({
    ...made,
    kind: 'policy',
    value: {
      airtime: { office: 60, school: 40 },
      sound: {
        quiet: [{ period: 'lesson' }],
        volumes: [{ at: { period: 'recess' }, volume: 80 }],
        volume: 60,
      },
      screens: null,
      speakers: null,
    },
  } as never);
}

function timetable(moved: number): Timetable {
  const at = (minute: number) => {
    const all = minute + moved;
    return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
  };
  const period = (name: string, start: number, end: number) => ({
    ...{ period: name, label: '', start: at(start), end: at(end) },
    session: start < 720 ? ('morning' as const) : ('afternoon' as const),
  });
  const lessons = [450, 490, 560, 600, 840, 880, 950].map((start) =>
    period('lesson', start, start + 35),
  );
  return {
    templates: [
      {
        name: 'Ngày học',
        levels: [],
        days: [1, 2, 3, 4, 5],
        periods: [
          period('arrival', 405, 440),
          ...lessons,
          period('recess', 525, 555),
          period('lunch', 660, 720),
          period('recess', 915, 945),
          period('dismissal', 990, 1030),
        ],
      },
      {
        name: 'Sáng thứ Bảy',
        levels: [],
        days: [6],
        periods: [period('arrival', 405, 440), ...lessons.slice(0, 4), period('recess', 525, 555)],
      },
    ],
    exceptions: [],
  };
}

/** Four to eleven slides, now and then with a line for the ticker. */
function entries(i: number): PlaylistEntry[] {
  const slides = Array.from(
    { length: 4 + (i % 8) },
    (_, n): PlaylistEntry => ({
      id: `e${n}`,
      ms: 8000 + ((i * 7 + n * 3) % 10) * 1000,
      slide: {
        template: 'announcement',
        data: { title: `Thông báo số ${i}.${n} của nhà trường về phòng chống đuối nước` },
      },
    }),
  );
  return i % 6 === 0
    ? [...slides, { id: 'line', ticker: { text: `Dòng chữ chạy số ${i}` } }]
    : slides;
}

type Manner = Omit<ScheduleInput, 'unitId' | 'playlistId'>;

function manner(i: number): Manner {
  const audience = { units: [], levels: i < 60 && i % 3 === 1 ? [levels[i % 7]!] : [], tags: [] };
  const when = { ...plainWhen, from: '2026-09-05', until: null };
  const hours = [{ start: '06:30', end: '17:30' }];
  const days = { days: [1, 2, 3, 4, 5, 6] };
  const base: Manner = { ...plainManner, audience, when: { ...when, ...days, hours } };
  switch (i % 10) {
    case 0:
      return {
        ...base,
        priority: 'filler',
        when: { ...when, hours: [{ start: '00:00', end: '24:00' }] },
      };
    case 1:
    case 2:
      return { ...base, when: { ...when, among: 'school', periods: ['recess'] } };
    case 3:
      return {
        ...base,
        when: { ...when, among: 'school', periods: ['recess', 'arrival'] },
        frequency: { atLeast: { times: 2, per: 'day' }, atMostPerHour: null, minutesApart: null },
      };
    case 4:
      return {
        ...base,
        mode: 'once',
        when: { ...when, ...days, hours: [{ start: '07:15', end: '07:20' }] },
      };
    case 5:
      return { ...base, mode: 'weighted', secondsPerHour: 300 + (i % 5) * 100 };
    case 6:
      return { ...base, mode: 'shuffled', when: { ...when, periods: ['lunch', 'dismissal'] } };
    case 7:
      return {
        ...base,
        priority: 'priority',
        when: {
          ...when,
          repeat: { kind: 'rule', rrule: 'FREQ=MONTHLY;BYDAY=1MO' },
          hours: [{ start: '07:00', end: '07:30' }],
        },
      };
    default:
      return base;
  }
}
