import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../../core/clock.ts';
import type { KeptTokens, SealedRecords } from './sealed-records.ts';

const LOOK_EVERY_MS = SECOND / 10;
const LOOKS = 100;

/**
 * Tokens that another instance has got with this refresh token, or gets right now: spending it twice
 * would look like theft to an authorization server that rotates. Undefined when it is ours to spend;
 * `gone` when nobody has any more.
 */
export async function renewedElsewhere(
  records: SealedRecords,
  { upstream, owner, tokens }: { upstream: string; owner: string; tokens: KeptTokens },
): Promise<KeptTokens | 'gone' | undefined> {
  if (!records.shared) return undefined;
  for (let look = 0; look < LOOKS; look += 1) {
    const kept = await records.tokens(upstream, owner);
    if (kept === undefined) return 'gone';
    if (kept.accessToken !== tokens.accessToken) return kept;
    if (look === 0 && (await records.mayRenew(tokens))) return undefined;
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}
