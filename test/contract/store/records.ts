/** Builders of records: all that a test does not care about has a plausible value. */
import { everything } from '#server/access/scope.ts';
import type {
  AssetRecord,
  Feed,
  Publication,
  ScheduleRecord,
  Setting,
  Store,
} from '#server/store/port.ts';
import { type AuditEntry, type Playlist, plainManner } from '#shared/api/resources.ts';
import { plainWhen } from '#shared/domain/when.ts';
import { chainOf } from '#shared/protocol/chain.ts';
import type { Play } from '#shared/protocol/messages.ts';

/** Sunday 22 November 2026, 12:00 in Vietnam */
export const NOON = Date.UTC(2026, 10, 22, 5);

export const sha256 = (letter: string): string => letter.repeat(64);

/** ids that grow like UUIDv7 */
let made = 0;
export const newId = (): string => `01999999-0000-7000-8000-${String(++made).padStart(12, '0')}`;

type NewUnit = Parameters<Store['units']['insert']>[1];
export function unitOf(parentId: string | null, given: Partial<NewUnit> = {}): NewUnit {
  return {
    id: newId(),
    parentId,
    kind: 'school',
    name: 'Trường Tiểu học Tân Hiệp',
    levels: ['primary'],
    tags: [],
    zone: null,
    ...given,
  };
}

type Steps<Path extends string> = Path extends `${infer Step}/${infer Rest}`
  ? Step | Steps<Rest>
  : Path;

/** Puts units into the store and answers their ids by name: `plant(store, ['province/school'])`. */
export async function plant<const Path extends string>(
  store: Store,
  paths: readonly Path[],
): Promise<Record<Steps<Path>, string>> {
  const planted: Record<string, string> = {};
  for (const path of paths) {
    let parentId: string | null = null;
    for (const name of path.split('/')) {
      planted[name] ??= (await store.units.insert(everything, unitOf(parentId, { name }))).id;
      parentId = planted[name];
    }
  }
  return planted as Record<Steps<Path>, string>;
}

export function assetAt(unitId: string, given: Partial<AssetRecord> = {}): AssetRecord {
  return {
    id: newId(),
    unitId,
    title: 'Phòng chống đuối nước',
    filename: 'clip.mp4',
    themes: [],
    kind: 'video',
    state: 'ready',
    progress: 1,
    error: null,
    sha256: sha256('a'),
    bytes: 1_000_000,
    renditions: [],
    decision: 'approved',
    decidedBy: null,
    decidedAt: null,
    reason: null,
    uploadedBy: null,
    createdAt: NOON,
    ...given,
  };
}

export function playlistAt(unitId: string, given: Partial<Playlist> = {}): Playlist {
  return {
    id: newId(),
    unitId,
    name: 'Bản tin tháng 11',
    themes: ['drowning-prevention'],
    items: [],
    version: 1,
    updatedAt: NOON,
    updatedBy: null,
    ...given,
  };
}

const audience = { units: [], levels: ['primary' as const], tags: ['sân trường'] };
const when = {
  ...plainWhen,
  days: [1, 2, 3, 4, 5],
  hours: [{ start: '09:00', end: '09:30' }],
  from: '2026-11-23',
  until: null,
};

export function scheduleAt(unitId: string, given: Partial<ScheduleRecord> = {}): ScheduleRecord {
  return {
    id: newId(),
    unitId,
    playlistId: newId(),
    audience,
    when,
    ...plainManner,
    version: 1,
    updatedAt: NOON,
    publicationId: null,
    ...given,
  };
}

export function publicationAt(unitId: string, given: Partial<Publication> = {}): Publication {
  return {
    id: newId(),
    scheduleId: newId(),
    scheduleVersion: 1,
    unitId,
    audience,
    when,
    ...plainManner,
    playlist: { id: newId(), name: 'Bản tin tháng 11', themes: [], version: 3 },
    items: [
      {
        kind: 'ticker',
        id: 'item',
        ms: 5000,
        life: { from: 0, until: null },
        text: 'Chào mừng Ngày Nhà giáo Việt Nam',
      },
    ],
    assets: [[]],
    onAirSince: NOON,
    at: NOON,
    by: null,
    restores: null,
    ...given,
  };
}

type NewScreen = Parameters<Store['screens']['insert']>[1];
export function screenAt(unitId: string, given: Partial<NewScreen> = {}): NewScreen {
  return {
    id: newId(),
    unitId,
    name: 'Sảnh chính',
    tags: ['sảnh'],
    pairedAt: NOON,
    pairedBy: null,
    tokenHash: sha256('f'),
    ...given,
  };
}

export function feedAt(unitId: string, given: Partial<Feed> = {}): Feed {
  return {
    id: newId(),
    subject: { kind: 'unit', id: unitId },
    unitId,
    createdBy: newId(),
    createdAt: NOON,
    ...given,
  };
}

/** What a unit sets, before it has a version. */
export function settingAt(
  unitId: string,
  given: Partial<Setting<'policy'>> = {},
): Omit<Setting<'policy'>, 'version'> {
  const value = { airtime: { office: 60, school: 40 }, sound: null, screens: null, speakers: null };
  return { unitId, kind: 'policy', value, at: NOON, by: null, ...given };
}

export function play(n: number, given: Partial<Play> = {}): Play {
  return {
    n,
    manifest: sha256('b'),
    chain: null,
    track: 'main',
    item: `item ${n}`,
    planned: { start: NOON + n * 1000, end: NOON + n * 1000 + 1000 },
    real: { start: NOON + n * 1000 + 7, end: NOON + n * 1000 + 1007 },
    ending: 'completed',
    reason: null,
    uncertainty: 4,
    ...given,
  };
}

/** Plays from `first` on, each chained to the one before it. */
export function chainedPlays(first: number, count: number, before: string | null = null): Play[] {
  const plays: Play[] = [];
  for (let n = first; n < first + count; n++) {
    const chain = chainOf(plays.at(-1)?.chain ?? before, play(n));
    plays.push(play(n, { chain }));
  }
  return plays;
}

export function auditEntry(unitId: string | null, given: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: newId(),
    at: NOON,
    by: null,
    action: 'playlist.edit',
    subject: { kind: 'playlist', id: newId(), name: 'Bản tin tháng 11' },
    unitId,
    changes: { name: ['Bản tin', 'Bản tin tháng 11'] },
    ...given,
  };
}

export function personOf(given: Partial<Parameters<Store['people']['insert']>[0]> = {}) {
  const id = newId();
  return {
    id,
    email: `${id}@phugiao.example`,
    name: 'Nguyễn Thị Hồng Đào',
    locale: 'vi' as const,
    passwordHash: '$argon2id$…',
    at: NOON,
    ...given,
  };
}
