/** The tables as they stand after the newest migration: one type a table, columns as they are named there. */
import type {
  Asset,
  AssetKind,
  AuditEntry,
  PlayLink,
  PlaylistEntry,
  Rendition,
  RoleAt,
  Schedule,
  SettingKind,
  SettingValue,
  Unit,
} from '#shared/api/resources.ts';
import type { Play, ScreenStatus } from '#shared/protocol/messages.ts';
import type { Json } from './json.ts';
import type { AssetRecord, Feed, Job, Publication, ScreenRecord } from './port.ts';

export type Tables = {
  units: UnitRow;
  people: PersonRow;
  roles: { person_id: string; unit_id: string; role: RoleAt['role']; granted_at: number };
  sessions: { hash: string; person_id: string; created_at: number; expires_at: number };
  tokens: {
    id: string;
    hash: string;
    person_id: string;
    name: string;
    created_at: number;
    last_used_at: number | null;
  };
  themes: { id: string; name_vi: string; name_en: string; parent: string | null };
  assets: AssetRow;
  /** hashes of an asset's original and of its renditions: who may read these bytes */
  asset_media: { asset_id: string; sha256: string };
  asset_themes: { asset_id: string; theme: string };
  media: {
    sha256: string;
    bytes: number;
    type: string;
    ms: number | null;
    chunks: Json<string[]>;
    put_at: number;
  };
  /** media of what was approved once and is not any more, since `at` */
  recalls: { sha256: string; at: number };
  jobs: JobRow;
  playlists: PlaylistRow;
  /** which assets a playlist's entries name: answers where an asset is used */
  playlist_assets: { playlist_id: string; asset_id: string };
  schedules: ScheduleRow;
  publications: PublicationRow;
  /** each version of what a unit set; the newest holds */
  settings: SettingRow;
  feeds: FeedRow;
  manifests: { id: string; body: string; put_at: number };
  revision: { only: number; value: number };
  screens: ScreenRow;
  /** which ids and tokens were a screen's once: told so when they come back */
  removed_screens: { id: string; token_hash: string };
  /** each manifest that a screen was told to play, from `at` on */
  screen_told: { screen_id: string; sequence: number; manifest: string; at: number };
  pairings: {
    device_code_hash: string;
    user_code: string;
    expires_at: number;
    last_polled_at: number | null;
    screen_id: string | null;
  };
  plays: PlayRow;
  /** the highest n up to which all of a screen's plays are stored, so that nobody has to count */
  play_cursors: { screen_id: string; up_to: number };
  audit: AuditRow;
};

export type UnitRow = {
  id: string;
  parent_id: string | null;
  kind: Unit['kind'];
  name: string;
  levels: Json<Unit['levels']>;
  tags: Json<string[]>;
  zone: string | null;
  /** ids from the root down to the unit itself, each followed by a slash: `/root/district/school/` */
  path: string;
  closed_at: number | null;
};

export type PersonRow = {
  id: string;
  email: string;
  name: string;
  locale: 'vi' | 'en';
  password_hash: string;
  created_at: number;
  disabled_at: number | null;
};

export type AssetRow = {
  id: string;
  unit_id: string;
  title: string;
  filename: string;
  /** title and file name folded for search */
  folded: string;
  themes: Json<string[]>;
  kind: AssetKind | null;
  state: Asset['state'];
  progress: number;
  error: Json<NonNullable<AssetRecord['error']>> | null;
  sha256: string;
  bytes: number;
  renditions: Json<Rendition[]>;
  decision: Asset['decision'];
  decided_by: string | null;
  decided_at: number | null;
  reason: string | null;
  uploaded_by: string | null;
  created_at: number;
};

type JobRow = {
  id: string;
  kind: Job['kind'];
  subject: string;
  attempts: number;
  not_before: number;
  worker: string | null;
  lease_until: number | null;
};

export type PlaylistRow = {
  id: string;
  unit_id: string;
  name: string;
  themes: Json<string[]>;
  items: Json<PlaylistEntry[]>;
  version: number;
  updated_at: number;
  updated_by: string | null;
};

export type ScheduleRow = {
  id: string;
  unit_id: string;
  playlist_id: string;
  audience: Json<Schedule['audience']>;
  when: Json<Schedule['when']>;
  mode: Schedule['mode'];
  priority: Schedule['priority'];
  seconds_per_hour: number | null;
  frequency: Json<NonNullable<Schedule['frequency']>> | null;
  sound: Schedule['sound'];
  version: number;
  updated_at: number;
  publication_id: string | null;
};

export type PublicationRow = {
  id: string;
  schedule_id: string;
  schedule_version: number;
  unit_id: string;
  audience: Json<Publication['audience']>;
  when: Json<Publication['when']>;
  mode: Publication['mode'];
  priority: Publication['priority'];
  seconds_per_hour: number | null;
  frequency: Json<NonNullable<Publication['frequency']>> | null;
  sound: Publication['sound'];
  playlist: Json<Publication['playlist']>;
  items: Json<Publication['items']>;
  assets: Json<Publication['assets']>;
  on_air_since: number;
  published_at: number;
  published_by: string | null;
  restores: string | null;
  /** null: on air, or replaced before this was noted */
  off_air_at: number | null;
};

export type SettingRow = {
  unit_id: string;
  kind: SettingKind;
  version: number;
  value: Json<SettingValue<SettingKind>> | null;
  at: number;
  by: string | null;
};

export type FeedRow = {
  id: string;
  token_hash: string;
  subject_kind: Feed['subject']['kind'];
  subject_id: string;
  unit_id: string;
  created_by: string;
  created_at: number;
};

export type ScreenRow = {
  id: string;
  unit_id: string;
  name: string;
  tags: Json<readonly string[]>;
  paired_at: number;
  paired_by: string | null;
  token_hash: string;
  last_seen_at: number | null;
  build: string | null;
  status: Json<ScreenStatus> | null;
  manifest: string | null;
  sequence: number;
  acknowledged: ScreenRecord['acknowledged'];
  kind: ScreenRecord['kind'];
  viewing: Json<NonNullable<ScreenRecord['viewing']>> | null;
  captions: ScreenRecord['captions'];
  trim_db: number;
};

export type PlayRow = {
  screen_id: string;
  n: number;
  /** the unit that the screen stood in when it played this: a screen may move, what aired does not */
  unit_id: string;
  manifest: string;
  track: Play['track'];
  item: string;
  planned_start: number;
  planned_end: number;
  real_start: number;
  real_end: number;
  ending: Play['ending'];
  reason: string | null;
  uncertainty: number | null;
  received_at: number;
  chain: string | null;
  link: PlayLink;
};

export type AuditRow = {
  id: string;
  at: number;
  by: string | null;
  action: string;
  subject_kind: string;
  subject_id: string;
  subject_name: string;
  unit_id: string | null;
  changes: Json<AuditEntry['changes']>;
};
