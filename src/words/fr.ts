import { common } from './fr/common.ts';
import { consent } from './fr/consent.ts';
import { permissions } from './fr/permissions.ts';
import { serverSignIn } from './fr/server-sign-in.ts';
import { start } from './fr/start.ts';
import { timeline } from './fr/timeline.ts';
import type { Words } from './words.ts';

/** French. */
export const fr: Words = { common, consent, permissions, serverSignIn, start, timeline };
