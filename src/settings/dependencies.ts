import type { FastifyBaseLogger } from 'fastify';
import type { MadeMachines } from '../access/made/made-machines.ts';
import type { Config } from '../config/config.ts';
import type { Operations } from '../control/operations.ts';
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
  /** Programs that administrators let in. */
  readonly made: MadeMachines;
  /** What can be granted at all, now. */
  readonly supported: () => readonly string[];
  /** The home as Latchkey's own account sees it. Throws like `HomeConnections.for`. */
  readonly ownHome: () => Promise<Home>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
}
