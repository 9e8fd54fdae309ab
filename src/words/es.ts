import { activity } from './es/activity.ts';
import { checkUp } from './es/check-up.ts';
import { common } from './es/common.ts';
import { companion } from './es/companion.ts';
import { connected } from './es/connected.ts';
import { consent } from './es/consent.ts';
import { doctor } from './es/doctor.ts';
import { homeClient } from './es/home-client.ts';
import { keys } from './es/keys.ts';
import { machines } from './es/machines.ts';
import { notices } from './es/notices.ts';
import { permissions } from './es/permissions.ts';
import { serverSignIn } from './es/server-sign-in.ts';
import { servers } from './es/servers.ts';
import { start } from './es/start.ts';
import { timeline } from './es/timeline.ts';
import type { Words } from './words.ts';

/** Spanish, neutral enough for Spain and Latin America; it says tú. */
export const es: Words = {
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
