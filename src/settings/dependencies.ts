import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Operations } from '../control/operations.ts';
import type { Servers } from '../control/servers.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import type { HomeConnections } from '../home/connections.ts';
import type { Home } from '../home/home.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { Gateway } from '../upstreams/gateway.ts';

/** What the pages of the settings stand on. */
export interface SettingsDependencies {
  readonly config: Config;
  readonly doors: FrontDoors;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly connections: HomeConnections;
  readonly gateway: Gateway;
  readonly operations: Operations;
  /** The other servers that are added, changed and removed here. */
  readonly servers: Servers;
  /** The home as Latchkey's own account sees it. Throws like `HomeConnections.for`. */
  readonly ownHome: () => Promise<Home>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
}
