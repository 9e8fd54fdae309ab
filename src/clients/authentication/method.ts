import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { OAuthRefusal } from '../../oauth/oauth-error.ts';
import type { Parameters } from '../../oauth/parameters.ts';
import type { Client, ClientAuthMethod, Store } from '../../store/contract.ts';
import type { ClientKeys } from '../client-keys.ts';

/** What a request to /token, /revoke or /introspect shows of who sends it. */
export interface ClientRequest {
  /** The Authorization header. */
  readonly authorization: string | undefined;
  readonly parameters: Parameters;
  readonly door: FrontDoor;
}

export interface ProofDependencies {
  readonly store: Store;
  readonly keys: ClientKeys;
  readonly clock: Clock;
}

/** A claim to be some client, with what is shown for it. */
export interface Presented {
  readonly clientId: string;
  /** Whether this is how that client authenticates. */
  readonly fits: (client: Client) => boolean;
  /** Undefined when the proof holds. Asked only of a client it fits. */
  readonly fault: (
    client: Client,
    deps: ProofDependencies,
  ) => OAuthRefusal | undefined | Promise<OAuthRefusal | undefined>;
}

/** One way for a client to authenticate (RFC 6749 section 2.3). */
export interface AuthenticationMethod {
  readonly name: ClientAuthMethod;
  /** What the request shows in this way; undefined when it does not use it. */
  read(request: ClientRequest): Result<Presented, OAuthRefusal> | undefined;
}
