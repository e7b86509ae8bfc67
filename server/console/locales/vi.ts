/** Vietnamese: the first language of the product. */
import { vi as account } from './words/account.ts';
import { vi as common } from './words/common.ts';
import { vi as home } from './words/home.ts';
import { vi as library } from './words/library.ts';
import { vi as people } from './words/people.ts';
import { vi as playlists } from './words/playlists.ts';
import { vi as schedules } from './words/schedules.ts';
import { vi as schoolTime } from './words/school-time.ts';
import { vi as screens } from './words/screens.ts';
import { vi as signIn } from './words/sign-in.ts';
import { vi as units } from './words/units.ts';

export const vi = {
  common,
  signIn,
  home,
  units,
  screens,
  people,
  account,
  library,
  playlists,
  schedules,
  schoolTime,
};
