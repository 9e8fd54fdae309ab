import type { FastifyBaseLogger } from 'fastify';
import type { MadeMachines } from '../access/made/made-machines.ts';
import type { Refusals } from '../audit/refusals.ts';
import type { Companion } from '../companion/companion.ts';
import type { Config } from '../config/config.ts';
import type { Addresses } from '../control/addresses.ts';
import type { GrantOperations } from '../control/grant-operations.ts';
import type { HomeClients } from '../control/home-clients.ts';
import type { KeyOperations } from '../control/key-operations.ts';
import type { Operations } from '../control/operations.ts';
import type { Servers } from '../control/servers.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import type { Examination } from '../doctor/examination.ts';
import type { HomeConnections } from '../home/connections.ts';
import type { Home } from '../home/home.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { Offer } from '../supervisor/offers.ts';
import type { Surroundings } from '../supervisor/surroundings.ts';
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
  readonly grants: GrantOperations;
  readonly metrics: Pick<Metrics, 'read'>;
  /** What was turned away and is not in the audit log yet. */
  readonly refusals: Pick<Refusals, 'waiting'>;
  /** Programs that administrators let in. */
  readonly made: MadeMachines;
  /** What can be granted at all, now. */
  readonly supported: () => readonly string[];
  /** The other servers that are added, changed and removed here. */
  readonly servers: Servers;
  /** The integration inside Home Assistant that leads to us. */
  readonly companion: Companion;
  /** The front doors that are chosen here. */
  readonly addresses: Addresses;
  /** Clients that are made for another Home Assistant. */
  readonly homeClients: HomeClients;
  readonly surroundings: Pick<Surroundings, 'found' | 'look'>;
  /** Addresses that were found and could be chosen. */
  readonly offers: () => readonly Offer[];
  readonly examination: Examination;
  readonly keys: KeyOperations;
  /** The home as Latchkey's own account sees it. Throws like `HomeConnections.for`. */
  readonly ownHome: () => Promise<Home>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: FastifyBaseLogger;
}
