import { createHash, randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID, as Home Assistant names contexts: 48 bits of time and 80 random ones. */
export function contextId(now: number): string {
  let bits = (BigInt(now) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
  let text = '';
  for (let digit = 0; digit < 26; digit += 1) {
    text = (CROCKFORD[Number(bits & 31n)] ?? '0') + text;
    bits >>= 5n;
  }
  return text;
}

/** 32 hexadecimal digits nobody can guess. */
export function freshHexId(): string {
  return randomBytes(16).toString('hex');
}

/** 32 hexadecimal digits that are the same in every run, for what is the same in every demo home. */
export function fixedHexId(...names: readonly string[]): string {
  return createHash('sha256').update(names.join(':')).digest('hex').slice(0, 32);
}
