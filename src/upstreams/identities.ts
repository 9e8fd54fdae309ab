import type { AuthProvider } from '@modelcontextprotocol/client';
import { type Clock, MINUTE, SECOND } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import type { CheckedFetch, CheckedFetchOptions } from '../net/checked-fetch.ts';
import type { ApprovedTools } from './approved-tools.ts';
import { clientCredentials } from './auth/client-credentials.ts';
import { approvedHosts } from './auth/filled-auth.ts';
import { SHARED } from './auth/sealed-records.ts';
import { OAuthSession } from './auth/session.ts';
import type { UpstreamSignIns } from './auth/sign-ins.ts';
import type { UpstreamAuth, UpstreamEntry, UpstreamTransport } from './entries.ts';
import { keepAsking } from './keep-asking.ts';
import { Shelf } from './shelf.ts';
import { transportOf } from './transport.ts';
import { Upstream } from './upstream.ts';

/** Some commands fetch their program first. */
const PROGRAM_STARTS_WITHIN_MS = MINUTE;

/** A person of a home, as they are known to us. */
export interface PersonName {
  readonly home: string;
  readonly id: string;
  /** What they are called, for the page on which they sign in. */
  readonly name: string;
}

/** One upstream as one identity sees it. */
export interface Identity {
  readonly shelf: Shelf;
  readonly session?: OAuthSession;
  /** Drops the connection and what proved us in it, and asks anew. Throws `upstream_unreachable`. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface IdentitiesDependencies {
  readonly store: ApprovedTools;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly checkedFetch: (options: CheckedFetchOptions, upstream: string) => CheckedFetch;
  readonly signIns: UpstreamSignIns;
  readonly log: (sentence: string) => void;
  /** Told when other tools are listed than before. */
  readonly onTools?: () => void;
  /** How soon one that never said what it offers is asked once more, in milliseconds. */
  readonly askAgainMs?: number;
}

/** An entry with its references filled in. */
export interface FilledEntry {
  readonly entry: UpstreamEntry;
  readonly transport: UpstreamTransport;
  readonly auth: UpstreamAuth;
}

/** The owner that somebody's own tokens are kept under. */
export function ownerOf({ home, id }: PersonName): string {
  return `${id}@${home}`;
}

/** One upstream, connected to as the household, and as each person who has their own sign-in there. */
export class Identities {
  /** The household's; of an entry whose people sign in for themselves, it only lists. */
  readonly shared: Identity;
  readonly #filled: FilledEntry;
  readonly #deps: IdentitiesDependencies;
  readonly #people = new Map<string, Promise<Identity>>();
  /** What people are called, by owner. */
  readonly #names = new Map<string, string>();
  #all: readonly Identity[];
  #stopAsking = () => {};

  constructor(filled: FilledEntry, deps: IdentitiesDependencies) {
    this.#filled = filled;
    this.#deps = deps;
    this.shared = this.#make(SHARED);
    this.#all = [this.shared];
    if (filled.auth.method !== 'oauth') return;
    deps.signIns.offer(filled.entry.name, {
      session: async (owner) => (await this.#known(owner)).session,
      signedIn: (owner) =>
        void this.#arrived(owner).catch((thrown: unknown) => {
          this.#tellOf(thrown);
          if (owner === SHARED && !this.shared.shelf.asked) this.askAtLast();
        }),
    });
  }

  /** Reads what was kept before; nothing is asked of the upstream. */
  async open(): Promise<void> {
    await this.shared.shelf.open();
    await this.shared.session?.open();
  }

  /** Takes up what was approved, and who signed in, in another instance. Throws like the store. */
  async readAgain(): Promise<void> {
    for (const { shelf, session } of this.#all) {
      const before = session?.state;
      await session?.open();
      // What failed for want of a sign-in is tried again with it, and not only after a pause.
      if (before !== 'signed in' && session?.state === 'signed in') shelf.upstream.retryNow();
      await shelf.readAgain();
    }
  }

  /** The identity that a person's calls go out with. */
  async of(person: PersonName | undefined): Promise<Identity> {
    if (!this.#filled.entry.perPerson || person === undefined) return this.shared;
    this.#names.set(ownerOf(person), person.name);
    return this.#known(ownerOf(person));
  }

  /** Asks for the tools in the background. */
  ask(shelf: Shelf): void {
    shelf.refresh().catch((thrown: unknown) => this.#tellOf(thrown));
  }

  /**
   * Asks for what it offers for the first time, again and again: after a power cut another server may
   * be up later than we are, and nobody calls a tool that is not listed.
   */
  askAtLast(): void {
    const { shelf, session } = this.shared;
    let told = false;
    this.#stopAsking();
    this.#stopAsking = keepAsking(
      () =>
        shelf.refresh().catch((thrown: unknown) => {
          if (!told) this.#tellOf(thrown);
          told = true;
          throw thrown;
        }),
      () => !shelf.asked && session?.state !== 'needs sign-in',
      this.#deps.askAgainMs ?? 2 * SECOND,
    );
  }

  sleepIdle(): void {
    for (const { shelf } of this.#all) shelf.upstream.sleepIfIdle();
  }

  async close(): Promise<void> {
    this.#stopAsking();
    this.#deps.signIns.withdraw(this.#filled.entry.name);
    await Promise.all(this.#all.map((one) => one.close()));
  }

  /** An upstream's own words could repeat what it was sent. */
  #tellOf(thrown: unknown): void {
    const ours = isLatchkeyError(thrown) ? thrown.message : undefined;
    const { name } = this.#filled.entry;
    this.#deps.log(ours ?? `The server ${name} did not say what tools it has.`);
  }

  #known(owner: string): Promise<Identity> {
    if (owner === SHARED) return Promise.resolve(this.shared);
    const known = this.#people.get(owner);
    if (known !== undefined) return known;
    const made = this.#open(owner);
    this.#people.set(owner, made);
    made.catch(() => this.#people.delete(owner));
    return made;
  }

  async #open(owner: string): Promise<Identity> {
    const made = this.#make(owner);
    this.#all = [...this.#all, made];
    await made.shelf.open();
    await made.session?.open();
    return made;
  }

  async #arrived(owner: string): Promise<void> {
    const { shelf } = await this.#known(owner);
    await shelf.upstream.close();
    shelf.upstream.retryNow();
    await shelf.refresh();
    // The first of them has brought the tools that all may list.
    if (owner !== SHARED) await this.shared.shelf.open();
  }

  #make(owner: string): Identity {
    const { entry, transport, auth } = this.#filled;
    const { clock, store, environment, checkedFetch } = this.#deps;
    const url = transport.kind === 'stdio' ? undefined : transport.url;
    const hosts = url === undefined ? [] : approvedHosts(url, auth, entry.privateNetwork);
    const { fetch, allows, close } = checkedFetch({ approvedHosts: hosts }, entry.name);
    const session =
      auth.method === 'oauth' && url !== undefined
        ? new OAuthSession({
            upstream: entry.name,
            owner,
            url,
            ...(auth.clientId !== undefined && {
              given: { clientId: auth.clientId, clientSecret: auth.clientSecret },
            }),
            scope: auth.scope,
            issuer: auth.issuer,
            fetch,
            allows,
            records: this.#deps.signIns.records,
            clock,
          })
        : undefined;
    const machine =
      auth.method === 'client_credentials' && url !== undefined
        ? clientCredentials({ ...auth, resource: url }, fetch, clock)
        : undefined;
    const authProvider: AuthProvider | undefined = machine ?? session;
    const upstream = new Upstream({
      name: entry.name,
      transport: () =>
        transportOf(transport, {
          fetch: session?.watching(fetch) ?? fetch,
          environment,
          ...(authProvider !== undefined && { authProvider }),
        }),
      clock,
      ...(transport.kind === 'stdio' && { connectMs: PROGRAM_STARTS_WITHIN_MS }),
      onConnected: () => shelf.distrust(),
      onListChanged: () => {
        shelf.distrust();
        this.ask(shelf);
      },
      onUpdated: (uri) => shelf.resources.updates.updated(uri),
      onLost: (client) => shelf.resources.updates.lost(client),
      awaited: () => shelf.resources.updates.inUse,
      unproven: () => session && this.#whatToDo(session),
    });
    const { onTools } = this.#deps;
    const shelf = new Shelf(upstream, {
      store,
      clock,
      timeoutMs: entry.timeoutMs,
      ...(onTools !== undefined && { onTools }),
    });
    return {
      shelf,
      ...(session !== undefined && { session }),
      refresh: async () => {
        await upstream.close();
        // What was being asked ends with its connection, and would otherwise be the answer to this too.
        await shelf.settled();
        upstream.retryNow();
        // Whatever stands in the way of a new token shows when the upstream is asked.
        if (session !== undefined) await session.renewNow().catch(() => {});
        else machine?.forget();
        await shelf.refresh();
      },
      close: async () => {
        await upstream.end();
        close();
      },
    };
  }

  /** What somebody has to do before this works; undefined when their sign-in is not what is wrong. */
  #whatToDo(session: OAuthSession): string | undefined {
    const { upstream, owner } = session.options;
    if (session.state === 'signed in') return undefined;
    if (owner === SHARED) {
      return this.#filled.entry.perPerson
        ? 'Each person signs in there for themselves, so it cannot be used as nobody in particular.'
        : signInSentence(session);
    }
    const person = this.#names.get(owner) ?? owner;
    const link = this.#deps.signIns.issue({ upstream, owner, person });
    if (!link.ok) return link.error;
    const why =
      session.state === 'needs sign-in'
        ? 'It needs your own sign-in'
        : 'It wants more permission than you gave it';
    return `${why}: open ${link.value} in your browser. The link works once, within ten minutes, and is for ${person} alone.`;
  }
}

/** What an administrator has to do at the household's own sign-in; undefined when there is nothing. */
export function signInSentence(session: OAuthSession): string | undefined {
  const { upstream } = session.options;
  const todo = `an administrator asks Latchkey for the sign-in link of ${upstream} and opens it`;
  if (session.state === 'needs sign-in') return `It needs a sign-in: ${todo}.`;
  if (session.state === 'signed in') return undefined;
  return `It wants more permission than it was given: ${todo}, and signs in once more.`;
}
