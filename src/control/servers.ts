import type { Clock } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { Store } from '../store/contract.ts';
import type { EnteredUpstreams } from '../upstreams/entered.ts';
import { addressFault, readUpstreams, slugOf, type UpstreamEntry } from '../upstreams/entries.ts';
import type { Gateway } from '../upstreams/gateway.ts';
import { HOME_MCP } from '../upstreams/home-mcp.ts';
import { fillReferences, type ReferenceValues } from '../upstreams/references.ts';
import type { Secrets } from '../upstreams/secrets.ts';
import type { Trial } from '../upstreams/trial.ts';
import type { WrittenNow } from '../upstreams/written.ts';
import type { NoteChange, Who } from './note-change.ts';

export interface ServersDependencies {
  readonly entered: EnteredUpstreams;
  readonly written: () => WrittenNow;
  /** Takes up what was entered, at once. */
  readonly again: () => Promise<void>;
  readonly gateway: Pick<Gateway, 'forget' | 'shelves'>;
  readonly store: Pick<Store, 'approvedTools' | 'approveTools' | 'forgetUpstream'>;
  readonly secrets: Pick<Secrets, 'list' | 'set' | 'remove'>;
  readonly values: ReferenceValues;
  readonly tryOut: (entry: UpstreamEntry, secrets: ReadonlyMap<string, string>) => Promise<Trial>;
  readonly note: NoteChange;
  readonly clock: Clock;
}

/** A server as somebody entered it. */
export interface Entered {
  readonly name: string;
  /** In the form of the file of upstreams, with `${secret:…}` for each of `secrets`. */
  readonly entry: object;
  /** Those typed in this time, by the names under which they are to be kept. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** Why a server was not added or changed. */
export type NotEntered =
  | { readonly why: 'name' | 'taken' | 'private' | 'plain' | 'address' | 'gone' }
  /** A sentence of the reader's, of the secrets' or of the trial's. */
  | { readonly why: 'entry' | 'secret' | 'trial'; readonly sentence: string };

/**
 * The servers that administrators add, change and remove in the settings. All rules are those of the
 * file of upstreams, whose reader judges each entry; a name of the file's or the options' is theirs.
 */
export class Servers {
  readonly #deps: ServersDependencies;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: ServersDependencies) {
    this.#deps = deps;
  }

  /** Where each server is written, what is wrong with those that are, and which are switched off. */
  written(): WrittenNow {
    return this.#deps.written();
  }

  /** What was entered under a name. */
  entered(name: string): unknown {
    const servers = this.#deps.entered.servers();
    return Object.hasOwn(servers, name) ? servers[name] : undefined;
  }

  /** Which servers refer to a secret, of those that were entered. */
  usersOf(secret: string): readonly string[] {
    return Object.entries(this.#deps.entered.servers())
      .filter(([, entry]) => refersTo(entry, secret))
      .map(([name]) => name);
  }

  /**
   * Adds a server; with `tried`, only when it answers or wants a sign-in. Nothing it offers is
   * approved: it waits to be read. Only where each person signs in for themselves there is nobody to
   * read it as, so there the offer to the first of them counts. Throws like the store.
   */
  add(server: Entered, tried: boolean, who: Who): Promise<Result<Trial | undefined, NotEntered>> {
    return this.#inTurn(async () => {
      const { name } = server;
      if (slugOf(name) !== name || name === '') return refused({ why: 'name' });
      if (name === HOME_MCP || this.#isTaken(name)) return refused({ why: 'taken' });
      const ready = await this.#ready(server, tried);
      if (!ready.ok) return ready;
      const { entry, trial } = ready.value;
      const { gateway, note } = this.#deps;
      const kept = await this.#keepSecrets(server);
      if (!kept.ok) return kept;
      await gateway.forget(name);
      await this.#approveNothing(entry);
      this.#deps.entered.put(name, server.entry);
      await this.#takeUp(entry);
      note(who, 'server_added', { upstream: name });
      return ok(trial);
    });
  }

  /** Changes a server that was entered; what was approved of it stays approved. */
  change(
    server: Entered,
    tried: boolean,
    who: Who,
  ): Promise<Result<Trial | undefined, NotEntered>> {
    return this.#inTurn(async () => {
      const before = this.entered(server.name);
      if (before === undefined) return refused({ why: 'gone' });
      const ready = await this.#ready(server, tried);
      if (!ready.ok) return ready;
      const kept = await this.#keepSecrets(server);
      if (!kept.ok) return kept;
      await this.#approveNothing(ready.value.entry);
      this.#deps.entered.put(server.name, server.entry);
      await this.#dropSecrets(server.name, before);
      await this.#takeUp(ready.value.entry);
      this.#deps.note(who, 'server_changed', { upstream: server.name });
      return ok(ready.value.trial);
    });
  }

  /** Removes a server with its own secrets and all that was approved of it. False when it is gone. */
  remove(name: string, who: Who): Promise<boolean> {
    return this.#inTurn(async () => {
      const before = this.entered(name);
      if (before === undefined) return false;
      this.#deps.entered.remove(name);
      await this.#deps.again();
      await this.#deps.gateway.forget(name);
      await this.#dropSecrets(name, before);
      this.#deps.note(who, 'server_removed', { upstream: name });
      return true;
    });
  }

  /** The entry as the reader takes it, tried when it is to be. */
  async #ready(
    { name, entry: written, secrets }: Entered,
    tried: boolean,
  ): Promise<Result<{ entry: UpstreamEntry; trial?: Trial }, NotEntered>> {
    const read = readUpstreams({ mcpServers: { [name]: written } });
    if (!read.ok) return refused({ why: 'entry', sentence: read.error });
    const [entry] = read.value.entries;
    const [fault] = read.value.faults;
    if (entry === undefined || entry.transport.kind === 'stdio') {
      return refused({ why: 'entry', sentence: fault?.sentence ?? 'It cannot be used.' });
    }
    const { values } = this.#deps;
    const url = fillReferences(entry.transport.url, {
      ...values,
      secret: (secret) => secrets.get(secret) ?? values.secret(secret),
    });
    const address = url.ok ? addressTrouble(url.value, entry.privateNetwork) : undefined;
    if (address !== undefined) return refused({ why: address });
    if (!tried) return ok({ entry });
    const trial = await this.#deps.tryOut(entry, secrets);
    if (trial.is === 'failed') return refused({ why: 'trial', sentence: trial.problem });
    return ok({ entry, trial });
  }

  /** Has a server count as asked, so that its offer waits to be read, wherever somebody can read it. */
  async #approveNothing({ name, perPerson }: UpstreamEntry): Promise<void> {
    const { store, clock } = this.#deps;
    if (!perPerson) return store.approveTools(name, [], clock());
    const approved = await store.approvedTools(name);
    if (approved?.size === 0) await store.forgetUpstream(name);
  }

  /** Connects to it in the background, so that the page soon tells how it is and what waits. */
  async #takeUp({ name, perPerson }: UpstreamEntry): Promise<void> {
    await this.#deps.again();
    if (perPerson) return;
    this.#deps.gateway.shelves
      .get(name)
      ?.refresh()
      .catch(() => {});
  }

  async #keepSecrets({ secrets }: Entered): Promise<Result<void, NotEntered>> {
    for (const [name, value] of secrets) {
      const kept = await this.#deps.secrets.set(name, value);
      if (!kept.ok) return refused({ why: 'secret', sentence: kept.error });
    }
    return ok(undefined);
  }

  /** Of the secrets that were kept for a server, those that no entry here needs any more. */
  async #dropSecrets(server: string, before: unknown): Promise<void> {
    for (const { name } of this.#deps.secrets.list()) {
      const own = name.startsWith(`${server}.`) && refersTo(before, name);
      if (own && this.usersOf(name).length === 0) await this.#deps.secrets.remove(name);
    }
  }

  #isTaken(name: string): boolean {
    return this.written().origins.has(name) || this.entered(name) !== undefined;
  }

  /** Two administrators may press at the same moment. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

function refersTo(entry: unknown, secret: string): boolean {
  return JSON.stringify(entry).includes(`\${secret:${secret}}`);
}

function addressTrouble(url: string, privateNetwork: boolean) {
  if (addressFault(url, privateNetwork) === undefined) return undefined;
  if (addressFault(url, true) === undefined) return 'private';
  return URL.parse(url)?.protocol === 'http:' && !URL.parse(url)?.username ? 'plain' : 'address';
}
