import { createHmac } from 'node:crypto';
import type { Random } from '../core/ids.ts';
import { sameText } from '../keys/token-hash.ts';

/**
 * The tokens that forms of the settings bring back: one an administrator, made from a secret of this
 * process, so that no other site and no other user of Home Assistant can know it.
 */
export class FormTokens {
  readonly #secret: Uint8Array;

  constructor(random: Random) {
    this.#secret = random(32);
  }

  of(userId: string): string {
    return createHmac('sha256', this.#secret).update(userId).digest('base64url');
  }

  isOf(userId: string, presented: unknown): boolean {
    return typeof presented === 'string' && sameText(presented, this.of(userId));
  }
}
