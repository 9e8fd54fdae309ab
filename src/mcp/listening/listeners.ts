import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownerOf, type Principal } from '../../access/principal.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Store } from '../../store/contract.ts';
import type { CallDependencies } from '../call-tool.ts';
import { isWithoutSessions, noSuchSession } from '../check-session.ts';
import { messageOf } from '../message.ts';
import { OpenStreams } from '../open-streams.ts';
import { isPaused } from '../paused.ts';
import { takeOver } from '../take-over.ts';
import { beginListening, type Listening } from './listen.ts';
import { ListenerBus } from './listener-bus.ts';
import { SessionStreams } from './session-streams.ts';
import { SessionSubscriptions, SUBSCRIBED } from './session-subscriptions.ts';

/** The protocol whose clients take events that only have an id (2025-11-25, Sending Messages). */
const FIRST_WITH_MARKS = '2025-11-25';

const SUBSCRIBES: ReadonlySet<unknown> = new Set(['resources/subscribe', 'resources/unsubscribe']);

const RETRY_AFTER_S = 60;

/** How one exchange of the older era changes what its session is subscribed to. */
export interface Subscribing {
  subscribe(uri: string): Promise<void>;
  unsubscribe(uri: string): Promise<void>;
}

/** Everything about clients that listen, in both eras. */
export class Listeners {
  /** Tells the streams of the newer era. */
  readonly bus = new ListenerBus();
  readonly #deps: CallDependencies;
  readonly #open = new OpenStreams();
  readonly #streams: SessionStreams;
  readonly #subscriptions: SessionSubscriptions;

  constructor(deps: CallDependencies, keepAliveMs: number | undefined) {
    this.#deps = deps;
    this.#streams = new SessionStreams((session) => {
      this.#subscriptions.wait(session);
    }, keepAliveMs);
    this.#subscriptions = new SessionSubscriptions(deps, this.#streams);
  }

  /** Answers when a session of the older era opens its stream, or is too late or one too many. */
  openSession(request: FastifyRequest, reply: FastifyReply, principal: Principal): boolean {
    const session = request.method === 'GET' ? sessionOf(request, principal) : undefined;
    if (session === undefined || isPaused(principal)) return false;
    // It was told of something here, and what it is to be told of is not known any more.
    const forgotten = request.headers['last-event-id'] === SUBSCRIBED;
    if (forgotten && !this.#subscriptions.has(session)) {
      noSuchSession(reply);
    } else if (!this.#open.add(reply.raw, principal)) {
      tooMany(reply);
    } else {
      this.#streams.open(session, takeOver(reply));
      this.#subscriptions.resume(session);
    }
    return true;
  }

  /** Ends what a session listens to, when its client ends it. */
  endSession(request: FastifyRequest, principal: Principal): void {
    const session = sessionOf(request, principal);
    if (request.method !== 'DELETE' || session === undefined) return;
    this.#subscriptions.end(session);
    this.#streams.end(session);
  }

  /** What the session of a request may do; undefined without one. */
  subscribing(request: FastifyRequest, principal: Principal): Subscribing | undefined {
    if (!SUBSCRIBES.has(messageOf(request.body).method)) return undefined;
    const session = sessionOf(request, principal);
    if (session === undefined) return undefined;
    const version = request.headers['mcp-protocol-version'];
    const marks = typeof version === 'string' && version >= FIRST_WITH_MARKS;
    return {
      subscribe: (uri) => this.#subscriptions.subscribe(session, principal, uri, marks),
      unsubscribe: (uri) => this.#subscriptions.unsubscribe(session, uri),
    };
  }

  /**
   * Prepares a stream of the newer era, when a message opens one; every other message is as it was.
   * Undefined after an answer was sent.
   */
  async begin(
    request: FastifyRequest,
    reply: FastifyReply,
    principal: Principal,
  ): Promise<Listening | undefined> {
    const { body } = request;
    if (messageOf(body).method !== 'subscriptions/listen') return { body };
    if (!this.#open.add(reply.raw, principal)) {
      tooMany(reply);
      return undefined;
    }
    return beginListening(reply.raw, principal, body, this.#deps);
  }

  /** Other tools than before may be there: whoever listens asks anew for what they may see. */
  toolsChanged(): void {
    this.bus.publish({ kind: 'tools_list_changed' });
    this.#streams.sendAll({ method: 'notifications/tools/list_changed' });
  }

  /** Ends the streams of grants that have ended or rest. */
  endDead(store: Pick<Store, 'grant' | 'machines'>): Promise<void> {
    return this.#open.endDead(store);
  }

  endAll(): void {
    this.#open.endAll();
    this.#subscriptions.endAll();
  }
}

/** A name for a session that is only its owner's; undefined where there is none. */
function sessionOf(request: FastifyRequest, principal: Principal): string | undefined {
  const id = request.headers['mcp-session-id'];
  if (typeof id !== 'string' || isWithoutSessions(request)) return undefined;
  return tokenHash(JSON.stringify([ownerOf(principal), id]));
}

function tooMany(reply: FastifyReply): void {
  reply.code(429).header('Retry-After', String(RETRY_AFTER_S)).send({
    error: 'too_many_streams',
    error_description: 'Too many clients listen already. Try again in a minute.',
  });
}
