import { isDeepStrictEqual } from 'node:util';
import type { CallToolResult, Client, ProgressCallback } from '@modelcontextprotocol/client';
import type { Clock } from '../core/clock.ts';
import { SingleFlight } from '../core/single-flight.ts';
import type { ApprovedTools } from './approved-tools.ts';
import type { CallerSide } from './asking/caller-side.ts';
import { type OfferedTool, readOffer } from './offer.ts';
import { pinOf, review } from './pins.ts';
import { isPromptEntry, type OfferedPrompt, promptOfEntry } from './prompt-entry.ts';
import { callTool } from './tool-call.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamResources } from './upstream-resources.ts';

/** A tool that waits for an administrator, and why. */
export interface WaitingTool {
  readonly tool: OfferedTool;
  readonly reason: 'new' | 'changed';
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: ProgressCallback;
  /** What of the caller the upstream can reach meanwhile. */
  readonly caller?: CallerSide;
}

/** How every request to an upstream is sent. */
export interface RequestOptions {
  readonly timeout: number;
  readonly resetTimeoutOnProgress: boolean;
}

export interface ShelfDependencies {
  readonly store: ApprovedTools;
  readonly clock: Clock;
  /** For one request that reports no progress. */
  readonly timeoutMs: number;
  /** Told when other tools are listed than before. */
  readonly onTools?: () => void;
}

/**
 * The tools of one upstream as they were approved. What it offered when it was added is approved with
 * it; whatever it adds or changes later waits until an administrator looks (CVE-2025-54136).
 */
export class Shelf {
  readonly upstream: Upstream;
  readonly resources: UpstreamResources;
  readonly #deps: ShelfDependencies;
  readonly #refreshing = new SingleFlight<void>();
  #approved: ReadonlyMap<string, OfferedTool> = new Map();
  /** Whether it was ever asked: only then is its offer approved with it. */
  #asked = false;
  /** What may be listed, made anew when that changes and not when it is looked at. */
  #listed: readonly OfferedTool[] = [];
  #tools: readonly OfferedTool[] = [];
  #prompts: readonly OfferedPrompt[] = [];
  #waiting: readonly WaitingTool[] = [];
  /** Whether the upstream still offers what was approved; false after it says something changed. */
  #reviewed = false;
  #withheld: ReadonlySet<string> = new Set();
  #leftOut = 0;

  constructor(upstream: Upstream, deps: ShelfDependencies) {
    this.upstream = upstream;
    this.#deps = deps;
    this.resources = new UpstreamResources(upstream, deps.clock, deps.timeoutMs);
  }

  /** What may be listed now, from memory: the same list until it changes. */
  get tools(): readonly OfferedTool[] {
    return this.#tools;
  }

  /** The prompts that may be listed now, likewise. */
  get prompts(): readonly OfferedPrompt[] {
    return this.#prompts;
  }

  /** The tools of both kinds, prompts as entries, that may be listed now. */
  get inUse(): readonly OfferedTool[] {
    return this.#listed;
  }

  /** Names that were approved but are not listed: changed since, or no longer offered. */
  get withheld(): ReadonlySet<string> {
    return this.#withheld;
  }

  /** Whether it was ever asked for its tools. */
  get asked(): boolean {
    return this.#asked;
  }

  get waiting(): readonly WaitingTool[] {
    return this.#waiting;
  }

  /** A tool as it was approved last, whatever the upstream offers by now. */
  approvedAs(name: string): OfferedTool | undefined {
    return this.#approved.get(name);
  }

  /** How many tools were too large or too many to be offered at all. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Reads what was approved before; nothing is asked of the upstream. */
  async open(): Promise<void> {
    await this.#read();
  }

  /** Takes up what was approved or taken back elsewhere; unchanged, nobody is told. */
  async readAgain(): Promise<void> {
    const approved = await this.#deps.store.approvedTools(this.upstream.name);
    const asked = approved !== undefined;
    if (asked === this.#asked && isDeepStrictEqual(approved ?? new Map(), this.#approved)) return;
    await this.#read();
    this.#reviewed = false;
  }

  /** Something changed there, or the connection is a new one: review again before the next call. */
  distrust(): void {
    this.#reviewed = false;
    this.resources.distrust();
  }

  /** Asks the upstream what it offers and reviews it. Throws `upstream_unreachable`. */
  refresh(): Promise<void> {
    return this.#refreshing.run('', async () => {
      const { tools, leftOut } = await this.upstream.use((client) =>
        readOffer(client, this.#deps.timeoutMs),
      );
      // Another instance may have asked first: what came after that waits to be looked at.
      if (!this.#asked) await this.#read();
      if (!this.#asked) await this.#approve(tools);
      const pins = new Map(Array.from(this.#approved, ([name, tool]) => [name, pinOf(tool)]));
      const { approved, changed, unknown } = review(tools, pins);
      const offered = new Set(approved.map(({ name }) => name));
      this.#withheld = new Set([...this.#approved.keys()].filter((name) => !offered.has(name)));
      this.#waiting = [
        ...changed.map((tool) => ({ tool, reason: 'changed' as const })),
        ...unknown.map((tool) => ({ tool, reason: 'new' as const })),
      ];
      this.#leftOut = leftOut;
      this.#reviewed = true;
      this.#list();
    });
  }

  /** Waits until nobody asks what it offers any more, however that ends. */
  settled(): Promise<void> {
    return this.#refreshing.run('', async () => {}).catch(() => {});
  }

  /** An administrator has looked at the waiting tools of these names, as they are now. */
  async approveWaiting(names: readonly string[]): Promise<void> {
    const seen = this.#waiting.filter(({ tool }) => names.includes(tool.name));
    await this.#approve(seen.map(({ tool }) => tool));
    const approved = new Set(seen.map(({ tool }) => tool.name));
    this.#waiting = this.#waiting.filter(({ tool }) => !approved.has(tool.name));
    this.#withheld = new Set([...this.#withheld].filter((name) => !approved.has(name)));
    this.#list();
  }

  /** An administrator takes an approval back: the tool is not used, and waits like a new one. */
  async withdraw(name: string): Promise<void> {
    const tool = this.#approved.get(name);
    if (tool === undefined) return;
    await this.#deps.store.withdrawTool(this.upstream.name, name);
    const offered = !this.#withheld.has(name);
    this.#withheld = new Set([...this.#withheld].filter((one) => one !== name));
    if (offered) this.#waiting = [...this.#waiting, { tool, reason: 'new' }];
    await this.#read();
  }

  /**
   * Calls a tool by the upstream's own name for it, once it is known to be still what was approved.
   * Undefined when it is not. Throws `upstream_unreachable`, and what the upstream answered.
   */
  async call(
    name: string,
    args: Readonly<Record<string, unknown>>,
    options: CallOptions = {},
  ): Promise<CallToolResult | undefined> {
    return this.ask(name, (client, request) => {
      const outgoing = { name, tool: this.#approved.get(name), args };
      return callTool(this.upstream, client, outgoing, request, options);
    });
  }

  /**
   * Asks something about a tool, or an entry of a prompt, once it is known to be still what was
   * approved. Undefined when it is not. Throws `upstream_unreachable`, and what the upstream answered.
   */
  async ask<T>(
    name: string,
    work: (client: Client, options: RequestOptions) => Promise<T>,
  ): Promise<T | undefined> {
    if (!this.#reviewed) await this.refresh();
    if (!this.#approved.has(name) || this.#withheld.has(name)) return undefined;
    const options = { timeout: this.#deps.timeoutMs, resetTimeoutOnProgress: true };
    return this.upstream.use((client) => work(client, options));
  }

  async #approve(tools: readonly OfferedTool[]): Promise<void> {
    await this.#deps.store.approveTools(this.upstream.name, tools, this.#deps.clock());
    await this.#read();
  }

  async #read(): Promise<void> {
    const approved = await this.#deps.store.approvedTools(this.upstream.name);
    this.#asked = approved !== undefined;
    this.#approved = approved ?? new Map();
    this.#list();
  }

  #list(): void {
    const listed = [...this.#approved.values()].filter(({ name }) => !this.#withheld.has(name));
    const same =
      listed.length === this.#listed.length && listed.every((one, at) => one === this.#listed[at]);
    if (same) return;
    this.#listed = listed;
    this.#tools = listed.filter(({ name }) => !isPromptEntry(name));
    this.#prompts = listed.flatMap((entry) => promptOfEntry(entry) ?? []);
    this.#deps.onTools?.();
  }
}
