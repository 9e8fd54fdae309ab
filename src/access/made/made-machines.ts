import { rotateSecret } from '../../clients/rotate-secret.ts';
import type { Config } from '../../config/config.ts';
import { type Clock, DAY } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { Turns } from '../../core/turns.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { covers, HOME_CONFIGURE, HOME_READ } from '../../policy/scopes.ts';
import type { Client, KeptMachine, Store } from '../../store/contract.ts';
import {
  type IssuerFault,
  readableIssuerFault,
  type WantedIssuer,
  writtenIssuerFault,
} from './check-issuer.ts';
import { peopleToActAs } from './people-to-act-as.ts';

/** Far more than a household has; every one of them is compared at every request. */
export const MOST_MACHINES = 200;
/** How long a replaced secret may stay good beside the new one. */
export const OVERLAP_MS = DAY;
/** Letters and digits of any script, so that a name reads the same wherever it is shown. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._'’()&+-]{0,59}$/u;

/** What somebody wants to let in. */
export interface WantedMachine {
  readonly name: string;
  readonly scope: readonly string[];
  /** `id@home`; undefined: the account of HOMEASSISTANT_TOKEN. */
  readonly actAs: string | undefined;
}

/** Why nothing was made or changed; whoever shows it has a sentence for each. */
export type MachineFault =
  | 'mode'
  | 'name'
  | 'nameTaken'
  | 'full'
  | 'account'
  | 'permission'
  | 'administrator'
  | 'issuerTaken'
  | 'gone'
  | 'changed'
  | IssuerFault;

/** A machine and its secret, which is in nobody's memory but the reader's from here on. */
export interface MadeSecret {
  readonly machine: KeptMachine;
  readonly secret: string;
}

export interface MadeMachinesDependencies {
  readonly store: Store;
  readonly config: Pick<
    Config,
    'mode' | 'apiKeys' | 'clients' | 'trustedIssuers' | 'homeToken' | 'baseUrls'
  >;
  readonly supported: () => readonly string[];
  readonly clock: Clock;
  readonly random: Random;
}

/** Makes, replaces and deletes machines, for the settings and the command line alike. */
export class MadeMachines {
  readonly #deps: MadeMachinesDependencies;
  readonly #turns = new Turns();

  constructor(deps: MadeMachinesDependencies) {
    this.#deps = deps;
  }

  async addKey(wanted: WantedMachine): Promise<Result<MadeSecret, MachineFault>> {
    const secret = randomId(this.#deps.random);
    return this.#add(
      { ...this.#made(wanted), kind: 'key', hash: tokenHash(secret) },
      { machine: (machine) => ({ machine, secret }) },
    );
  }

  async addClient(wanted: WantedMachine): Promise<Result<MadeSecret, MachineFault>> {
    const secret = randomId(this.#deps.random);
    const made = this.#made(wanted);
    const client: Client = {
      id: made.id,
      origin: 'made',
      name: made.name,
      redirectUris: [],
      authMethod: 'client_secret_basic',
      secretHash: tokenHash(secret),
      grantTypes: ['client_credentials'],
      scope: made.scope,
      createdAt: made.createdAt,
    };
    return this.#add(
      { ...made, kind: 'client' },
      { client, machine: (machine) => ({ machine, secret }) },
    );
  }

  /** Keeps an issuer whose discovery document and keys could be read just now. */
  async addIssuer(
    wanted: WantedMachine & WantedIssuer,
  ): Promise<Result<KeptMachine, MachineFault>> {
    const { config, store } = this.#deps;
    const written = writtenIssuerFault(wanted, config.baseUrls);
    if (written !== undefined) return refused(written);
    const { issuer, audience, algorithms, scopeMap, privateAddress } = wanted;
    const machine: KeptMachine = {
      ...this.#made(wanted),
      kind: 'issuer',
      ...{ issuer, audience, algorithms, scopeMap, privateAddress },
    };
    const fault = await this.#fault(machine);
    if (fault !== undefined) return refused(fault);
    const others = (await store.machines()).filter((one) => one.kind === 'issuer');
    if ([...config.trustedIssuers, ...others].some((one) => one.issuer === issuer)) {
      return refused('issuerTaken');
    }
    const unreadable = await readableIssuerFault(wanted);
    if (unreadable !== undefined) return refused(unreadable);
    return this.#add(machine, { machine: (kept) => kept });
  }

  /**
   * Replaces the secret of a key or client. The former stays good for a day, or ends now.
   *
   * @param seen the mark of the secret that is to be replaced: a form that is sent twice must not
   * replace the new one too.
   */
  async rotate(
    id: string,
    seen: string,
    keepFormer: boolean,
  ): Promise<Result<MadeSecret, MachineFault>> {
    return this.#turns.take(id, async () => {
      const { store, clock, random } = this.#deps;
      const machine = await this.#machine(id);
      if (machine === undefined || machine.kind === 'issuer') return refused('gone');
      if ((await this.markOf(machine)) !== seen) return refused('changed');
      if (machine.kind === 'client') {
        const secret = await rotateSecret(id, keepFormer ? OVERLAP_MS : 0, this.#deps);
        return secret === undefined ? refused('gone') : ok({ machine, secret });
      }
      const secret = randomId(random);
      const until = keepFormer ? clock() + OVERLAP_MS : undefined;
      const did = await store.rotateMachineKey(id, machine.hash, tokenHash(secret), until);
      return did ? ok({ machine, secret }) : refused('changed');
    });
  }

  /** Forgets a machine: its very next request is refused. */
  async remove(id: string): Promise<Result<KeptMachine, MachineFault>> {
    return this.#turns.take(id, async () => {
      const { store, clock } = this.#deps;
      const machine = await this.#machine(id);
      if (machine === undefined) return refused('gone');
      return (await store.removeMachine(id, clock())) ? ok(machine) : refused('gone');
    });
  }

  /** Tells one secret of a machine from the next, and nothing about either. */
  async markOf(machine: KeptMachine): Promise<string> {
    if (machine.kind === 'issuer') return '';
    const hash =
      machine.kind === 'key'
        ? machine.hash
        : (await this.#deps.store.client(machine.id))?.secretHash;
    return tokenHash(`mark ${hash}`).slice(0, 16);
  }

  #made({ name, scope, actAs }: WantedMachine) {
    const { clock, random } = this.#deps;
    return {
      id: randomId(random, 12),
      name: name.normalize('NFC').trim(),
      scope,
      ...(actAs !== undefined && { actAs }),
      createdAt: clock(),
    };
  }

  async #machine(id: string): Promise<KeptMachine | undefined> {
    return (await this.#deps.store.machines()).find((one) => one.id === id);
  }

  async #add<T>(
    machine: KeptMachine,
    { client, machine: answer }: { client?: Client; machine: (kept: KeptMachine) => T },
  ): Promise<Result<T, MachineFault>> {
    const fault = await this.#fault(machine);
    if (fault !== undefined) return refused(fault);
    const outcome = await this.#deps.store.addMachine(machine, MOST_MACHINES, client);
    if (outcome === 'kept') return ok(answer(machine));
    return refused(outcome === 'full' ? 'full' : 'nameTaken');
  }

  async #fault({ kind, name, scope, actAs }: KeptMachine): Promise<MachineFault | undefined> {
    const { config, store, supported } = this.#deps;
    const { mode, homeToken } = config;
    if (mode === 'none' || (mode === 'api_key' && kind !== 'key')) return 'mode';
    if (!NAME.test(name)) return 'name';
    if (await this.#isTaken(name)) return 'nameTaken';
    if ((await store.machines()).length >= MOST_MACHINES) return 'full';
    const people = actAs === undefined ? [] : await peopleToActAs(store);
    const person = people.find((one) => one.actAs === actAs);
    if (actAs === undefined ? homeToken === undefined : person === undefined) return 'account';
    if (!scope.includes(HOME_READ) || !covers(supported(), scope)) return 'permission';
    const configures = scope.includes(HOME_CONFIGURE);
    if (configures && (kind === 'issuer' || person?.administrator !== true)) {
      return 'administrator';
    }
    return undefined;
  }

  /** Whether the audit log or a rule could take one for the other. */
  async #isTaken(name: string): Promise<boolean> {
    const { store, config } = this.#deps;
    const listed = [
      ...config.apiKeys.map((one) => one.name),
      ...config.trustedIssuers.map((one) => one.name),
      ...config.clients.flatMap((one) => [one.id, one.name]),
    ];
    const names = [...listed, ...(await store.machines()).map((one) => one.name)];
    return names.some((one) => one.toLowerCase() === name.toLowerCase());
  }
}
