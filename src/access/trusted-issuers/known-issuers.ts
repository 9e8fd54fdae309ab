import type { TrustedIssuer } from '../../config/config.ts';
import type { Clock } from '../../core/clock.ts';
import type { KeptMachine, Store } from '../../store/contract.ts';
import { checkedJson } from './checked-json.ts';
import type { FetchJson } from './discovery.ts';
import { fetchJson as fetchOperatorJson } from './fetch-json.ts';
import { IssuerKeys } from './issuer-keys.ts';

/** An issuer, and its keys as they are read while its tokens come. */
export interface KnownIssuer {
  readonly issuer: TrustedIssuer;
  readonly keys: IssuerKeys;
  /** The machine as which an administrator made it; absent for one of the configuration. */
  readonly madeId?: string;
}

export interface KnownIssuersDependencies {
  /** Those of the configuration. */
  readonly issuers: readonly TrustedIssuer[];
  /** Where those are that administrators made. */
  readonly store?: Pick<Store, 'machines'>;
  readonly clock: Clock;
  /** Told in the operator's words why an issuer's keys could not be read. */
  readonly onTrouble?: (issuer: string, reason: string) => void;
  readonly fetchJson?: FetchJson;
}

/**
 * Finds the issuer that a token names: those of the configuration, and then those that were made,
 * which are forgotten with their keys the instant they are removed.
 */
export class KnownIssuers {
  readonly #deps: KnownIssuersDependencies;
  readonly #listed: ReadonlyMap<string, KnownIssuer>;
  #seen: readonly KeptMachine[] | undefined;
  #made: ReadonlyMap<string, KnownIssuer> = new Map();

  constructor(deps: KnownIssuersDependencies) {
    this.#deps = deps;
    const read = deps.fetchJson ?? fetchOperatorJson;
    this.#listed = new Map(
      deps.issuers.map((issuer) => [issuer.issuer, { issuer, keys: this.#keysOf(issuer, read) }]),
    );
  }

  async find(iss: string): Promise<KnownIssuer | undefined> {
    const listed = this.#listed.get(iss);
    if (listed !== undefined || this.#deps.store === undefined) return listed;
    const kept = await this.#deps.store.machines();
    if (kept !== this.#seen) this.#remember(kept);
    return this.#made.get(iss);
  }

  #remember(kept: readonly KeptMachine[]): void {
    const before = this.#made;
    this.#seen = kept;
    this.#made = new Map(
      kept.flatMap((one) => {
        if (one.kind !== 'issuer') return [];
        const known = before.get(one.issuer);
        const { id: madeId, privateAddress, ...issuer } = one;
        const same = known?.madeId === madeId ? known : undefined;
        const keys =
          same?.keys ??
          this.#keysOf(issuer, checkedJson(privateAddress ? issuer.issuer : undefined));
        return [[one.issuer, { issuer, keys, madeId }] as const];
      }),
    );
  }

  #keysOf(issuer: TrustedIssuer, fetchJson: FetchJson): IssuerKeys {
    const { clock, onTrouble } = this.#deps;
    return new IssuerKeys({
      ...issuer,
      clock,
      fetchJson,
      onTrouble: (reason) => onTrouble?.(issuer.name, reason),
    });
  }
}
