import type { FastifyReply } from 'fastify';
import type { HomeAddress } from '../../../config/config.ts';
import { type Clock, MINUTE } from '../../../core/clock.ts';
import { type Random, randomId } from '../../../core/ids.ts';
import { loginPage } from '../../../home/login.ts';
import { sealAnswer } from '../../../keys/sealed-answer.ts';
import { tokenHash } from '../../../keys/token-hash.ts';
import { frontDoor } from '../../../net/front-doors.ts';
import type { Permission } from '../../../policy/scopes.ts';
import type { Store } from '../../../store/contract.ts';
import { sendPage, speechOf } from '../../../views/pages.ts';
import type { OpenForm } from '../open-form.ts';

/** Home Assistant's own codes live as long. */
const LIFE_MS = 10 * MINUTE;

export const CALLBACK_PATH = '/signin/callback';

/**
 * Home Assistant takes any client_id of the same scheme and host as the redirect_uri, without
 * fetching anything (its IndieAuth rule); a door's path is no part of that.
 */
export function clientIdAt(issuer: string): string {
  return frontDoor(issuer).origin;
}

/**
 * Sends a person to their home's own login page. The state they come back with is known to nobody
 * else, works once, and brings back this form, home and choice in this browser only.
 */
export async function beginSignIn(
  reply: FastifyReply,
  form: OpenForm,
  home: HomeAddress & { readonly browserUrl: string },
  permission: Permission,
  deps: { readonly store: Store; readonly random: Random; readonly clock: Clock },
): Promise<FastifyReply> {
  const { transaction, secret, handle } = form;
  const { issuer } = transaction.request;
  const state = randomId(deps.random);
  await deps.store.putSignIn({
    id: tokenHash(state),
    transactionId: transaction.id,
    home: home.name,
    permission,
    sealedHandle: sealAnswer(sealedFor(secret, state), handle, deps.random),
    expiresAt: Math.min(deps.clock() + LIFE_MS, transaction.expiresAt),
  });
  return sendPage(reply, 200, 'sign-in', {
    title: speechOf(reply).words.consent.signIn,
    home: new URL(home.browserUrl).host,
    moveOnTo: loginPage(home.browserUrl, {
      clientId: clientIdAt(issuer),
      redirectUri: `${issuer}${CALLBACK_PATH}`,
      state,
    }),
  });
}

/** What a form's handle is sealed with while its person is away: the browser and the state. */
export function sealedFor(secret: string, state: string): string {
  return `sign-in ${secret} ${state}`;
}
