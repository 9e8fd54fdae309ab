import type { AuthorizationCode, Client } from '../../../store/contract.ts';
import type { OAuthRefusal } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** One condition for redeeming a code: pure, undefined when it holds. */
export type CodeRule = (redemption: {
  readonly code: AuthorizationCode;
  readonly client: Client;
  readonly parameters: Parameters;
  readonly now: number;
}) => OAuthRefusal | undefined;
