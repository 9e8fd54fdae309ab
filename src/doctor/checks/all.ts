import type { Check, DoorSubject, HereSubject, HomeSubject } from '../check.ts';
import { address } from './address.ts';
import { bodies } from './bodies.ts';
import { bots } from './bots.ts';
import { caches } from './caches.ts';
import { certificate } from './certificate.ts';
import { challenge } from './challenge.ts';
import { clock } from './clock.ts';
import { companion } from './companion.ts';
import { disk } from './disk.ts';
import { documents } from './documents.ts';
import { headers } from './headers.ts';
import { homeBan } from './home-ban.ts';
import { homeCertificate } from './home-certificate.ts';
import { homeProxy } from './home-proxy.ts';
import { homeReach } from './home-reach.ts';
import { homeVersion } from './home-version.ts';
import { identity } from './identity.ts';
import { ipv4 } from './ipv4.ts';
import { issuer } from './issuer.ts';
import { keyring } from './keyring.ts';
import { mode } from './mode.ts';
import { nabuCasa } from './nabu-casa.ts';
import { name } from './name.ts';
import { reach } from './reach.ts';
import { redirects } from './redirects.ts';
import { running } from './running.ts';
import { store } from './store.ts';

/** What is looked at, in this order: causes before what follows from them. */
export const HERE_CHECKS: readonly Check<HereSubject>[] = [
  running,
  mode,
  disk,
  store,
  keyring,
  clock,
];

/** For each front door. */
export const DOOR_CHECKS: readonly Check<DoorSubject>[] = [
  address,
  name,
  ipv4,
  certificate,
  reach,
  redirects,
  identity,
  documents,
  caches,
  issuer,
  bodies,
  challenge,
  headers,
  bots,
];

/** For each home. */
export const HOME_CHECKS: readonly Check<HomeSubject>[] = [
  homeCertificate,
  homeReach,
  homeBan,
  homeProxy,
  homeVersion,
  nabuCasa,
  companion,
];
