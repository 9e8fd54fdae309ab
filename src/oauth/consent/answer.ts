import type { ClientFinder } from '../../clients/find-client.ts';
import { redirectHost } from '../../clients/redirect-uris.ts';
import type { HomeAddress } from '../../config/config.ts';
import type { Clock } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import type { SignInRefusal } from '../../home/sign-in.ts';
import type { HomeUser } from '../../home/user.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Attempts } from '../../net/attempts.ts';
import type { Secret, Vault } from '../../people/vault.ts';
import { ENERGY_READ, grantedScope, type Permission, upstreamsIn } from '../../policy/scopes.ts';
import type { Store } from '../../store/contract.ts';
import { refusalLocation, successLocation } from '../authorize/response.ts';
import { refusal } from '../oauth-error.ts';
import { scopeOnTheTable } from './form.ts';
import type { OpenForm } from './open-form.ts';
import { type Granted, type Outcome, openOutcome, sealOutcome } from './outcome.ts';

export interface AnswerDependencies {
  readonly store: Store;
  readonly clients: ClientFinder;
  readonly clock: Clock;
  readonly random: Random;
  readonly vault: Vault;
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
  readonly codeMs: number;
  readonly attempts: Attempts;
  readonly checkToken: (
    home: HomeAddress,
    token: string,
  ) => Promise<Result<HomeUser, SignInRefusal>>;
}

/** Answers Deny: the client is told `access_denied` (RFC 6749 section 4.1.2.1). */
export async function deny(form: OpenForm, deps: AnswerDependencies): Promise<Outcome | undefined> {
  const { request } = form.transaction;
  const { outcome } = await finish(form, deps, {
    allowed: false,
    location: refusalLocation(request, refusal('access_denied', 'the person said no')),
    client: form.client.name,
    returnsTo: redirectHost(request.redirectUri),
  });
  return outcome;
}

/**
 * Answers Allow: proves the person to their home by the token they pasted, and lets the client in.
 * Refused with the reason when the token does not hold; undefined when the form had meanwhile
 * expired.
 */
export async function allow(
  form: OpenForm,
  home: HomeAddress,
  token: string,
  permission: Permission,
  deps: AnswerDependencies,
): Promise<Result<Outcome | undefined, SignInRefusal | 'too_many'>> {
  if (deps.attempts.exhausted(home.name) || deps.attempts.exhausted(form.transaction.id)) {
    signInFailed(form, home, 'too_many', deps);
    return refused('too_many');
  }
  const user = await deps.checkToken(home, token);
  if (!user.ok) {
    signInFailed(form, home, user.error, deps);
    if (user.error === 'refused') {
      deps.attempts.failed(home.name);
      deps.attempts.failed(form.transaction.id);
    }
    return user;
  }
  deps.attempts.succeeded(home.name);

  const finished = await admit(
    form,
    { home: home.name, user: user.value, token },
    permission,
    deps,
  );
  return ok(finished.outcome);
}

/** Writes down that somebody could not prove who they are, and why. */
export function signInFailed(
  { transaction: { request } }: OpenForm,
  home: HomeAddress,
  outcome: string,
  { store, clock }: Pick<AnswerDependencies, 'store' | 'clock'>,
): void {
  store.appendAudit({
    at: clock(),
    kind: 'sign_in',
    home: home.name,
    clientId: request.clientId,
    issuer: request.issuer,
    outcome,
  });
}

/** How a form was answered: by us, or by whoever was first; undefined when it had expired. */
export interface Finished {
  readonly outcome: Outcome | undefined;
  /** Whether this was the answer that counts. */
  readonly first: boolean;
}

/**
 * Lets the client in as a person who was proven to their home: decides the scope and makes the code,
 * with everything it stands for bound to it.
 */
export async function admit(
  form: OpenForm,
  proven: Secret & { readonly home: string; readonly user: HomeUser },
  permission: Permission,
  deps: AnswerDependencies,
): Promise<Finished> {
  const now = deps.clock();
  const { request } = form.transaction;
  const { home, user } = proven;
  const scope = grantedScope(
    scopeOnTheTable(form.transaction, form.client, deps.supported()),
    permission,
    user.administrator,
  );
  const { person, credential } = await deps.vault.prepareCredential(proven);
  await deps.clients.remember(form.client);
  const code = randomId(deps.random);
  return finish(
    form,
    deps,
    {
      allowed: true,
      location: successLocation(request, code),
      client: form.client.name,
      returnsTo: redirectHost(request.redirectUri),
      person: user.name,
      granted: grantedIn(scope),
      endsBy: credential.kind === 'token' ? 'deleting_token' : 'logging_out',
    },
    {
      person,
      credential,
      code: {
        hash: tokenHash(code),
        grantId: randomId(deps.random, 16),
        request,
        scope,
        home,
        personId: person.id,
        credentialId: credential.id,
        createdAt: now,
        expiresAt: now + deps.codeMs,
      },
    },
  );
}

/** Keeps the first answer; a second click gets that one. */
async function finish(
  form: OpenForm,
  deps: AnswerDependencies,
  outcome: Outcome,
  allowed?: NonNullable<Parameters<Store['finishTransaction']>[1]['allowed']>,
): Promise<Finished> {
  const { secret, handle, transaction } = form;
  const now = deps.clock();
  const finished = await deps.store.finishTransaction(
    transaction.id,
    {
      outcome: sealOutcome(secret, handle, outcome),
      ...(allowed !== undefined && { allowed }),
    },
    now,
  );
  if (finished.status === 'unknown') return { outcome: undefined, first: false };
  if (finished.status === 'already') {
    return { outcome: openOutcome(secret, handle, finished.outcome), first: false };
  }
  deps.store.appendAudit({
    at: now,
    kind: 'consent',
    clientId: transaction.request.clientId,
    issuer: transaction.request.issuer,
    outcome: outcome.allowed ? 'allowed' : 'denied',
    ...(allowed !== undefined && {
      home: allowed.code.home,
      personId: allowed.person.id,
      grantId: allowed.code.grantId,
      detail: { scope: allowed.code.scope.join(' ') },
    }),
  });
  return { outcome, first: true };
}

function grantedIn(scope: readonly string[]): Granted {
  const home = scope.includes('home:configure')
    ? 'configure'
    : scope.includes('home:control')
      ? 'control'
      : scope.includes('home:read')
        ? 'look'
        : 'nothing';
  return { home, energy: scope.includes(ENERGY_READ), upstreams: upstreamsIn(scope) };
}
