/** English: the second language, complete. */
import type { Same } from './same.ts';
import type { vi } from './vi.ts';
import { en as account } from './words/account.ts';
import { en as calendar } from './words/calendar.ts';
import { en as common } from './words/common.ts';
import { en as downloads } from './words/downloads.ts';
import { en as home } from './words/home.ts';
import { en as library } from './words/library.ts';
import { en as people } from './words/people.ts';
import { en as playlists } from './words/playlists.ts';
import { en as policy } from './words/policy.ts';
import { en as rehearsal } from './words/rehearsal.ts';
import { en as scheduleForm } from './words/schedule-form.ts';
import { en as schedules } from './words/schedules.ts';
import { en as schoolTime } from './words/school-time.ts';
import { en as screens } from './words/screens.ts';
import { en as settings } from './words/settings.ts';
import { en as signIn } from './words/sign-in.ts';
import { en as timetable } from './words/timetable.ts';
import { en as units } from './words/units.ts';
import { en as versions } from './words/versions.ts';
import { en as web } from './words/web.ts';
import { en as week } from './words/week.ts';
import { en as why } from './words/why.ts';

export const en = {
  calendar,
  common,
  signIn,
  home,
  units,
  screens,
  people,
  account,
  library,
  playlists,
  scheduleForm,
  schedules,
  schoolTime,
  settings,
  timetable,
  policy,
  downloads,
  web,
  rehearsal,
  versions,
  week,
  why,
} satisfies Same<typeof vi>;
