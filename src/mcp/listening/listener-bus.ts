import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerEvent, ServerEventBus } from '@modelcontextprotocol/server';

/** Where the one stream that is being opened can be told something that is for nobody else. */
export interface OwnStream {
  tell?: (event: ServerEvent) => void;
}

/**
 * Tells the SDK's streams (`subscriptions/listen`, 2026-07-28) what happened. The SDK's own bus tells
 * all of them; what concerns a resource is for one caller, so here each stream can also be told alone.
 */
export class ListenerBus implements ServerEventBus {
  readonly #listeners = new Set<(event: ServerEvent) => void>();
  readonly #opening = new AsyncLocalStorage<OwnStream>();

  /** Runs what opens a stream, where it does; from then on `stream` has what tells it. */
  open<T>(stream: OwnStream | undefined, work: () => T): T {
    return stream === undefined ? work() : this.#opening.run(stream, work);
  }

  publish(event: ServerEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  subscribe(listener: (event: ServerEvent) => void): () => void {
    const own = this.#opening.getStore();
    if (own !== undefined) own.tell = listener;
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (own !== undefined) delete own.tell;
    };
  }
}
