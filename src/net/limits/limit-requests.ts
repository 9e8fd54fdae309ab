import type { FastifyInstance, FastifyRequest, onSendHookHandler, RouteOptions } from 'fastify';
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
 * Holds every route of a listener that is made after this to its limit in `table.ts`. Counts after
 * the hooks of the route's own room, so that a refusal has the same headers as any other answer from
 * there; a route without a limit pays nothing.
 */
export function limitRequests(app: FastifyInstance, deps: LimitDependencies): void {
  const budgets = new Map(
    Object.entries(deps.limits).map(([name, limit]) => [name, new Budget(limit, deps.clock)]),
  );
  app.decorateRequest('overLimitMs', 0);
  app.addHook('onRoute', (route) => {
    const [method = ''] = [route.method].flat();
    const name = limitOf(method, route.url);
    const budget = name === undefined ? undefined : budgets.get(name);
    if (name === undefined || budget === undefined) return;
    const held = { budget, proof: deps.proofs[name], isPage: PAGES.includes(name) };
    if (deps.limits[name].counts === 'all') countAll(route, held);
    else countRefused(route, held);
  });
}

/** A route's budget, and what draws on its reserve. */
interface Held {
  readonly budget: Budget;
  readonly proof: Proof | undefined;
  readonly isPage: boolean;
}

function countAll(route: RouteOptions, held: Held): void {
  const { budget, proof, isPage } = held;
  route.preParsing = [
    ...hooksOf(route.preParsing),
    (request, reply, _payload, done) => {
      request.overLimitMs = budget.take(clientAddress(request));
      if (request.overLimitMs === 0 || proof !== undefined) done();
      else void sendTooMany(request, reply, request.overLimitMs, isPage);
    },
  ];
  if (proof === undefined) return;
  // A proof may be in the body, which has been read by now.
  route.preHandler = [
    ...hooksOf(route.preHandler),
    async (request, reply) => {
      if (request.overLimitMs === 0 || (await isInReserve(request, held))) return;
      await sendTooMany(request, reply, request.overLimitMs, isPage);
    },
  ];
}

function countRefused(route: RouteOptions, held: Held): void {
  const refused: onSendHookHandler = (request, reply, payload, done) => {
    if (reply.statusCode < 400 || reply.statusCode >= 500) return done(null, payload);
    const wait = held.budget.take(clientAddress(request));
    if (wait === 0) return done(null, payload);
    isInReserve(request, held).then(
      (inReserve) => done(null, inReserve ? payload : asTooMany(reply, wait)),
      (error: Error) => done(error),
    );
  };
  // Before the route's own, one of which measures the answer to a HEAD.
  route.onSend = [refused, ...hooksOf(route.onSend)];
}

function hooksOf<Hook>(hooks: Hook | Hook[] | undefined): Hook[] {
  return hooks === undefined ? [] : ([hooks].flat() as Hook[]);
}

async function isInReserve(
  request: FastifyRequest,
  { budget, proof }: Pick<Held, 'budget' | 'proof'>,
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
