import { activity } from './ru/activity.ts';
import { checkUp } from './ru/check-up.ts';
import { common } from './ru/common.ts';
import { companion } from './ru/companion.ts';
import { connected } from './ru/connected.ts';
import { consent } from './ru/consent.ts';
import { doctor } from './ru/doctor.ts';
import { homeClient } from './ru/home-client.ts';
import { keys } from './ru/keys.ts';
import { machines } from './ru/machines.ts';
import { notices } from './ru/notices.ts';
import { permissions } from './ru/permissions.ts';
import { serverSignIn } from './ru/server-sign-in.ts';
import { servers } from './ru/servers.ts';
import { start } from './ru/start.ts';
import { timeline } from './ru/timeline.ts';
import type { Words } from './words.ts';

/** Russian, which says вы to the reader. */
export const ru: Words = {
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
