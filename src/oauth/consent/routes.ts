import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HomeAddress } from '../../config/config.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { Permission } from '../../policy/scopes.ts';
import { permissionsFor } from '../../policy/scopes.ts';
import { sendMessage, sendPage } from '../../views/pages.ts';
import { singleParameters } from '../parameters.ts';
import { type AnswerDependencies, allow, deny, type OpenForm } from './answer.ts';
import { browserSecret, csrfToken, isOwnForm } from './browser.ts';
import { consentForm, scopeOnTheTable } from './form.ts';
import { type Outcome, openOutcome } from './outcome.ts';
import { REFUSALS } from './sentences.ts';

export interface ConsentDependencies extends AnswerDependencies {
  readonly homes: readonly HomeAddress[];
}

const LARGEST_FORM = 16 * 1_024;

const EXPIRED = {
  title: 'This sign-in has ended',
  happened: 'The page was open for too long, or was already used. Nothing was changed.',
  todo: 'Go back to your assistant and connect again; a fresh page will open.',
};
const OTHER_BROWSER = {
  title: 'This sign-in belongs to another browser',
  happened: 'It was started elsewhere, or this browser does not keep cookies for this page.',
  todo: 'Allow cookies for this address, go back to your assistant and connect again from here.',
};
const NOT_OUR_FORM = {
  title: 'This answer did not come from our page',
  happened: 'To protect you it was not used. Nothing was changed.',
  todo: 'Go back to your assistant and connect again.',
};
const ANSWERED = {
  title: 'You have already answered',
  happened: 'Your answer was kept and your assistant was told.',
  todo: 'You can close this page. If the assistant is not connected, connect again from there.',
};

/** The consent page: who asks, for which home, and what a person lets them do. */
export function consentRoutes(app: FastifyInstance, deps: ConsentDependencies): void {
  app.get('/consent', async (request, reply) => {
    const query = singleParameters(request.query);
    const form = await openForm(request, reply, query.ok ? query.value.request : undefined, deps);
    if (form === undefined) return reply;
    if (form.transaction.finishedAt !== undefined) return sendMessage(reply, 200, ANSWERED);
    return showForm(reply, 200, form, deps);
  });

  app.post('/consent', { bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const fields = singleParameters(request.body);
    if (!fields.ok) return sendMessage(reply, 400, NOT_OUR_FORM);
    const form = await openForm(request, reply, fields.value.request, deps);
    if (form === undefined) return reply;
    if (!isOwnForm(request, doorOf(request), form.secret, form.handle, fields.value.csrf)) {
      return sendMessage(reply, 403, NOT_OUR_FORM);
    }
    if (form.transaction.outcome !== undefined) {
      return showOutcome(reply, openOutcome(form.secret, form.handle, form.transaction.outcome));
    }
    if (fields.value.action === 'deny') return showOutcome(reply, await deny(form, deps));
    if (fields.value.action !== 'allow') return sendMessage(reply, 400, NOT_OUR_FORM);

    const home = chosenHome(fields.value.home, deps.homes);
    const permission = chosenPermission(fields.value.permission, form, deps);
    if (home === undefined || permission === undefined) {
      return sendMessage(reply, 400, NOT_OUR_FORM);
    }
    const answer = await allow(form, home, fields.value.token ?? '', permission, deps);
    if (answer.ok) return showOutcome(reply, answer.value);
    return showForm(reply, answer.error === 'unreachable' ? 503 : 400, form, deps, {
      problem: REFUSALS[answer.error],
      chosen: permission,
      chosenHome: home.name,
    });
  });
}

/** The transaction behind a handle, in the browser it was made for; answers and is undefined if not. */
async function openForm(
  request: FastifyRequest,
  reply: FastifyReply,
  handle: string | undefined,
  deps: ConsentDependencies,
): Promise<OpenForm | undefined> {
  const transaction =
    handle === undefined
      ? undefined
      : await deps.store.transaction(tokenHash(handle), deps.clock());
  const client =
    transaction === undefined ? undefined : await deps.store.client(transaction.request.clientId);
  if (handle === undefined || transaction === undefined || client === undefined) {
    await sendMessage(reply, 410, EXPIRED);
    return undefined;
  }
  const secret = browserSecret(request, doorOf(request));
  if (secret === undefined || tokenHash(secret) !== transaction.browserHash) {
    await sendMessage(reply, 403, OTHER_BROWSER);
    return undefined;
  }
  return { transaction, client, secret, handle };
}

function showForm(
  reply: FastifyReply,
  status: number,
  { transaction, client, secret, handle }: OpenForm,
  deps: ConsentDependencies,
  kept: { problem?: string; chosen?: string; chosenHome?: string } = {},
): Promise<FastifyReply> {
  const form = consentForm(transaction, client, {
    supported: deps.supported,
    homes: deps.homes.map((home) => home.name),
    handle,
    csrf: csrfToken(secret, handle),
    ...kept,
  });
  return sendPage(reply, status, 'consent', { title: 'Let an assistant in?', form });
}

/** The answer to a POST is a page, not a redirect: Chromium holds redirects to form-action. */
function showOutcome(reply: FastifyReply, outcome: Outcome | undefined): Promise<FastifyReply> {
  if (outcome === undefined) return sendMessage(reply, 410, EXPIRED);
  return sendPage(reply, 200, 'leaving', {
    title: outcome.allowed ? `Signed in as ${outcome.person}` : 'Not allowed',
    outcome,
    moveOnTo: outcome.location,
  });
}

function chosenHome(
  name: string | undefined,
  homes: readonly HomeAddress[],
): HomeAddress | undefined {
  return name === undefined && homes.length === 1
    ? homes[0]
    : homes.find((home) => home.name === name);
}

/** The choice must be one that was offered: the form is a stranger's to change. */
function chosenPermission(
  value: string | undefined,
  form: OpenForm,
  deps: ConsentDependencies,
): Permission | undefined {
  const choices = permissionsFor(scopeOnTheTable(form.transaction, form.client, deps.supported));
  return choices.find((one) => one === value);
}
