import { AsyncLocalStorage } from 'node:async_hooks';
import { ProtocolError } from '@modelcontextprotocol/client';
import type { CallerSide } from './caller-side.ts';

interface InFlight {
  readonly side: CallerSide;
}

/** The call in whose own stream something arrives; none for what is a whole connection's. */
const current = new AsyncLocalStorage<InFlight | undefined>();

/** Opens what is no single call's, so that nothing in it is ever taken for one's. */
export function outsideOfCalls<T>(work: () => T): T {
  return current.run(undefined, work);
}

/**
 * Who calls over one connection now. An upstream's question has to reach the person whose call it is
 * about and nobody else: over Streamable HTTP it comes in that call's own stream; where all share one
 * stream it is theirs only while nobody else's request is under way, and otherwise nobody's.
 */
export class Callers {
  readonly #inFlight = new Set<InFlight>();
  /** Whether a call was given up whose work may still go on there. */
  #unsure = false;

  async run<T>(side: CallerSide, work: () => Promise<T>): Promise<T> {
    const call = { side };
    this.#inFlight.add(call);
    try {
      return await current.run(call, work);
    } catch (thrown) {
      if (!(thrown instanceof ProtocolError)) this.#unsure = true;
      throw thrown;
    } finally {
      this.#inFlight.delete(call);
    }
  }

  /** Whose call something is about that arrives now; `alone` says that no other request is under way. */
  now(alone: boolean): CallerSide | undefined {
    const own = current.getStore();
    if (own !== undefined) return this.#inFlight.has(own) ? own.side : undefined;
    const [only] = this.#inFlight;
    return alone && !this.#unsure && this.#inFlight.size === 1 ? only?.side : undefined;
  }
}
