/** Every route of the HTTP API; the OpenAPI document is made from this list. */
import { assetRoutes } from './assets.ts';
import { auditRoutes } from './audit.ts';
import { calendarFileRoutes } from './calendar-files.ts';
import { captionRoutes } from './captions.ts';
import { eventRoutes } from './events.ts';
import { feedReading } from './feed-reading.ts';
import { feedRoutes } from './feeds.ts';
import { lookingRoutes } from './looking.ts';
import { pairingRoutes } from './pairings.ts';
import { personRoutes } from './people.ts';
import { playlistRoutes } from './playlists.ts';
import { playRoutes } from './plays.ts';
import { rehearsalRoutes } from './rehearsals.ts';
import type { Route } from './route.ts';
import { scheduleRoutes } from './schedules.ts';
import { screenRoutes } from './screens.ts';
import { serverRoutes } from './server.ts';
import { sessionRoutes } from './session.ts';
import { settingRoutes } from './settings.ts';
import { themeRoutes } from './themes.ts';
import { tokenRoutes } from './tokens.ts';
import { unitRoutes } from './units.ts';
import { versionRoutes } from './versions.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...tokenRoutes,
  ...unitRoutes,
  ...settingRoutes,
  ...personRoutes,
  ...themeRoutes,
  ...assetRoutes,
  ...captionRoutes,
  ...playlistRoutes,
  ...scheduleRoutes,
  ...rehearsalRoutes,
  ...versionRoutes,
  ...calendarFileRoutes,
  ...screenRoutes,
  ...lookingRoutes,
  ...feedRoutes,
  feedReading,
  ...pairingRoutes,
  ...playRoutes,
  ...auditRoutes,
  ...eventRoutes,
  ...serverRoutes,
];
