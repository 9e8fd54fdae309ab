import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Clock } from '../core/clock.ts';
import { HomeConnections } from '../home/connections.ts';
import { endLogin } from '../home/login.ts';
import { OWN_CREDENTIAL, ownAccount } from '../home/own-account.ts';
import { connectionCredential } from '../people/connection-credential.ts';
import { keepPerson } from '../people/keep-person.ts';
import { SignOut } from '../people/sign-out.ts';
import type { Vault } from '../people/vault.ts';
import type { Store } from '../store/contract.ts';

/** What the connections stand on. */
export interface OpenHomesDependencies {
  readonly config: Config;
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
}

/** The homes as people and as Latchkey itself see them. */
export interface Homes {
  readonly connections: HomeConnections;
  /** Tells homes of sign-ins that nothing stands on any more. */
  readonly signOut: SignOut;
  /** Ends every grant that stands on a credential its home no longer accepts. */
  endCredential(credentialId: string): Promise<void>;
}

/** Opens no connection yet: each is opened when somebody needs it. */
export function openHomes({ config, store, vault, clock, log }: OpenHomesDependencies): Homes {
  const own = ownAccount(config);
  const endCredential = async (credentialId: string) => {
    await store.endCredential(credentialId, 'credential_refused', clock());
    await connections.close(credentialId);
  };
  const connections: HomeConnections = new HomeConnections({
    homes: own === undefined ? config.homes : [...config.homes, own.home],
    credential: async (id) =>
      id === OWN_CREDENTIAL && own !== undefined
        ? own.credential
        : connectionCredential(id, vault, config.homes),
    onRefused: (id) =>
      void endCredential(id).catch((error: Error) =>
        log.error({ reason: error.message }, 'a refused sign-in could not be ended'),
      ),
    onOpened: async (home, user) => {
      // The Supervisor's own account is no person of the home.
      if (!config.homes.some(({ name }) => name === home)) return;
      await keepPerson(home, user, { store, clock }).catch((error: Error) =>
        log.error({ reason: error.message }, 'what a home says of a person could not be kept'),
      );
    },
    clock,
    log: (text) => log.info(text),
  });
  const signOut = new SignOut({
    store,
    vault,
    homes: config.homes,
    endLogin,
    closeConnection: (id) => connections.close(id),
    clock,
    log: (sentence) => log.warn(sentence),
  });
  return { connections, signOut, endCredential };
}
