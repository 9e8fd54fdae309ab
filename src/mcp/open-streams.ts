import type { ServerResponse } from 'node:http';
import { ownerOf, type Principal } from '../access/principal.ts';
import type { Store } from '../store/contract.ts';
import { isStillThere } from './still-granted.ts';

/** A device that is switched off leaves its stream open for a while, so the owner's oldest give way. */
const MOST_PER_OWNER = 16;
/** Of the 1,000 connections there can be, some are for calls. */
const MOST = 400;

/** The streams in which clients listen for changes, which have no end of their own. */
export class OpenStreams {
  readonly #streams = new Map<ServerResponse, Principal>();

  /** Keeps one that is about to be opened; false when there are too many of all owners. */
  add(stream: ServerResponse, principal: Principal): boolean {
    const owner = ownerOf(principal);
    const own = [...this.#streams].filter(([, one]) => ownerOf(one) === owner);
    const [oldest] = own;
    if (oldest !== undefined && own.length >= MOST_PER_OWNER) oldest[0].destroy();
    else if (this.#streams.size >= MOST) return false;
    this.#streams.set(stream, principal);
    stream.once('close', () => this.#streams.delete(stream));
    return true;
  }

  /**
   * Ends those of grants that have ended, or that were paused since, and of machines that were deleted;
   * what cannot be looked up counts as that.
   */
  async endDead(store: Pick<Store, 'grant' | 'machines'>): Promise<void> {
    for (const [stream, principal] of [...this.#streams]) {
      const alive = await lives(principal, store).catch(() => false);
      if (!alive) stream.destroy();
    }
  }

  endAll(): void {
    for (const stream of this.#streams.keys()) stream.destroy();
  }
}

async function lives(
  principal: Principal,
  store: Pick<Store, 'grant' | 'machines'>,
): Promise<boolean> {
  if (principal.kind === 'machine') return isStillThere(principal, store);
  const grant = await store.grant(principal.grantId);
  if (grant === undefined || grant.endedAt !== undefined) return false;
  return grant.pausedAt === undefined || principal.paused === true;
}
