import type { ServerResponse } from 'node:http';
import type { Principal } from '../access/principal.ts';
import type { Store } from '../store/contract.ts';

/** The streams in which clients listen for changes, which have no end of their own. */
export class OpenStreams {
  readonly #streams = new Map<ServerResponse, Principal>();

  add(stream: ServerResponse, principal: Principal): void {
    this.#streams.set(stream, principal);
    stream.once('close', () => this.#streams.delete(stream));
  }

  /** Ends those of grants that have ended; one that cannot be looked up counts as that. */
  async endDead(store: Pick<Store, 'grant'>): Promise<void> {
    for (const [stream, principal] of [...this.#streams]) {
      if (principal.kind !== 'person') continue;
      const grant = await store.grant(principal.grantId).catch(() => undefined);
      if (grant === undefined || grant.endedAt !== undefined) stream.destroy();
    }
  }

  endAll(): void {
    for (const stream of this.#streams.keys()) stream.destroy();
  }
}
