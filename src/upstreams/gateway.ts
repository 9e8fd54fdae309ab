import { MINUTE } from '../core/clock.ts';
import { type Result, refused } from '../core/result.ts';
import { SHARED } from './auth/sealed-records.ts';
import { type AuthKind, authKindOf } from './auth-kind.ts';
import type { UpstreamEntry, UpstreamTransport } from './entries.ts';
import { fillEntry } from './fill-entry.ts';
import { printOf } from './filled-in.ts';
import {
  Identities,
  type IdentitiesDependencies,
  ownerOf,
  type PersonName,
  signInSentence,
} from './identities.ts';
import type { WhoAsks } from './own-shelf.ts';
import type { ReferenceValues } from './references.ts';
import type { Shelf } from './shelf.ts';
import type { UpstreamState } from './upstream.ts';

export interface GatewayDependencies extends IdentitiesDependencies {
  readonly values: ReferenceValues;
  /** Whether programs may be started; in the app only when the operator says so. */
  readonly commands: boolean;
}

/** One upstream as `connections` and the settings page show it. */
export interface UpstreamReport {
  readonly name: string;
  readonly kind: UpstreamTransport['kind'];
  readonly status: UpstreamState['status'] | 'disabled' | 'needs sign-in';
  readonly problem?: string;
  readonly protocol?: string;
  readonly auth: AuthKind;
  /** Whether each person signs in there for themselves. */
  readonly perPerson: boolean;
  /** When the household's access token there ends, in milliseconds since the epoch. */
  readonly tokenEndsAt?: number;
  readonly tools: number;
  readonly waiting: number;
}

interface Guest {
  readonly entry: UpstreamEntry;
  /** The entry as it was written, with what it refers to, to notice when either changes. */
  readonly written: string;
  /** Absent for one that cannot be used; then `problem` says why. */
  readonly identities?: Identities;
  readonly problem?: string;
}

/** Every upstream of the operator's, kept as they are written; one that is wrong disables itself alone. */
export class Gateway {
  readonly #deps: GatewayDependencies;
  readonly #guests = new Map<string, Guest>();
  #shelves: ReadonlyMap<string, Shelf> | undefined;
  readonly #sweeper: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();
  #entries: readonly UpstreamEntry[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(deps: GatewayDependencies) {
    this.#deps = deps;
    this.#sweeper = setInterval(() => this.sleepIdle(), MINUTE);
    this.#sweeper.unref();
  }

  /**
   * The shelves of the upstreams that can be used, by name, in the order they were written: the same
   * map until an upstream comes or goes.
   */
  get shelves(): ReadonlyMap<string, Shelf> {
    this.#shelves ??= new Map(
      Array.from(this.#guests.values()).flatMap(({ entry, identities }) =>
        identities === undefined ? [] : [[entry.name, identities.shared.shelf] as const],
      ),
    );
    return this.#shelves;
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

  /** Whether at that upstream each person signs in for themselves. */
  isPerPerson(name: string): boolean {
    return this.#guests.get(name)?.entry.perPerson === true;
  }

  /**
   * The shelf that a person's calls go through: their own where people sign in for themselves, else
   * the household's. Undefined for an upstream that cannot be used.
   */
  async shelfFor(name: string, person?: PersonName): Promise<Shelf | undefined> {
    return (await this.#guests.get(name)?.identities?.of(person))?.shelf;
  }

  /** Whether a person's own sign-in there is known, where people sign in for themselves. */
  async isSignedIn(name: string, person: WhoAsks): Promise<boolean> {
    const identity = await this.#guests.get(name)?.identities?.of(await person?.());
    return identity?.session !== undefined && identity.session.state !== 'needs sign-in';
  }

  /**
   * A link with which an administrator signs the household in, or a person themselves where each has
   * to; refused with why there is none.
   */
  signInLink(name: string, person?: PersonName): Result<string, string> {
    const perPerson = this.isPerPerson(name);
    if (perPerson && person === undefined) {
      return refused('At that server each person signs in for themselves, when they first use it.');
    }
    const own = perPerson && person !== undefined;
    return this.#deps.signIns.issue({
      upstream: name,
      owner: own ? ownerOf(person) : SHARED,
      ...(own && { person: person.name }),
    });
  }

  report(): readonly UpstreamReport[] {
    return Array.from(this.#guests.values(), ({ entry, identities, problem }) => ({
      name: entry.name,
      kind: entry.transport.kind,
      auth: authKindOf(entry),
      perPerson: entry.perPerson,
      status: 'disabled' as const,
      ...(problem !== undefined && { problem }),
      ...(identities !== undefined && stateOf(identities, entry)),
      tools: identities?.shared.shelf.tools.length ?? 0,
      waiting: identities?.shared.shelf.waiting.length ?? 0,
    }));
  }

  /**
   * Makes the upstreams these: new ones are asked for their tools in the background, changed ones are
   * connected anew, those that are gone are closed. What was approved of an upstream is forgotten
   * when its name is not even among `named`; without that, nothing is.
   */
  keep(entries: readonly UpstreamEntry[], named?: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#keep(entries, named));
  }

  /** Fills the same entries in anew: those whose values changed are connected anew. */
  keepAgain(): Promise<void> {
    return this.#inTurn(() => this.#keep(this.#entries));
  }

  /** A file and a secret may change at the same moment. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  /** Forgets all that was approved of an upstream and all secrets for it, unless it is here. */
  forget(name: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#entries.some((one) => one.name === name)) return;
      await this.#deps.store.forgetUpstream(name);
    });
  }

  async #keep(entries: readonly UpstreamEntry[], named?: readonly string[]): Promise<void> {
    this.#entries = entries;
    const names = new Set(entries.map(({ name }) => name));
    for (const name of [...this.#guests.keys()].filter((one) => !names.has(one))) {
      await this.#drop(name);
    }
    if (named !== undefined) await this.#deps.store.forgetUpstreamsBut([...names, ...named]);
    for (const entry of entries) {
      const written = printOf(entry, this.#deps.values);
      if (this.#guests.get(entry.name)?.written === written) continue;
      await this.#drop(entry.name);
      const guest = this.#welcome(entry, written);
      // Before anybody can ask it for its tools: what was approved once must not be approved anew.
      await guest.identities?.open();
      this.#seat(entry.name, guest);
      const shelf = guest.identities?.shared.shelf;
      if (shelf?.asked === false && !entry.perPerson) guest.identities?.askAtLast();
    }
    for (const { name } of entries) this.#seat(name, this.#guests.get(name));
    this.#tell();
  }

  /** Proves us anew, connects anew and asks again for everything. Throws `upstream_unreachable`. */
  async refresh(name: string): Promise<void> {
    const guest = this.#guests.get(name);
    if (guest?.entry.perPerson !== true) await guest?.identities?.shared.refresh();
  }

  /** Takes up what was approved in another instance. Throws like the store. */
  async readAgain(): Promise<void> {
    for (const { identities } of this.#guests.values()) await identities?.readAgain();
  }

  /** Closes what nobody used for a while; a timer asks for it every minute. */
  sleepIdle(): void {
    for (const { identities } of this.#guests.values()) identities?.sleepIdle();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await Promise.all([...this.#guests.keys()].map((name) => this.#drop(name)));
  }

  /** Makes that guest the last one of all; without one, the name is nobody's. */
  #seat(name: string, guest: Guest | undefined): void {
    this.#guests.delete(name);
    if (guest !== undefined) this.#guests.set(name, guest);
    this.#shelves = undefined;
  }

  #welcome(entry: UpstreamEntry, written: string): Guest {
    const filled = fillEntry(entry, this.#deps.values, this.#deps.commands);
    if (typeof filled === 'string') {
      this.#deps.log(`The server ${entry.name} is not used: ${filled}`);
      return { entry, written, problem: filled };
    }
    return {
      entry,
      written,
      identities: new Identities(filled, { ...this.#deps, onTools: () => this.#tell() }),
    };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #drop(name: string): Promise<void> {
    const guest = this.#guests.get(name);
    this.#seat(name, undefined);
    await guest?.identities?.close();
  }
}

/** How the household stands with an upstream. */
function stateOf({ shared }: Identities, { perPerson }: UpstreamEntry) {
  const { state } = shared.shelf.upstream;
  const { session } = shared;
  if (session === undefined || perPerson) return state;
  const { expiresAt } = session;
  const absent =
    session.turnedAway || (session.state === 'needs sign-in' && state.status !== 'connected');
  const todo =
    absent || session.state === 'needs wider sign-in' ? signInSentence(session) : undefined;
  return {
    ...state,
    ...(absent && { status: 'needs sign-in' as const }),
    ...(todo !== undefined && { problem: todo }),
    ...(expiresAt !== undefined && { tokenEndsAt: expiresAt }),
  };
}
