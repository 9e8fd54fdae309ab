import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { MINUTE, SECOND } from '../../core/clock.ts';
import type { CallDependencies } from '../call-tool.ts';
import type { SessionStreams } from './session-streams.ts';
import { type Watch, watchResource } from './watch.ts';

/** With this the events of a session that has subscriptions are named. */
export const SUBSCRIBED = 'subscribed';
const NOTHING = 'nothing';

const MOST_PER_SESSION = 100;
const MOST = 2_000;
/** A client that lost its stream opens another within this time; then its subscriptions are gone. */
const WITHOUT_STREAM_MS = 2 * MINUTE;
/** Clients open their stream while they send their first requests. */
const STREAM_OPENS_WITHIN_MS = 3 * SECOND;

const NO_STREAM =
  'Nothing was subscribed to: this session has no stream in which it could be told of updates. Open one first, with GET at this address and the Mcp-Session-Id of this session; where several Latchkeys share the work, it has to be open at the one that answers here.';

interface Session {
  readonly watches: Map<string, Promise<Watch>>;
  /** Whether its client takes events without a message. */
  readonly takesMarks: boolean;
  forgotten?: NodeJS.Timeout;
}

/** What sessions of the older era are subscribed to (`resources/subscribe`, 2025-11-25). */
export class SessionSubscriptions {
  readonly #deps: CallDependencies;
  readonly #streams: SessionStreams;
  readonly #sessions = new Map<string, Session>();

  constructor(deps: CallDependencies, streams: SessionStreams) {
    this.#deps = deps;
    this.#streams = streams;
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  /** Subscribes a session whose stream is here. Throws errors of the protocol. */
  async subscribe(
    session: string,
    principal: Principal,
    uri: string,
    takesMarks: boolean,
  ): Promise<void> {
    if (!(await this.#streams.opened(session, STREAM_OPENS_WITHIN_MS))) {
      throw new ProtocolError(ProtocolErrorCode.InvalidRequest, NO_STREAM);
    }
    const known = this.#sessions.get(session) ?? { watches: new Map(), takesMarks };
    const before = known.watches.get(uri);
    if (before !== undefined) return void (await before);
    const all = [...this.#sessions.values()].reduce((sum, { watches }) => sum + watches.size, 0);
    if (known.watches.size >= MOST_PER_SESSION || all >= MOST) {
      throw new ProtocolError(
        ProtocolErrorCode.InvalidRequest,
        `Not subscribed: there are too many subscriptions, of this session (${MOST_PER_SESSION} at most) or of all. Unsubscribe from what you need no more.`,
      );
    }
    const watching = watchResource(principal, uri, this.#deps, {
      ready: () => this.#streams.ready(session),
      updated: (changed) =>
        this.#streams.send(
          session,
          { method: 'notifications/resources/updated', params: { uri: changed } },
          SUBSCRIBED,
        ),
    });
    known.watches.set(uri, watching);
    this.#sessions.set(session, known);
    try {
      await watching;
      if (this.#streams.has(session)) this.#mark(session, known, SUBSCRIBED);
      else this.wait(session);
    } catch (thrown) {
      this.#takeOut(session, known, uri);
      throw thrown;
    }
  }

  /** Nothing happens when it is not subscribed to that. */
  async unsubscribe(session: string, uri: string): Promise<void> {
    const known = this.#sessions.get(session);
    const watching = known?.watches.get(uri);
    if (known === undefined || watching === undefined) return;
    this.#takeOut(session, known, uri);
    await watching.then(
      (watch) => watch.stop(),
      () => {},
    );
  }

  /** A stream was opened: what may have been missed is told now. */
  resume(session: string): void {
    const known = this.#sessions.get(session);
    if (known === undefined) return;
    clearTimeout(known.forgotten);
    this.#mark(session, known, SUBSCRIBED);
    for (const watching of known.watches.values()) {
      watching.then((watch) => watch.again()).catch(() => {});
    }
  }

  /** The last stream of a session has ended: it is waited for a while. */
  wait(session: string): void {
    const known = this.#sessions.get(session);
    if (known === undefined) return;
    clearTimeout(known.forgotten);
    known.forgotten = setTimeout(() => this.end(session), WITHOUT_STREAM_MS).unref();
  }

  end(session: string): void {
    const known = this.#sessions.get(session);
    this.#sessions.delete(session);
    clearTimeout(known?.forgotten);
    for (const watching of known?.watches.values() ?? []) {
      watching.then((watch) => watch.stop()).catch(() => {});
    }
  }

  endAll(): void {
    for (const session of [...this.#sessions.keys()]) this.end(session);
  }

  #takeOut(session: string, known: Session, uri: string): void {
    known.watches.delete(uri);
    if (known.watches.size > 0 || this.#sessions.get(session) !== known) return;
    clearTimeout(known.forgotten);
    this.#sessions.delete(session);
    this.#mark(session, known, NOTHING);
  }

  #mark(session: string, { takesMarks }: Session, id: string): void {
    if (takesMarks) this.#streams.mark(session, id);
  }
}
