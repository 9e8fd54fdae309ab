import type { Client } from '@modelcontextprotocol/client';
import { LatchkeyError } from '../core/errors.ts';
import type { Upstream } from './upstream.ts';

/** Different resources of one upstream that can be watched at once. */
const MOST = 100;

/** Whoever wants to hear of changes of one resource. */
export interface UpdateListener {
  /** It changed, or something beneath it. */
  updated(): void;
  /** Nothing more will be heard: whoever still wants to hear has to listen anew. */
  lost(): void;
}

interface Watched {
  readonly listeners: Set<UpdateListener>;
  /** What takes the subscription back, once the upstream has it. */
  readonly subscribed: Promise<() => Promise<unknown>>;
  /** The connection that has it; undefined until then. */
  on?: Client;
}

/**
 * Which resources of an upstream somebody wants to hear of, by its own URIs: it is subscribed to each
 * of them once, however many listen, and taken back with the last of them. In the newest era that is
 * a stream for each (`subscriptions/listen`, 2026-07-28), before it a request (`resources/subscribe`).
 */
export class ResourceUpdates {
  readonly #upstream: Pick<Upstream, 'name' | 'use'>;
  readonly #timeout: number;
  readonly #watched = new Map<string, Watched>();
  /** What is being taken back, which a new subscription to the same must not overtake. */
  readonly #leaving = new Map<string, Promise<unknown>>();

  constructor(upstream: Pick<Upstream, 'name' | 'use'>, timeout: number) {
    this.#upstream = upstream;
    this.#timeout = timeout;
  }

  /** Whether anybody listens, so that the connection has to stay. */
  get inUse(): boolean {
    return this.#watched.size > 0;
  }

  /**
   * Listens until the function that comes back is called, or everything is lost. Throws
   * `upstream_unreachable`, `upstream_silent` when it tells nothing of this, and what it answered.
   */
  async listen(uri: string, listener: UpdateListener): Promise<() => void> {
    const one = this.#watched.get(uri) ?? this.#watch(uri);
    one.listeners.add(listener);
    const leave = () => this.#leave(uri, one, listener);
    try {
      await one.subscribed;
    } catch (thrown) {
      leave();
      throw thrown;
    }
    return leave;
  }

  /** The upstream says that something changed. */
  updated(uri: string): void {
    for (const [watched, { listeners }] of this.#watched) {
      if (!isWithin(uri, watched)) continue;
      for (const listener of [...listeners]) listener.updated();
    }
  }

  /** A connection has ended, and what was subscribed to over it. */
  lost(client: Client): void {
    for (const [uri, one] of [...this.#watched]) if (one.on === client) this.#drop(uri, one);
  }

  #watch(uri: string): Watched {
    if (this.#watched.size >= MOST) {
      throw this.#silent(`${MOST} of its resources are watched already, and no more can be.`);
    }
    const one: Watched = { listeners: new Set(), subscribed: this.#subscribe(uri, () => one) };
    this.#watched.set(uri, one);
    // Whoever waits for it hears of the failure there.
    one.subscribed.catch(() => this.#forget(uri, one));
    return one;
  }

  async #subscribe(uri: string, self: () => Watched): Promise<() => Promise<unknown>> {
    await this.#leaving.get(uri);
    return this.#upstream.use(async (client) => {
      const takeBack = await this.#ask(client, uri, () => this.#drop(uri, self()));
      // What ended in the very moment it began was told to nobody.
      if (client.transport === undefined) throw this.#silent('The connection to it just ended.');
      self().on = client;
      return takeBack;
    });
  }

  async #ask(client: Client, uri: string, ended: () => void): Promise<() => Promise<unknown>> {
    const options = { timeout: this.#timeout };
    const tells = client.getServerCapabilities()?.resources?.subscribe === true;
    if (!tells) throw this.#silent('It does not tell when its resources change.');
    if (client.getDiscoverResult() === undefined) {
      await client.subscribeResource({ uri }, options);
      return async () =>
        client.transport === undefined || client.unsubscribeResource({ uri }, options);
    }
    const stream = await client.listen({ resourceSubscriptions: [uri] }, options);
    if (stream.honoredFilter.resourceSubscriptions?.includes(uri) !== true) {
      await stream.close();
      throw this.#silent('It does not tell when this resource changes.');
    }
    void stream.closed.then((cause) => cause === 'local' || ended());
    return () => stream.close();
  }

  #leave(uri: string, one: Watched, listener: UpdateListener): void {
    if (!one.listeners.delete(listener) || one.listeners.size > 0) return;
    if (this.#watched.get(uri) !== one) return;
    this.#forget(uri, one);
    const left: Promise<unknown> = one.subscribed
      .then((takeBack) => takeBack())
      .catch(() => {})
      .finally(() => {
        if (this.#leaving.get(uri) === left) this.#leaving.delete(uri);
      });
    this.#leaving.set(uri, left);
  }

  #drop(uri: string, one: Watched): void {
    this.#forget(uri, one);
    const listeners = [...one.listeners];
    one.listeners.clear();
    for (const listener of listeners) listener.lost();
  }

  #forget(uri: string, one: Watched): void {
    if (this.#watched.get(uri) === one) this.#watched.delete(uri);
  }

  #silent(why: string): LatchkeyError {
    return new LatchkeyError('upstream_silent', `The server ${this.#upstream.name}: ${why}`);
  }
}

/** Servers may name something beneath what was subscribed to (MCP, resources/updated). */
function isWithin(uri: string, watched: string): boolean {
  return uri === watched || uri.startsWith(watched.endsWith('/') ? watched : `${watched}/`);
}
