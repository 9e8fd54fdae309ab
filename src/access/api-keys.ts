import { timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../config/config.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { Machines } from './machines.ts';
import type { Proven, Prover } from './prover.ts';

/**
 * The operator's API keys, as bearer tokens. Tried before anything is parsed, and all of them every
 * time, so that how long a refusal takes tells nothing.
 */
export function apiKeys(keys: readonly ApiKey[], machines: Machines): Prover {
  const known = keys.map((key) => ({ key, bytes: bytesOf(key.hash) }));
  const prove = async (token: string): Promise<Proven | undefined> => {
    const presented = bytesOf(tokenHash(token));
    const [found] = known.filter(({ bytes }) => timingSafeEqual(bytes, presented));
    if (found === undefined) return undefined;
    const { name, scope, actAs } = found.key;
    return { status: 'known', principal: await machines.principal({ name, scope, actAs }) };
  };
  return (token) => (known.length === 0 ? undefined : prove(token));
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash, 'base64url');
}
