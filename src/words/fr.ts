import { activity } from './fr/activity.ts';
import { checkUp } from './fr/check-up.ts';
import { common } from './fr/common.ts';
import { companion } from './fr/companion.ts';
import { connected } from './fr/connected.ts';
import { consent } from './fr/consent.ts';
import { doctor } from './fr/doctor.ts';
import { homeClient } from './fr/home-client.ts';
import { keys } from './fr/keys.ts';
import { machines } from './fr/machines.ts';
import { notices } from './fr/notices.ts';
import { permissions } from './fr/permissions.ts';
import { serverSignIn } from './fr/server-sign-in.ts';
import { servers } from './fr/servers.ts';
import { start } from './fr/start.ts';
import { timeline } from './fr/timeline.ts';
import type { Words } from './words.ts';

/** French. */
export const fr: Words = {
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
