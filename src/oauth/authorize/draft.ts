import type { ClientFinder } from '../../clients/find-client.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { Client } from '../../store/contract.ts';
import type { OAuthRefusal } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';

/** What the rules know of an authorization request so far; each fills in what it has proven. */
export interface Draft {
  readonly parameters: Parameters;
  readonly door: FrontDoor;
  readonly supportedScope: readonly string[];
  client?: Client;
  redirectUri?: string;
  codeChallenge?: string;
  resource?: string;
  scope?: readonly string[];
}

/** One rule: undefined when the request keeps it, the refusal when it does not. */
export type Rule = (
  draft: Draft,
  clients: ClientFinder,
) => OAuthRefusal | undefined | Promise<OAuthRefusal | undefined>;
