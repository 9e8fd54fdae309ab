import { activity } from './en/activity.ts';
import { checkUp } from './en/check-up.ts';
import { common } from './en/common.ts';
import { companion } from './en/companion.ts';
import { connected } from './en/connected.ts';
import { consent } from './en/consent.ts';
import { doctor } from './en/doctor.ts';
import { homeClient } from './en/home-client.ts';
import { keys } from './en/keys.ts';
import { machines } from './en/machines.ts';
import { notices } from './en/notices.ts';
import { permissions } from './en/permissions.ts';
import { serverSignIn } from './en/server-sign-in.ts';
import { servers } from './en/servers.ts';
import { start } from './en/start.ts';
import { timeline } from './en/timeline.ts';

/** English, which every other language is a translation of. */
export const en = {
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
