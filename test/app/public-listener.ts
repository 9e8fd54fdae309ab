import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { AccessTokens } from '../../src/access/access-tokens.ts';
import { buildPublicListener } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { DebugLog } from '../../src/debug/debug-log.ts';
import { Timeline } from '../../src/doctor/timeline/timeline.ts';
import { HomeConnections } from '../../src/home/connections.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { FrontDoors } from '../../src/net/front-doors.ts';
import { LIMITS } from '../../src/net/limits/table.ts';
import { createSafeFetch } from '../../src/net/safe-fetch.ts';
import { createVault } from '../../src/people/vault.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { SealedRecords } from '../../src/upstreams/auth/sealed-records.ts';
import { UpstreamSignIns } from '../../src/upstreams/auth/sign-ins.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

/** A route as it was made. */
export interface Route {
  readonly method: string;
  readonly url: string;
}

export interface ListenerUnderTest {
  readonly app: FastifyInstance;
  /** Every route, in order, without the HEAD that comes with each GET. */
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly signIns: UpstreamSignIns;
}

/** The public listener on an empty store, without a port and without a home behind it. */
export async function publicListener(
  t: Ending,
  env: Readonly<Record<string, string>>,
  clock: Clock = systemClock,
): Promise<ListenerUnderTest> {
  const dataDir = tempDir(t);
  const { config } = readConfig({ env, defaultDataDir: dataDir });
  const random = systemRandom;
  const store = openSqliteStore({ path: ':memory:' });
  const keyring = await openKeyring({
    ...config,
    dataDir,
    clock,
    random,
    accessTokenMs: config.lifetimes.accessTokenMs,
  });
  const vault = createVault({ store, keyring, clock });
  const connections = new HomeConnections({
    homes: [],
    credential: async () => {
      throw new Error('there is no home behind this listener');
    },
    onRefused: () => {},
    clock,
  });

  const log = pino({ level: 'silent' });
  const doors = new FrontDoors(config.baseUrls, config.port);
  const records = new SealedRecords({ store, keyring, clock });
  const signIns = new UpstreamSignIns({
    door: doors.canonical,
    records,
    audit: store,
    clock,
    random,
  });
  const routes: Route[] = [];
  const app = await buildPublicListener({
    config,
    doors,
    store,
    keyring,
    vault,
    connections,
    gateway: {
      names: [],
      shelves: new Map(),
      onTools: () => () => {},
      shelfFor: async () => undefined,
      isPerPerson: () => false,
      isSignedIn: async () => false,
    },
    tokens: new AccessTokens(keyring, clock),
    clock,
    random,
    log,
    debug: new DebugLog(clock, log),
    timeline: new Timeline(clock),
    companion: { secret: 'a companion that nobody has', heard: () => {} },
    fetch: createSafeFetch({ resolve: async () => [] }),
    limits: LIMITS,
    onEnds: () => () => {},
    endCredential: async () => {},
    upstreamSignIns: signIns,
    answers: { answered: () => {}, turnedAway: () => {} },
    onRoute: ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, url });
    },
  });
  lastly(t, () => {
    void app.close().then(() => store.close());
    void connections.closeAll();
  });
  await app.ready();
  return { app, routes, store, signIns };
}
