import { type Clock, MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { Channel } from '../../store/channel.ts';
import type { Store, UpstreamSecret } from '../../store/contract.ts';
import { SignInFault } from './faults.ts';
import { CALLBACK_PATH, type OwnClient, ownClient, START_PATH } from './own-client.ts';
import type { PendingSignIn, SealedRecords } from './sealed-records.ts';
import type { OAuthSession } from './session.ts';
import { beginSignIn, isFromIssuer, spendCode } from './sign-in.ts';

/** A right to sign in at an upstream, for whoever holds the link. */
export interface Ticket {
  readonly upstream: string;
  readonly owner: string;
  /** Whom the page names, when it is one person's own sign-in. */
  readonly person?: string | undefined;
}

/** An upstream at which people can sign in. */
export interface SignInPlace {
  readonly session: (owner: string) => Promise<OAuthSession | undefined>;
  /** Told once somebody has signed in. */
  readonly signedIn: (owner: string) => void;
}

type Query = Readonly<Record<string, string | undefined>>;

/** What became of somebody who came back. */
export type Arrival =
  /** Nothing is known of it here, so nothing that came with it is believed or shown. */
  | { readonly status: 'unknown' }
  /** The other side said no; its words, for a page that escapes them. */
  | { readonly status: 'refused'; readonly upstream: string; readonly said: string }
  | { readonly status: 'failed'; readonly upstream: string; readonly sentence: string }
  | { readonly status: 'done'; readonly upstream: string };

export interface SignInsDependencies {
  /** The one address people come back to, now. */
  readonly door: FrontDoor;
  /** Who we are behind it, unless somebody else says. */
  readonly own?: OwnClient;
  readonly records: SealedRecords;
  readonly audit: Pick<Store, 'appendAudit'>;
  readonly clock: Clock;
  readonly random: Random;
  /** Where there are other instances, in which a link may be opened as well. */
  readonly elsewhere?: Channel<TicketElsewhere> | undefined;
}

type KeptTicket = Ticket & { readonly expiresAt: number };

/** A link that another instance gave, or that was used there; of the link itself only its hash. */
export interface TicketElsewhere {
  readonly key: string;
  readonly ticket?: KeptTicket;
}

const TICKET_MS = 10 * MINUTE;
const MOST_TICKETS = 200;
const MOST_SAID = 300;

/**
 * Signing in at upstreams, from the link somebody gets to the tokens that are kept. Links are known
 * here, and in other instances, only: they are gone with the process.
 */
export class UpstreamSignIns {
  readonly #deps: SignInsDependencies;
  readonly #places = new Map<string, SignInPlace>();
  readonly #tickets = new Map<string, KeptTicket>();

  constructor(deps: SignInsDependencies) {
    this.#deps = deps;
    deps.elsewhere?.on(({ key, ticket }) => {
      if (ticket === undefined) this.#tickets.delete(key);
      else this.#keep(key, ticket);
    });
  }

  /** Who we are to them; undefined behind a door that nobody can come back through. */
  get own(): OwnClient | undefined {
    return this.#deps.own ?? ownClient(this.#deps.door);
  }

  get records(): SealedRecords {
    return this.#deps.records;
  }

  offer(upstream: string, place: SignInPlace): void {
    this.#places.set(upstream, place);
  }

  withdraw(upstream: string): void {
    this.#places.delete(upstream);
  }

  /** A link that begins one sign-in within ten minutes; refused with why there is none to be had. */
  issue(ticket: Ticket): Result<string, string> {
    if (!this.#places.has(ticket.upstream)) {
      return refused('Nobody signs in at that server: it is not there, or does not use OAuth.');
    }
    if (this.own === undefined) {
      return refused(
        'Signing in elsewhere needs an https address of Latchkey: set MCP_BASE_URL to one.',
      );
    }
    const { random, clock, door } = this.#deps;
    const secret = randomId(random);
    const kept = { ...ticket, expiresAt: clock() + TICKET_MS };
    this.#keep(tokenHash(secret), kept);
    this.#deps.elsewhere?.say({ key: tokenHash(secret), ticket: kept });
    return ok(`${door.issuer}${START_PATH}/${secret}`);
  }

  #keep(key: string, ticket: KeptTicket): void {
    this.#tickets.set(key, ticket);
    const oldest = this.#tickets.keys().next().value;
    if (this.#tickets.size > MOST_TICKETS && oldest !== undefined) this.#tickets.delete(oldest);
  }

  /** What a link is for, as long as it can be used. */
  look(secret: string): Ticket | undefined {
    const ticket = this.#tickets.get(tokenHash(secret));
    return ticket !== undefined && this.#deps.clock() < ticket.expiresAt ? ticket : undefined;
  }

  /** Uses a link up: the login page to send its browser to. Throws `SignInFault`. */
  async begin(secret: string, browserSecret: string): Promise<URL | undefined> {
    const key = tokenHash(secret);
    const ticket = this.#tickets.get(key);
    if (ticket === undefined || this.look(secret) === undefined) return undefined;
    this.#tickets.delete(key);
    this.#deps.elsewhere?.say({ key });
    const session = await this.#places.get(ticket.upstream)?.session(ticket.owner);
    const { own } = this;
    if (session === undefined || own === undefined) return undefined;
    try {
      return await beginSignIn(session, own, browserSecret, this.#deps);
    } catch (error) {
      // Nobody has left yet, so the same link may try again.
      this.#keep(key, ticket);
      this.#deps.elsewhere?.say({ key, ticket });
      throw error;
    }
  }

  /** Somebody comes back from a login page, through `door`, with these parameters. */
  async arrive(query: Query, browserSecret: string | undefined, door: FrontDoor): Promise<Arrival> {
    const { state } = query;
    if (state === undefined || browserSecret === undefined) return { status: 'unknown' };
    const { records } = this.#deps;
    const pending = await records.takePending(tokenHash(state), tokenHash(browserSecret));
    if (pending === undefined) return { status: 'unknown' };
    const { upstream, owner } = pending;
    const arrival = await this.#finish(pending, query, door);
    const { audit, clock } = this.#deps;
    audit.appendAudit({
      at: clock(),
      kind: 'upstream_sign_in',
      outcome: arrival.status,
      detail: { upstream, owner },
    });
    return arrival;
  }

  async #finish(
    pending: PendingSignIn & Pick<UpstreamSecret, 'upstream' | 'owner'>,
    { iss, error, error_description: description, code }: Query,
    door: FrontDoor,
  ): Promise<Arrival> {
    const { upstream, owner } = pending;
    const place = this.#places.get(upstream);
    const session = await place?.session(owner);
    if (session === undefined || `${door.issuer}${CALLBACK_PATH}` !== pending.redirectUri) {
      return { status: 'unknown' };
    }
    if (!isFromIssuer(iss, pending)) {
      const sentence =
        'The answer did not come from the authorization server that was asked, so it was not used.';
      return { status: 'failed', upstream, sentence };
    }
    if (error !== undefined || code === undefined) {
      const said = [error, description].filter((one) => one !== undefined).join(': ');
      return { status: 'refused', upstream, said: said.slice(0, MOST_SAID) };
    }
    try {
      await spendCode(session, pending, code);
    } catch (fault) {
      if (!(fault instanceof SignInFault)) throw fault;
      return { status: 'failed', upstream, sentence: fault.message };
    }
    place?.signedIn(owner);
    return { status: 'done', upstream };
  }
}
