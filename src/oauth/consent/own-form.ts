import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { Store } from '../../store/contract.ts';
import { singleParameters } from '../parameters.ts';
import { browserSecret } from './browser.ts';

/** The consent form that a request is about, if it comes from the browser the form was handed to. */
export async function ownForm(
  request: FastifyRequest,
  store: Pick<Store, 'transaction'>,
  clock: Clock,
): Promise<string | undefined> {
  const fields = singleParameters(request.body ?? request.query);
  const handle = fields.ok ? fields.value.request : undefined;
  const secret = browserSecret(request, doorOf(request));
  if (handle === undefined || secret === undefined) return undefined;
  const transaction = await store.transaction(tokenHash(handle), clock());
  return transaction?.browserHash === tokenHash(secret) ? transaction.id : undefined;
}
