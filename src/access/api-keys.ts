import type { ApiKey } from '../config/config.ts';
import { sameText, tokenHash } from '../keys/token-hash.ts';
import type { Machines } from './machines.ts';
import type { Prover } from './prover.ts';

/**
 * The operator's API keys, as bearer tokens. Tried before anything is parsed, and all of them every
 * time, so that how long a refusal takes tells nothing.
 */
export function apiKeys(keys: readonly ApiKey[], machines: Machines): Prover {
  return async (token) => {
    const hash = tokenHash(token);
    const [key] = keys.filter((one) => sameText(one.hash, hash));
    if (key === undefined) return undefined;
    const { name, scope, actAs } = key;
    return { status: 'known', principal: await machines.principal({ name, scope, actAs }) };
  };
}
