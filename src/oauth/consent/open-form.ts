import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientFinder } from '../../clients/find-client.ts';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { Client, ConsentTransaction, Store } from '../../store/contract.ts';
import { sendMessage } from '../../views/pages.ts';
import { tell } from '../told.ts';
import { browserSecret } from './browser.ts';

/** A form that came back from the browser it was handed to. */
export interface OpenForm {
  readonly transaction: ConsentTransaction;
  readonly client: Client;
  readonly secret: string;
  readonly handle: string;
}

/** Which form a request is about. */
export interface FormName {
  readonly transactionId: string;
  /** Its handle, for the browser with this secret. */
  readonly handle: (secret: string) => string;
}

/** The form with this handle, as its own fields and address name it. */
export function byHandle(handle: string | undefined): FormName | undefined {
  if (handle === undefined) return undefined;
  return { transactionId: tokenHash(handle), handle: () => handle };
}

/** The form, in the browser it was made for; answers and is undefined if it is not. */
export async function openForm(
  request: FastifyRequest,
  reply: FastifyReply,
  name: FormName | undefined,
  deps: {
    readonly store: Pick<Store, 'transaction'>;
    readonly clients: Pick<ClientFinder, 'known'>;
    readonly clock: Clock;
  },
): Promise<OpenForm | undefined> {
  if (name !== undefined) tell(request, { transactionId: name.transactionId });
  const transaction =
    name === undefined ? undefined : await deps.store.transaction(name.transactionId, deps.clock());
  const client =
    transaction === undefined ? undefined : await deps.clients.known(transaction.request.clientId);
  if (name === undefined || transaction === undefined || client === undefined) {
    await sendMessage(reply, 410, ({ consent }) => consent.expired);
    return undefined;
  }
  const secret = browserSecret(request, doorOf(request));
  if (secret === undefined || tokenHash(secret) !== transaction.browserHash) {
    await sendMessage(reply, 403, ({ consent }) => consent.otherBrowser);
    return undefined;
  }
  return { transaction, client, secret, handle: name.handle(secret) };
}
