import { type Clock, DAY, HOUR, MINUTE, SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { freshFor } from './freshness.ts';
import type { FetchFault, SafeFetch } from './safe-fetch.ts';

const TIMEOUT = 3 * SECOND;
const SHORTEST_LIFE = MINUTE;
const USUAL_LIFE = HOUR;
const LONGEST_LIFE = DAY;

/** Why there is no document: it could not be fetched, or what came is not one. */
export type RemoteFault =
  | { readonly kind: 'unreadable'; readonly fault: FetchFault }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface RemoteJsonOptions<T> {
  readonly fetch: SafeFetch;
  /** Makes of the JSON at an address what we use of it, or says what is wrong with it. */
  readonly read: (json: unknown, url: string) => Result<T, string>;
  readonly clock: Clock;
  readonly maxBytes: number;
  /** How many documents are remembered; beyond it the least recently used make room. */
  readonly most: number;
  readonly onFault?: (url: string, fault: RemoteFault) => void;
}

interface Copy<T> {
  readonly value: T;
  readonly readAt: number;
  readonly freshUntil: number;
  /** Set when reading it anew failed: not before then is it tried again. */
  retryAt: number;
}

/**
 * JSON documents that strangers publish, remembered for as long as their headers say, between a
 * minute and a day. A failure is never remembered in place of a document, and one document is
 * fetched once at a time however many ask.
 */
export class RemoteJson<T> {
  readonly #options: RemoteJsonOptions<T>;
  readonly #copies = new Map<string, Copy<T>>();
  readonly #underWay = new Map<string, Promise<Result<T, RemoteFault>>>();

  constructor(options: RemoteJsonOptions<T>) {
    this.#options = options;
  }

  /** Whether a document is remembered, fresh or not. */
  has(url: string): boolean {
    return this.#copies.has(url);
  }

  /** The document as it is now: fresh or fetched. */
  async get(url: string): Promise<Result<T, RemoteFault>> {
    const copy = this.#used(url);
    return copy !== undefined && this.#now() < copy.freshUntil ? ok(copy.value) : this.#fetch(url);
  }

  /**
   * The document once more, for when the one remembered does not fit a request. Fetched at most once
   * a minute, so that requests made not to fit cannot make us hammer its host.
   */
  async renew(url: string): Promise<Result<T, RemoteFault>> {
    const copy = this.#used(url);
    if (copy !== undefined && this.#now() < Math.max(copy.readAt + SHORTEST_LIFE, copy.retryAt)) {
      return ok(copy.value);
    }
    const fetched = await this.#fetch(url);
    if (!fetched.ok) this.#pause(copy);
    return fetched;
  }

  /**
   * The document, or while it cannot be read the last one that could (RFC 5861 section 4), or
   * `fallback`. For what was settled before; never for a new authorization.
   */
  async getOrLast(url: string, fallback?: T): Promise<Result<T, RemoteFault>> {
    const copy = this.#used(url) ?? this.#stale(url, fallback);
    if (copy !== undefined && this.#now() < Math.max(copy.freshUntil, copy.retryAt)) {
      return ok(copy.value);
    }
    const fetched = await this.#fetch(url);
    if (fetched.ok || copy === undefined) return fetched;
    this.#pause(copy);
    return ok(copy.value);
  }

  #now(): number {
    return this.#options.clock();
  }

  #used(url: string): Copy<T> | undefined {
    const copy = this.#copies.get(url);
    if (copy !== undefined) this.#keep(url, copy);
    return copy;
  }

  #stale(url: string, value: T | undefined): Copy<T> | undefined {
    if (value === undefined) return undefined;
    const copy = { value, readAt: -Infinity, freshUntil: -Infinity, retryAt: -Infinity };
    this.#keep(url, copy);
    return copy;
  }

  #pause(copy: Copy<T> | undefined): void {
    if (copy !== undefined) copy.retryAt = this.#now() + SHORTEST_LIFE;
  }

  #keep(url: string, copy: Copy<T>): void {
    this.#copies.delete(url);
    this.#copies.set(url, copy);
    if (this.#copies.size <= this.#options.most) return;
    const oldest = this.#copies.keys().next().value;
    if (oldest !== undefined) this.#copies.delete(oldest);
  }

  #fetch(url: string): Promise<Result<T, RemoteFault>> {
    const underWay = this.#underWay.get(url);
    if (underWay !== undefined) return underWay;
    const fetching = this.#read(url).finally(() => this.#underWay.delete(url));
    this.#underWay.set(url, fetching);
    return fetching;
  }

  async #read(url: string): Promise<Result<T, RemoteFault>> {
    const { fetch, read, maxBytes } = this.#options;
    const fetched = await fetch(url, { maxBytes, timeoutMs: TIMEOUT });
    if (!fetched.ok) return this.#fault(url, { kind: 'unreadable', fault: fetched.error });
    const value = read(fetched.value.json, url);
    if (!value.ok) return this.#fault(url, { kind: 'invalid', reason: value.error });

    const readAt = this.#now();
    const life = freshFor(fetched.value.headers) ?? USUAL_LIFE;
    const freshUntil = readAt + Math.min(Math.max(life, SHORTEST_LIFE), LONGEST_LIFE);
    this.#keep(url, { value: value.value, readAt, freshUntil, retryAt: -Infinity });
    return value;
  }

  #fault(url: string, fault: RemoteFault): Result<never, RemoteFault> {
    this.#options.onFault?.(url, fault);
    return refused(fault);
  }
}
