import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { KeptMachine, MadeKey, Store } from '../../store/contract.ts';
import type { Machines } from '../machines.ts';
import type { Proven, Prover } from '../prover.ts';

/** Of SHA-256. */
const HASH_BYTES = 32;

/** A hash that opens the door for a key until `endsAt`. */
interface KnownHash {
  readonly key: MadeKey;
  readonly bytes: Buffer;
  /** Milliseconds since the epoch; absent: until it is replaced or deleted. */
  readonly endsAt?: number;
}

/**
 * The keys that administrators made, as bearer tokens. Like those of the configuration they are tried
 * before anything is parsed and all of them every time. The store's list is the same object until a
 * key changes, so what is made of it is made once.
 */
export function madeKeys(deps: {
  readonly store: Pick<Store, 'machines'>;
  readonly machines: Machines;
  readonly clock: Clock;
}): Prover {
  const prepared = new WeakMap<readonly KeptMachine[], readonly KnownHash[]>();
  const prove = async (token: string): Promise<Proven | undefined> => {
    const kept = await deps.store.machines();
    const known = prepared.get(kept) ?? kept.flatMap(hashesOf);
    prepared.set(kept, known);
    if (known.length === 0) return undefined;
    const presented = bytesOf(tokenHash(token));
    const [found] = known.filter(({ bytes }) => timingSafeEqual(bytes, presented));
    if (found === undefined) return undefined;
    if (found.endsAt !== undefined && deps.clock() >= found.endsAt) return undefined;
    const { id: madeId, name, scope, actAs } = found.key;
    const principal = await deps.machines.principal({ madeId, name, scope, actAs });
    return { status: 'known', principal };
  };
  // What we make has no dots and every JWT has, so most requests need not ask for the keys.
  return (token) => (token.includes('.') ? undefined : prove(token));
}

function hashesOf(key: KeptMachine): readonly KnownHash[] {
  if (key.kind !== 'key') return [];
  const { hash, previousHash, previousEndsAt: endsAt } = key;
  const present = { key, bytes: bytesOf(hash) };
  const known =
    previousHash === undefined || endsAt === undefined
      ? [present]
      : [present, { key, bytes: bytesOf(previousHash), endsAt }];
  // What is no hash opens nothing, and must not keep the others from being compared.
  return known.filter(({ bytes }) => bytes.length === HASH_BYTES);
}

function bytesOf(hash: string): Buffer {
  return Buffer.from(hash, 'base64url');
}
