import { activity } from './de/activity.ts';
import { checkUp } from './de/check-up.ts';
import { common } from './de/common.ts';
import { companion } from './de/companion.ts';
import { connected } from './de/connected.ts';
import { consent } from './de/consent.ts';
import { doctor } from './de/doctor.ts';
import { homeClient } from './de/home-client.ts';
import { keys } from './de/keys.ts';
import { machines } from './de/machines.ts';
import { notices } from './de/notices.ts';
import { permissions } from './de/permissions.ts';
import { serverSignIn } from './de/server-sign-in.ts';
import { servers } from './de/servers.ts';
import { start } from './de/start.ts';
import { timeline } from './de/timeline.ts';
import type { Words } from './words.ts';

/** German; it says du, as Home Assistant does. */
export const de: Words = {
  activity,
  checkUp,
  common,
  companion,
  connected,
  consent,
  doctor,
  homeClient,
  keys,
  machines,
  notices,
  permissions,
  serverSignIn,
  servers,
  start,
  timeline,
};
