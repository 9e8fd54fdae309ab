import type { Config, HomeAddress } from '../config/config.ts';
import type { ConnectionCredential } from './connections.ts';

/** The id that Latchkey's own connection goes by, besides those of people's credentials. */
export const OWN_CREDENTIAL = 'latchkey';

/** Latchkey's own way to the home, for its own business and never for anybody's call. */
export interface OwnAccount {
  readonly home: HomeAddress;
  readonly credential: ConnectionCredential;
}

/**
 * The Supervisor's token for this app, which opens the home through the Supervisor; outside Home
 * Assistant OS, the token that the operator gave. Undefined where there is neither.
 */
export function ownAccount({ supervisor, homeToken, homes }: Config): OwnAccount | undefined {
  const [first] = homes;
  if (supervisor !== undefined) {
    // No operator can choose this name, since theirs hold no space.
    const home = { name: 'the Supervisor', url: `${supervisor.url}/core`, verifyTls: true };
    return { home, credential: { home: home.name, token: supervisor.token } };
  }
  if (homeToken === undefined || first === undefined) return undefined;
  return { home: first, credential: { home: first.name, token: homeToken } };
}
