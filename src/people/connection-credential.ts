import type { HomeAddress } from '../config/config.ts';
import type { ConnectionCredential } from '../home/connections.ts';
import { unreachable } from '../home/errors.ts';
import { renewAccess } from '../home/login.ts';
import type { Vault } from './vault.ts';

/**
 * What a person's connection is opened with: their token, or an access token that their login is
 * asked for then and there. Throws what `Vault.openCredential` throws.
 */
export async function connectionCredential(
  id: string,
  vault: Pick<Vault, 'openCredential'>,
  homes: readonly HomeAddress[],
): Promise<ConnectionCredential> {
  const opened = await vault.openCredential(id);
  if ('token' in opened) return opened;
  const { home: name, login } = opened;
  return {
    home: name,
    token: async () => {
      const home = homes.find((one) => one.name === name);
      if (home === undefined) throw unreachable(`no home named ${name} is configured`);
      return renewAccess(home, login);
    },
  };
}
