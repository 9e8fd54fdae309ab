import type { FrontDoor } from '../net/front-doors.ts';
import type { Principal } from './principal.ts';

/** What one way of proving makes of a bearer token. */
export type Proven =
  | { readonly status: 'known'; readonly principal: Principal }
  /** It may be good, but what we need to check it cannot be had right now. */
  | { readonly status: 'unavailable'; readonly description: string };

/**
 * One kind of bearer token. Undefined when the token is none of its kind or does not hold: which of
 * the two it is, nobody is told. At once when there can be none of its kind like this one, so that
 * nothing is waited for.
 */
export type Prover = (token: string, door: FrontDoor) => Promise<Proven | undefined> | undefined;
