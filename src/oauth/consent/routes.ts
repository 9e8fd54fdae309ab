import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HomeAddress } from '../../config/config.ts';
import { doorOf } from '../../net/door-guard.ts';
import { sendMessage, sendPage, speechOf } from '../../views/pages.ts';
import { type Parameters, singleParameters } from '../parameters.ts';
import { tell } from '../told.ts';
import { allow, deny } from './answer.ts';
import { csrfToken, isOwnForm } from './browser.ts';
import { consentForm, offeredPermission } from './form.ts';
import { byHandle, type OpenForm, openForm } from './open-form.ts';
import { openOutcome } from './outcome.ts';
import { showOutcome } from './show-outcome.ts';
import { beginSignIn } from './sign-in/begin.ts';
import { type SignInDependencies, signInRoutes } from './sign-in/callback.ts';
import { problemNamed, type SignInProblem, statusOf } from './sign-in/problems.ts';

export type ConsentDependencies = SignInDependencies;

const LARGEST_FORM = 16 * 1_024;

/** The consent page: who asks, for which home, and what a person lets them do. */
export function consentRoutes(app: FastifyInstance, deps: ConsentDependencies): void {
  app.get('/consent', async (request, reply) => {
    const query = singleParameters(request.query);
    const asked = query.ok ? query.value : {};
    const form = await openForm(request, reply, byHandle(asked.request), deps);
    if (form === undefined) return reply;
    if (form.transaction.finishedAt !== undefined)
      return sendMessage(reply, 200, ({ consent }) => consent.answered);
    const problem = problemNamed(asked.problem);
    if (problem === undefined) return showForm(reply, 200, form, deps);
    return showSignInProblem(reply, problem, form, deps, asked);
  });

  app.post('/consent', { bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const fields = singleParameters(request.body);
    if (!fields.ok) return notOurForm(reply, 400);
    const form = await openForm(request, reply, byHandle(fields.value.request), deps);
    if (form === undefined) return reply;
    if (!isOwnForm(request, doorOf(request), form.secret, form.handle, fields.value.csrf)) {
      return notOurForm(reply, 403);
    }
    if (form.transaction.outcome !== undefined) {
      return showOutcome(reply, openOutcome(form.secret, form.handle, form.transaction.outcome));
    }
    if (fields.value.action === 'deny') return showOutcome(reply, await deny(form, deps));

    const { action } = fields.value;
    const home = chosenHome(fields.value.home, deps.homes);
    const permission = offeredPermission(fields.value.permission, form, deps.supported());
    if (home === undefined || permission === undefined) {
      return notOurForm(reply, 400);
    }
    if (action === 'signin') {
      return hasLoginPage(home)
        ? beginSignIn(reply, form, home, permission, deps)
        : showSignInProblem(reply, 'no_login', form, deps, { permission, home: home.name });
    }
    if (action !== 'allow') return notOurForm(reply, 400);
    const answer = await allow(form, home, fields.value.token ?? '', permission, deps);
    if (answer.ok) return showOutcome(reply, answer.value);
    tell(request, { signInProblem: answer.error });
    return showForm(reply, answer.error === 'unreachable' ? 503 : 400, form, deps, {
      problem: speechOf(reply).words.consent.refusals[answer.error],
      chosen: permission,
      chosenHome: home.name,
    });
  });

  signInRoutes(app, deps);
}

function notOurForm(reply: FastifyReply, status: number): Promise<FastifyReply> {
  return sendMessage(reply, status, ({ consent }) => consent.notOurForm);
}

function showSignInProblem(
  reply: FastifyReply,
  problem: SignInProblem,
  form: OpenForm,
  deps: ConsentDependencies,
  { permission, home }: Parameters,
): Promise<FastifyReply> {
  return showForm(reply, statusOf(problem), form, deps, {
    signInProblem: speechOf(reply).words.consent.signInProblems[problem],
    chosen: permission,
    chosenHome: home,
  });
}

function showForm(
  reply: FastifyReply,
  status: number,
  { transaction, client, secret, handle }: OpenForm,
  deps: ConsentDependencies,
  kept: {
    problem?: string;
    signInProblem?: string;
    chosen?: string | undefined;
    chosenHome?: string | undefined;
  } = {},
): Promise<FastifyReply> {
  const { consent: words } = speechOf(reply).words;
  const form = consentForm(transaction, client, {
    supported: deps.supported(),
    homes: deps.homes.map((home) => home.name),
    signIn: deps.homes.some(hasLoginPage),
    handle,
    csrf: csrfToken(secret, handle),
    choices: words.choices,
    ...kept,
  });
  const title = words.title(client.name);
  return sendPage(reply, status, 'consent', {
    title:
      form.problem === undefined && form.signInProblem === undefined ? title : words.problem(title),
    form,
  });
}

function hasLoginPage(home: HomeAddress): home is HomeAddress & { readonly browserUrl: string } {
  return home.browserUrl !== undefined;
}

function chosenHome(
  name: string | undefined,
  homes: readonly HomeAddress[],
): HomeAddress | undefined {
  return name === undefined && homes.length === 1
    ? homes[0]
    : homes.find((home) => home.name === name);
}
