import { type CryptoKey, importJWK, type JWK } from 'jose';
import { readPublicKeys } from '../../clients/public-keys.ts';
import { type Clock, MINUTE, SECOND } from '../../core/clock.ts';
import { discoverJwksUrl, type FetchJson } from './discovery.ts';

/** Keys are read anew this often, so that one the issuer withdrew does not verify for ever. */
const FRESH = 10 * MINUTE;
/** A key nobody knows is asked for this often: it may be a new one, or anyone's invention. */
const UNKNOWN_KEY_PAUSE = 30 * SECOND;
/** An issuer that did not answer is left alone this long. */
const TROUBLE_PAUSE = 10 * SECOND;

export interface IssuerKeysOptions {
  readonly issuer: string;
  readonly jwksUrl?: string;
  readonly fetchJson: FetchJson;
  readonly clock: Clock;
  /** Told when the keys could not be read. */
  readonly onTrouble?: (reason: string) => void;
}

/** A key of the issuer's; none of that name; or nothing to look among, as it never answered yet. */
export type FoundKey =
  | { readonly status: 'found'; readonly key: CryptoKey }
  | { readonly status: 'none' }
  | { readonly status: 'unavailable' };

/**
 * The public keys of one issuer (RFC 7517), read when the first token asks for one. While the issuer
 * is down the last ones stay good; a key that appears there is found without a restart.
 */
export class IssuerKeys {
  readonly #options: IssuerKeysOptions;
  #keys: readonly JWK[] | undefined;
  #imported = new Map<string, Promise<CryptoKey>>();
  #freshUntil = Number.NEGATIVE_INFINITY;
  #notBefore = Number.NEGATIVE_INFINITY;
  #unknownNotBefore = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(options: IssuerKeysOptions) {
    this.#options = options;
  }

  /** The key of that name for that algorithm; of two keys with one name, neither. Never throws. */
  async find(kid: string, alg: string): Promise<FoundKey> {
    const now = this.#options.clock();
    if (now >= this.#freshUntil) await this.#read();
    if (this.#named(kid) === undefined && now >= this.#unknownNotBefore) {
      this.#unknownNotBefore = now + UNKNOWN_KEY_PAUSE;
      await this.#read();
    }
    if (this.#keys === undefined) return { status: 'unavailable' };
    const jwk = this.#named(kid);
    if (jwk === undefined || !fits(jwk, alg)) return { status: 'none' };
    try {
      return { status: 'found', key: await this.#import(jwk, kid, alg) };
    } catch {
      return { status: 'none' };
    }
  }

  #named(kid: string): JWK | undefined {
    const named = this.#keys?.filter((one) => one.kid === kid) ?? [];
    return named.length === 1 ? named[0] : undefined;
  }

  #import(jwk: JWK, kid: string, alg: string): Promise<CryptoKey> {
    const name = `${alg} ${kid}`;
    const known = this.#imported.get(name);
    if (known !== undefined) return known;
    const imported = importJWK(jwk, alg) as Promise<CryptoKey>;
    this.#imported.set(name, imported);
    return imported;
  }

  /** Reads the keys, once however many ask, and not again right after that failed. */
  async #read(): Promise<void> {
    if (this.#reading === undefined && this.#options.clock() < this.#notBefore) return;
    this.#reading ??= this.#fetch().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #fetch(): Promise<void> {
    const { issuer, fetchJson, clock, onTrouble } = this.#options;
    try {
      const url = this.#options.jwksUrl ?? (await discoverJwksUrl(issuer, fetchJson));
      const keys = readPublicKeys(await fetchJson(url));
      if (!keys.ok) throw new Error(`its key set ${keys.error}`);
      this.#keys = keys.value as readonly JWK[];
      this.#imported = new Map();
      this.#freshUntil = clock() + FRESH;
    } catch (thrown) {
      this.#notBefore = clock() + TROUBLE_PAUSE;
      onTrouble?.(thrown instanceof Error ? thrown.message : 'it does not answer');
    }
  }
}

/** Whether a key is for verifying with that algorithm (RFC 7517 sections 4.2 and 4.4). */
function fits(jwk: JWK, alg: string): boolean {
  return (jwk.use ?? 'sig') === 'sig' && (jwk.alg ?? alg) === alg;
}
