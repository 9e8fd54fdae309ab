import { type Clock, MINUTE } from '../core/clock.ts';
import type { CheckedFetch, CheckedFetchOptions } from '../net/checked-fetch.ts';
import type { ApprovedTools } from './approved-tools.ts';
import { addressFault, type UpstreamEntry, type UpstreamTransport } from './entries.ts';
import { fillAll, fillReferences, type ReferenceValues } from './references.ts';
import { Shelf } from './shelf.ts';
import { transportOf } from './transport.ts';
import { Upstream, type UpstreamState } from './upstream.ts';

/** Some commands fetch their program first. */
const PROGRAM_STARTS_WITHIN_MS = MINUTE;

export interface GatewayDependencies {
  readonly store: ApprovedTools;
  readonly clock: Clock;
  readonly values: ReferenceValues;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether programs may be started; in the app only when the operator says so. */
  readonly commands: boolean;
  readonly checkedFetch: (options: CheckedFetchOptions) => CheckedFetch;
  readonly log: (sentence: string) => void;
}

/** One upstream as `connections` and the settings page show it. */
export interface UpstreamReport {
  readonly name: string;
  readonly kind: UpstreamTransport['kind'];
  readonly status: UpstreamState['status'] | 'disabled';
  readonly problem?: string;
  readonly protocol?: string;
  readonly tools: number;
  readonly waiting: number;
}

interface Guest {
  readonly entry: UpstreamEntry;
  /** The entry as it was written, to notice when it changes. */
  readonly written: string;
  /** Absent for one that cannot be used; then `problem` says why. */
  readonly shelf?: Shelf;
  readonly problem?: string;
  close(): Promise<void>;
}

/** Every upstream of the operator's, kept as they are written; one that is wrong disables itself alone. */
export class Gateway {
  readonly #deps: GatewayDependencies;
  readonly #guests = new Map<string, Guest>();
  readonly #sweeper: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();

  constructor(deps: GatewayDependencies) {
    this.#deps = deps;
    this.#sweeper = setInterval(() => this.sleepIdle(), MINUTE);
    this.#sweeper.unref();
  }

  /** The shelves of the upstreams that can be used, by name, in the order they were written. */
  get shelves(): ReadonlyMap<string, Shelf> {
    return new Map(
      Array.from(this.#guests.values()).flatMap(({ entry, shelf }) =>
        shelf === undefined ? [] : [[entry.name, shelf] as const],
      ),
    );
  }

  /** Everything that is written in a form that can be read, whether or not it can be used now. */
  get names(): readonly string[] {
    return [...this.#guests.keys()];
  }

  /** Tells a listener whenever other tools than before may be there, until it is taken off again. */
  onTools(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  report(): readonly UpstreamReport[] {
    return Array.from(this.#guests.values(), ({ entry, shelf, problem }) => ({
      name: entry.name,
      kind: entry.transport.kind,
      status: shelf === undefined ? ('disabled' as const) : shelf.upstream.state.status,
      ...(problem !== undefined && { problem }),
      ...shelf?.upstream.state,
      tools: shelf?.tools.length ?? 0,
      waiting: shelf?.waiting.length ?? 0,
    }));
  }

  /**
   * Makes the upstreams these: new ones are asked for their tools in the background, changed ones are
   * connected anew, those that are gone are closed. What was approved of an upstream is forgotten
   * when its name is not even among `named`; without that, nothing is.
   */
  async keep(entries: readonly UpstreamEntry[], named?: readonly string[]): Promise<void> {
    const names = new Set(entries.map(({ name }) => name));
    for (const name of [...this.#guests.keys()].filter((one) => !names.has(one))) {
      await this.#drop(name);
    }
    if (named !== undefined) await this.#forgetAllBut([...names, ...named]);
    for (const entry of entries) {
      const written = JSON.stringify(entry);
      if (this.#guests.get(entry.name)?.written === written) continue;
      await this.#drop(entry.name);
      const guest = this.#welcome(entry, written);
      // Before anybody can ask it for its tools: what was approved once must not be approved anew.
      await guest.shelf?.open();
      this.#guests.set(entry.name, guest);
      if (guest.shelf?.asked === false) this.#refresh(guest.shelf);
    }
    for (const { name } of entries) {
      const guest = this.#guests.get(name);
      this.#guests.delete(name);
      if (guest !== undefined) this.#guests.set(name, guest);
    }
    this.#tell();
  }

  /** Connects anew and asks again for everything. Throws `upstream_unreachable`. */
  async refresh(name: string): Promise<void> {
    const shelf = this.#guests.get(name)?.shelf;
    if (shelf === undefined) return;
    await shelf.upstream.close();
    shelf.upstream.retryNow();
    await shelf.refresh();
  }

  /** Closes what nobody used for a while; a timer asks for it every minute. */
  sleepIdle(): void {
    for (const { shelf } of this.#guests.values()) shelf?.upstream.sleepIfIdle();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await Promise.all([...this.#guests.keys()].map((name) => this.#drop(name)));
  }

  #welcome(entry: UpstreamEntry, written: string): Guest {
    const filled = this.#filled(entry);
    if (typeof filled === 'string') {
      this.#deps.log(`The server ${entry.name} is not used: ${filled}`);
      return { entry, written, problem: filled, close: async () => {} };
    }
    const { fetch, close } = this.#deps.checkedFetch({
      approvedHosts: filled.kind === 'stdio' ? [] : [new URL(filled.url).host],
    });
    const { clock, store, environment } = this.#deps;
    const upstream = new Upstream({
      name: entry.name,
      transport: () => transportOf(filled, { fetch, environment }),
      clock,
      ...(filled.kind === 'stdio' && { connectMs: PROGRAM_STARTS_WITHIN_MS }),
      onConnected: () => shelf.distrust(),
      onListChanged: () => {
        shelf.distrust();
        this.#refresh(shelf);
      },
    });
    const shelf = new Shelf(upstream, {
      store,
      clock,
      timeoutMs: entry.timeoutMs,
      onTools: () => this.#tell(),
    });
    return {
      entry,
      written,
      shelf,
      close: async () => {
        await upstream.close();
        close();
      },
    };
  }

  /** The transport with its references filled in, or why it cannot be used. */
  #filled({ transport, privateNetwork }: UpstreamEntry): UpstreamTransport | string {
    const { values, commands } = this.#deps;
    if (transport.kind === 'stdio') {
      if (!commands) return 'Programs may not be started here: set MCP_UPSTREAM_COMMANDS to true.';
      const command = fillReferences(transport.command, values);
      const args = fillAll(transport.args, values);
      const env = fillAll(transport.env, values);
      if (command.ok && args.ok && env.ok) {
        return { kind: 'stdio', command: command.value, args: args.value, env: env.value };
      }
      return unset([command, args, env]);
    }
    const url = fillReferences(transport.url, values);
    const headers = fillAll(transport.headers, values);
    if (!url.ok || !headers.ok) return unset([url, headers]);
    return (
      addressFault(url.value, privateNetwork) ?? {
        kind: transport.kind,
        url: url.value,
        headers: headers.value,
      }
    );
  }

  async #forgetAllBut(names: readonly string[]): Promise<void> {
    for (const name of await this.#deps.store.askedUpstreams()) {
      if (!names.includes(name)) await this.#deps.store.forgetUpstream(name);
    }
  }

  #refresh(shelf: Shelf): void {
    shelf.refresh().catch((error: Error) => this.#deps.log(error.message));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #drop(name: string): Promise<void> {
    const guest = this.#guests.get(name);
    this.#guests.delete(name);
    await guest?.close();
  }
}

type Fillings = readonly (
  | { readonly ok: true }
  | { readonly ok: false; readonly error: readonly string[] }
)[];

function unset(fillings: Fillings): string {
  const missing = new Set(fillings.flatMap((one) => (one.ok ? [] : one.error)));
  return `${[...missing].join(' and ')} ${missing.size === 1 ? 'has' : 'have'} no value.`;
}
