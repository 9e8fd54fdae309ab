import { activity } from './nl/activity.ts';
import { checkUp } from './nl/check-up.ts';
import { common } from './nl/common.ts';
import { companion } from './nl/companion.ts';
import { connected } from './nl/connected.ts';
import { consent } from './nl/consent.ts';
import { doctor } from './nl/doctor.ts';
import { homeClient } from './nl/home-client.ts';
import { keys } from './nl/keys.ts';
import { machines } from './nl/machines.ts';
import { notices } from './nl/notices.ts';
import { permissions } from './nl/permissions.ts';
import { serverSignIn } from './nl/server-sign-in.ts';
import { servers } from './nl/servers.ts';
import { start } from './nl/start.ts';
import { timeline } from './nl/timeline.ts';
import type { Words } from './words.ts';

/** Dutch. */
export const nl: Words = {
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
