/** Where each place of the navigation is. */
import type { Place } from '../page.ts';

export const paths: Readonly<Record<Place, string>> = {
  home: '/',
  library: '/library',
  playlists: '/playlists',
  schedules: '/schedules',
  week: '/week',
  screens: '/screens',
  units: '/units',
  people: '/people',
  history: '/history',
  account: '/account',
};
