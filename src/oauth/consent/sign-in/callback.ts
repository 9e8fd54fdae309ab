import type { FastifyInstance } from 'fastify';
import type { HomeAddress } from '../../../config/config.ts';
import type { Result } from '../../../core/result.ts';
import { SingleFlight } from '../../../core/single-flight.ts';
import type { HomeLogin } from '../../../home/login.ts';
import type { ProvenLogin } from '../../../home/sign-in.ts';
import { openAnswer } from '../../../keys/sealed-answer.ts';
import { tokenHash } from '../../../keys/token-hash.ts';
import { doorOf } from '../../../net/door-guard.ts';
import type { Permission } from '../../../policy/scopes.ts';
import type { SignIn } from '../../../store/contract.ts';
import { sendMessage } from '../../../views/pages.ts';
import { type Parameters, singleParameters } from '../../parameters.ts';
import { tell } from '../../told.ts';
import { type AnswerDependencies, admit, signInFailed } from '../answer.ts';
import { offeredPermission } from '../form.ts';
import { type FormName, type OpenForm, openForm } from '../open-form.ts';
import { type Outcome, openOutcome } from '../outcome.ts';
import { showOutcome } from '../show-outcome.ts';
import { CALLBACK_PATH, clientIdAt, sealedFor } from './begin.ts';
import type { SignInProblem } from './problems.ts';

export interface SignInDependencies extends AnswerDependencies {
  readonly homes: readonly HomeAddress[];
  /** Spends the code somebody brought from their home (`checkCode`). */
  readonly checkCode: (
    home: HomeAddress,
    given: { readonly code: string; readonly clientId: string },
  ) => Promise<Result<ProvenLogin, 'refused' | 'unreachable' | 'banned'>>;
  /** Ends a login nobody needs; never throws, and is not waited for. */
  readonly forgetLogin: (home: HomeAddress, login: HomeLogin) => void;
}

/** What became of somebody who came back. */
type Arrival = { readonly outcome: Outcome | undefined } | { readonly problem: SignInProblem };

/**
 * Where people come back from their home's login page. Whatever is wrong with the code, or was wrong
 * at the home, leads back to the form, which stays open; only its own browser gets that far.
 */
export function signInRoutes(app: FastifyInstance, deps: SignInDependencies): void {
  // Browsers load a page twice for reasons of their own; both get what the first one got.
  const arrivals = new SingleFlight<Arrival>();

  app.get(CALLBACK_PATH, async (request, reply) => {
    const query = singleParameters(request.query);
    const parameters = query.ok ? query.value : {};
    const signIn = await signInOf(parameters, deps);
    const form = await openForm(request, reply, signIn?.form, deps);
    if (form === undefined || signIn === undefined) return reply;
    if (doorOf(request).issuer !== form.transaction.request.issuer) {
      return sendMessage(reply, 403, ({ consent }) => consent.otherDoor);
    }
    const arrival = await arrivals.run(signIn.kept.id, () =>
      arrive(form, signIn.kept, parameters.code, deps),
    );
    if ('outcome' in arrival) return showOutcome(reply, arrival.outcome);
    tell(request, { signInProblem: arrival.problem });
    const { home, permission } = signIn.kept;
    const back = new URLSearchParams({ request: form.handle, home, permission, ...arrival });
    return reply
      .header('Cache-Control', 'no-store')
      .redirect(`${doorOf(request).path}/consent?${back}`, 303);
  });
}

async function signInOf(
  { state }: Parameters,
  deps: SignInDependencies,
): Promise<{ readonly kept: SignIn; readonly form: FormName } | undefined> {
  if (state === undefined) return undefined;
  const kept = await deps.store.signIn(tokenHash(state), deps.clock());
  if (kept === undefined) return undefined;
  const handle = (secret: string) => openAnswer(sealedFor(secret, state), kept.sealedHandle);
  return { kept, form: { transactionId: kept.transactionId, handle } };
}

async function arrive(
  form: OpenForm,
  signIn: SignIn,
  code: string | undefined,
  deps: SignInDependencies,
): Promise<Arrival> {
  const { transaction, secret, handle } = form;
  if (transaction.outcome !== undefined) {
    return { outcome: openOutcome(secret, handle, transaction.outcome) };
  }
  if (!(await deps.store.takeSignIn(signIn.id, deps.clock()))) return { problem: 'again' };
  if (code === undefined) return { problem: 'denied' };
  const home = deps.homes.find(({ name }) => name === signIn.home);
  const permission = offeredPermission(signIn.permission, form, deps.supported());
  if (home === undefined || permission === undefined) return { problem: 'again' };
  if (deps.attempts.exhausted(home.name) || deps.attempts.exhausted(transaction.id)) {
    signInFailed(form, home, 'too_many', deps);
    return { problem: 'too_many' };
  }

  const clientId = clientIdAt(transaction.request.issuer);
  const proven = await deps.checkCode(home, { code, clientId });
  if (!proven.ok) {
    signInFailed(form, home, proven.error, deps);
    if (proven.error === 'refused') {
      deps.attempts.failed(home.name);
      deps.attempts.failed(transaction.id);
    }
    return { problem: proven.error };
  }
  deps.attempts.succeeded(home.name);
  return finish(form, home, proven.value, permission, deps);
}

/** Lets them in; a login that came too late for that is not left behind at the home. */
async function finish(
  form: OpenForm,
  home: HomeAddress,
  { user, login }: ProvenLogin,
  permission: Permission,
  deps: SignInDependencies,
): Promise<Arrival> {
  let needed = false;
  try {
    const finished = await admit(form, { home: home.name, user, login }, permission, deps);
    needed = finished.first;
    return { outcome: finished.outcome };
  } finally {
    if (!needed) deps.forgetLogin(home, login);
  }
}
