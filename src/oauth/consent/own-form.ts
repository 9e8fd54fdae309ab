import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { Store } from '../../store/contract.ts';
import { type Parameters, singleParameters } from '../parameters.ts';
import { browserSecret } from './browser.ts';

type Forms = Pick<Store, 'transaction' | 'signIn'>;

/**
 * The consent form that a request is about, by its handle or by the state that comes back from the
 * home, if the request comes from the browser the form was handed to.
 */
export async function ownForm(
  request: FastifyRequest,
  store: Forms,
  clock: Clock,
): Promise<string | undefined> {
  const fields = singleParameters(request.body ?? request.query);
  const secret = browserSecret(request, doorOf(request));
  if (!fields.ok || secret === undefined) return undefined;
  const id = await formNamed(fields.value, store, clock());
  const transaction = id === undefined ? undefined : await store.transaction(id, clock());
  return transaction?.browserHash === tokenHash(secret) ? transaction.id : undefined;
}

async function formNamed(
  { request: handle, state }: Parameters,
  store: Forms,
  now: number,
): Promise<string | undefined> {
  if (handle !== undefined) return tokenHash(handle);
  return state === undefined
    ? undefined
    : (await store.signIn(tokenHash(state), now))?.transactionId;
}
