/** Vietnamese: the first language of the product. */
import { vi as account } from './words/account.ts';
import { vi as calendar } from './words/calendar.ts';
import { vi as common } from './words/common.ts';
import { vi as downloads } from './words/downloads.ts';
import { vi as home } from './words/home.ts';
import { vi as library } from './words/library.ts';
import { vi as people } from './words/people.ts';
import { vi as playlists } from './words/playlists.ts';
import { vi as policy } from './words/policy.ts';
import { vi as rehearsal } from './words/rehearsal.ts';
import { vi as scheduleForm } from './words/schedule-form.ts';
import { vi as schedules } from './words/schedules.ts';
import { vi as schoolTime } from './words/school-time.ts';
import { vi as screens } from './words/screens.ts';
import { vi as settings } from './words/settings.ts';
import { vi as signIn } from './words/sign-in.ts';
import { vi as timetable } from './words/timetable.ts';
import { vi as units } from './words/units.ts';
import { vi as versions } from './words/versions.ts';
import { vi as web } from './words/web.ts';
import { vi as week } from './words/week.ts';
import { vi as why } from './words/why.ts';

export const vi = {
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
};
