import type { Clock } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { type RemoteFault, RemoteJson } from '../net/remote-json.ts';
import type { SafeFetch } from '../net/safe-fetch.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Client, PublicKey } from '../store/contract.ts';
import type { ClientFinder } from './find-client.ts';
import { readPublicKeys } from './public-keys.ts';

const LARGEST_KEY_SET = 32 * 1_024;
const MOST_KEY_SETS = 100;

export type ClientKeySet = Result<readonly PublicKey[], OAuthRefusal>;

/** The keys that clients sign their assertions with, as they publish them (RFC 7591 section 2). */
export class ClientKeys {
  readonly #clients: ClientFinder;
  readonly #sets: RemoteJson<readonly PublicKey[]>;

  constructor(deps: {
    readonly clients: ClientFinder;
    readonly fetch: SafeFetch;
    readonly clock: Clock;
    readonly onFault: (url: string, fault: RemoteFault) => void;
  }) {
    this.#clients = deps.clients;
    this.#sets = new RemoteJson({
      fetch: deps.fetch,
      clock: deps.clock,
      onFault: deps.onFault,
      read: readPublicKeys,
      maxBytes: LARGEST_KEY_SET,
      most: MOST_KEY_SETS,
    });
  }

  /** The client's keys; the last ones read while its address does not answer. */
  async of(client: Client): Promise<ClientKeySet> {
    return this.#read(client, (url) => this.#sets.getOrLast(url));
  }

  /** Its keys once more, for a key that was not among them; read at most once a minute. */
  async renewed(client: Client): Promise<ClientKeySet> {
    return this.#read(await this.#clients.renew(client), (url) => this.#sets.renew(url));
  }

  async #read(
    client: Client,
    fetch: (url: string) => Promise<Result<readonly PublicKey[], RemoteFault>>,
  ): Promise<ClientKeySet> {
    // Or a stranger could send us anywhere, or fill our memory of assertions, without end.
    if (client.origin !== 'static' && client.approvedAt === undefined) {
      return refused(refusal('invalid_client', 'nobody has allowed this client yet'));
    }
    if (client.jwks !== undefined) return ok(client.jwks);
    if (client.jwksUri === undefined) {
      return refused(refusal('invalid_client', 'this client has published no keys'));
    }
    const keys = await fetch(client.jwksUri);
    return keys.ok
      ? keys
      : refused(
          refusal('temporarily_unavailable', 'the keys at jwks_uri cannot be read; try again'),
        );
  }
}
