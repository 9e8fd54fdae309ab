import type { ReadResourceResult } from '@modelcontextprotocol/client';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { SingleFlight } from '../core/single-flight.ts';
import { fieldsOf, noteOf, resourceOf, roomOf } from './answer.ts';
import { NO_RESOURCES, type ResourceList, readResourceList } from './resource-list.ts';
import { ResourceUpdates } from './resource-updates.ts';
import type { CallOptions } from './shelf.ts';
import type { Upstream } from './upstream.ts';
import { uriHere } from './uri-here.ts';

const FRESH_MS = MINUTE;
/** For a list, which is of many upstreams: one that is slow is not waited for by all. */
const LIST_PATIENCE_MS = 2 * SECOND;

/** The resources of one upstream, by its own URIs for them. */
export class UpstreamResources {
  /** Who wants to hear of their changes. */
  readonly updates: ResourceUpdates;
  readonly #upstream: Upstream;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #asking = new SingleFlight<void>();
  #known: ResourceList = NO_RESOURCES;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** Somebody waited in vain: nobody does again until it has answered. */
  #slow = false;

  constructor(upstream: Upstream, clock: Clock, timeoutMs: number) {
    this.#upstream = upstream;
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.updates = new ResourceUpdates(upstream, timeoutMs);
  }

  /** Something changed there: ask again before the next list. */
  distrust(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  /** What there is; what there was, while the upstream cannot say. Never throws. */
  async list(): Promise<ResourceList> {
    if (Math.abs(this.#clock() - this.#askedAt) < FRESH_MS) return this.#known;
    const asked = this.#asking
      .run('', () => this.#ask())
      .then(
        () => true,
        () => false,
      );
    if (this.#slow) return this.#known;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, LIST_PATIENCE_MS, false);
    });
    this.#slow = !(await Promise.race([asked, late]).finally(() => clearTimeout(timer)));
    return this.#known;
  }

  /** Reads one. Throws `upstream_unreachable`, and what the upstream answered. */
  async read(uri: string, callOptions: CallOptions = {}): Promise<ReadResourceResult> {
    const { name } = this.#upstream;
    const result = await this.#upstream.use((client) =>
      client.readResource(
        { uri },
        { timeout: this.#timeoutMs, ...callOptions, cacheMode: 'refresh' },
      ),
    );
    const room = roomOf((theirs) => uriHere(name, theirs));
    const contents = result.contents.flatMap((one) => resourceOf(fieldsOf(one), room) ?? []);
    const note = noteOf(room);
    const told = note === undefined ? [] : [{ uri: uriHere(name, uri), text: note }];
    return { contents: [...contents, ...told] };
  }

  /** What a variable of a template may be; throws likewise. */
  async complete(
    uri: string,
    argument: { readonly name: string; readonly value: string },
    others: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    return this.#upstream.use(async (client) => {
      if (client.getServerCapabilities()?.completions === undefined) return [];
      const ref = { type: 'ref/resource', uri } as const;
      const context = { arguments: { ...others } };
      const asked = { ref, argument: { ...argument }, context };
      return (await client.complete(asked, { timeout: this.#timeoutMs })).completion.values;
    });
  }

  async #ask(): Promise<void> {
    const { name } = this.#upstream;
    const asked = this.#clock();
    this.#known = await this.#upstream.use((client) =>
      readResourceList(client, name, this.#timeoutMs),
    );
    this.#askedAt = asked;
    this.#slow = false;
  }
}
