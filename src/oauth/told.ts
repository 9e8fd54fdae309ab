import type { FastifyRequest } from 'fastify';
import type { Client } from '../store/contract.ts';
import type { OAuthRefusal } from './oauth-error.ts';

/** What a route found out about a request on the way to its answer. */
export interface Told {
  /** Who asked, as far as that is known. */
  readonly client?: Client;
  /** The consent form it was about, by its id in the store. */
  readonly transactionId?: string;
  /** Why a person could not prove who they are, as the audit log calls it. */
  readonly signInProblem?: string;
  /** Why it was refused, also where the answer is a page or a redirect. */
  readonly refusal?: OAuthRefusal;
}

const NOTHING: Told = {};
const told = new WeakMap<FastifyRequest, Told>();

/** Leaves word of a request for whoever watches how clients connect; nothing is decided by it. */
export function tell(request: FastifyRequest, more: Told): void {
  told.set(request, { ...told.get(request), ...more });
}

export function toldOf(request: FastifyRequest): Told {
  return told.get(request) ?? NOTHING;
}
