import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../../core/clock.ts';
import { type ClientAddress, clientAddress } from '../client-address.ts';
import { Buckets } from './buckets.ts';
import { type Limit, type LimitName, type Limits, limitOf } from './table.ts';
import { asTooMany, sendTooMany } from './too-many.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The milliseconds this request would have to wait, unless it draws on a reserve. */
    overLimitMs: number;
  }
}

/** The form or grant that a request is about, if it names something that only its owner knows. */
export type Proof = (request: FastifyRequest) => Promise<string | undefined>;

export interface LimitDependencies {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly proofs: Readonly<Partial<Record<LimitName, Proof>>>;
}

/** More addresses than visit a house; a flood from more of them meets the limit for all. */
const MOST_NAMES = 2_000;
const PAGES: readonly LimitName[] = ['authorize', 'consent'];

/**
 * Holds every route of a listener to its limit in `table.ts`. Counts after the hooks of the route's
 * own room, so that a refusal has the same headers as any other answer from there.
 */
export function limitRequests(app: FastifyInstance, deps: LimitDependencies): void {
  const budgets = new Map(
    Object.entries(deps.limits).map(([name, limit]) => [name, new Budget(limit, deps.clock)]),
  );
  const budgetFor = (request: FastifyRequest) => {
    const name = limitOf(request.method, request.routeOptions.url ?? '');
    const budget = name === undefined ? undefined : budgets.get(name);
    return name === undefined || budget === undefined
      ? undefined
      : { name, budget, counts: deps.limits[name].counts, proof: deps.proofs[name] };
  };
  app.decorateRequest('overLimitMs', 0);

  app.addHook('preParsing', async (request, reply) => {
    const found = budgetFor(request);
    if (found?.counts !== 'all') return;
    request.overLimitMs = found.budget.take(clientAddress(request));
    if (request.overLimitMs === 0 || found.proof !== undefined) return;
    await sendTooMany(request, reply, request.overLimitMs, PAGES.includes(found.name));
  });

  // A proof may be in the body, which has been read by now.
  app.addHook('preHandler', async (request, reply) => {
    if (request.overLimitMs === 0) return;
    const found = budgetFor(request);
    if (found === undefined || (await isInReserve(request, found))) return;
    await sendTooMany(request, reply, request.overLimitMs, PAGES.includes(found.name));
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode < 400 || reply.statusCode >= 500) return payload;
    const found = budgetFor(request);
    if (found?.counts !== 'refused') return payload;
    const wait = found.budget.take(clientAddress(request));
    if (wait === 0 || (await isInReserve(request, found))) return payload;
    return asTooMany(reply, wait);
  });
}

async function isInReserve(
  request: FastifyRequest,
  { budget, proof }: { budget: Budget; proof: Proof | undefined },
): Promise<boolean> {
  const owner = await proof?.(request);
  return owner !== undefined && budget.takeOfReserve(owner);
}

/** The buckets of one limit. */
class Budget {
  readonly #everyone: Buckets;
  readonly #addresses: Buckets;
  readonly #reserves: Buckets | undefined;

  constructor({ everyone, address, reserve }: Limit, clock: Clock) {
    this.#everyone = new Buckets({ clock, rate: everyone, most: 1 });
    this.#addresses = new Buckets({ clock, rate: address, most: MOST_NAMES });
    this.#reserves = reserve && new Buckets({ clock, rate: reserve, most: MOST_NAMES });
  }

  /** Counts one request: 0, or the milliseconds to wait. */
  take({ address, shared }: ClientAddress): number {
    const wait = shared ? 0 : this.#addresses.take(address);
    return wait > 0 ? wait : this.#everyone.take('everyone');
  }

  takeOfReserve(owner: string): boolean {
    return this.#reserves?.take(owner) === 0;
  }
}
