import { redirectHost } from '../../clients/redirect-uris.ts';
import type { HomeAddress } from '../../config/config.ts';
import type { Clock } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import type { SignInRefusal } from '../../home/sign-in.ts';
import type { HomeUser } from '../../home/user.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Attempts } from '../../net/attempts.ts';
import type { Vault } from '../../people/vault.ts';
import { grantedScope, type Permission } from '../../policy/scopes.ts';
import type { Client, ConsentTransaction, Store } from '../../store/contract.ts';
import { refusalLocation, successLocation } from '../authorize/response.ts';
import { refusal } from '../oauth-error.ts';
import { scopeOnTheTable } from './form.ts';
import { type Outcome, openOutcome, sealOutcome } from './outcome.ts';
import { PERMISSIONS } from './sentences.ts';

export interface AnswerDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly vault: Vault;
  readonly supported: readonly string[];
  readonly codeMs: number;
  readonly attempts: Attempts;
  readonly checkToken: (
    home: HomeAddress,
    token: string,
  ) => Promise<Result<HomeUser, SignInRefusal>>;
}

/** A form that came back from the browser it was handed to. */
export interface OpenForm {
  readonly transaction: ConsentTransaction;
  readonly client: Client;
  readonly secret: string;
  readonly handle: string;
}

/** Answers Deny: the client is told `access_denied` (RFC 6749 section 4.1.2.1). */
export async function deny(form: OpenForm, deps: AnswerDependencies): Promise<Outcome | undefined> {
  const { request } = form.transaction;
  return finish(form, deps, {
    allowed: false,
    location: refusalLocation(request, refusal('access_denied', 'the person said no')),
    client: form.client.name,
    returnsTo: redirectHost(request.redirectUri),
  });
}

/**
 * Answers Allow: proves the person to their home, decides the scope and makes the code, with
 * everything it stands for bound to it. Refused with the reason when the token does not hold;
 * undefined when the form had meanwhile expired.
 */
export async function allow(
  form: OpenForm,
  home: HomeAddress,
  token: string,
  permission: Permission,
  deps: AnswerDependencies,
): Promise<Result<Outcome | undefined, SignInRefusal | 'too_many'>> {
  if (deps.attempts.exhausted(home.name) || deps.attempts.exhausted(form.transaction.id)) {
    return refused('too_many');
  }
  const user = await deps.checkToken(home, token);
  if (!user.ok) {
    if (user.error === 'refused') {
      deps.attempts.failed(home.name);
      deps.attempts.failed(form.transaction.id);
    }
    return user;
  }
  deps.attempts.succeeded(home.name);

  const now = deps.clock();
  const { request } = form.transaction;
  const scope = grantedScope(
    scopeOnTheTable(form.transaction, form.client, deps.supported),
    permission,
    user.value.administrator,
  );
  const { person, credential } = await deps.vault.prepareCredential({
    home: home.name,
    user: user.value,
    token,
  });
  const code = randomId(deps.random);
  return ok(
    await finish(
      form,
      deps,
      {
        allowed: true,
        location: successLocation(request, code),
        client: form.client.name,
        returnsTo: redirectHost(request.redirectUri),
        person: user.value.name,
        granted: inWords(scope),
      },
      {
        person,
        credential,
        code: {
          hash: tokenHash(code),
          grantId: randomId(deps.random, 16),
          request,
          scope,
          home: home.name,
          personId: person.id,
          credentialId: credential.id,
          createdAt: now,
          expiresAt: now + deps.codeMs,
        },
      },
    ),
  );
}

/** Keeps the first answer; a second click gets that one. Undefined when the form has expired. */
async function finish(
  form: OpenForm,
  deps: AnswerDependencies,
  outcome: Outcome,
  allowed?: NonNullable<Parameters<Store['finishTransaction']>[1]['allowed']>,
): Promise<Outcome | undefined> {
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
  if (finished.status === 'unknown') return undefined;
  if (finished.status === 'already') return openOutcome(secret, handle, finished.outcome);
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
  return outcome;
}

function inWords(scope: readonly string[]): string {
  const most: Permission = scope.includes('home:configure')
    ? 'configure'
    : scope.includes('home:control')
      ? 'control'
      : 'look';
  const home = scope.includes('home:read') ? [PERMISSIONS[most].label.toLowerCase()] : [];
  const energy = scope.includes('energy:read') ? ['read energy use'] : [];
  return [...home, ...energy].join(', ') || 'nothing yet';
}
