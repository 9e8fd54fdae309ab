import type { FastifyReply, FastifyRequest } from 'fastify';
import { challenge } from '../access/challenge.ts';
import { accountOf, type Principal } from '../access/principal.ts';
import { noteUse } from '../audit/note-use.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { doorOf } from '../net/door-guard.ts';
import { decide } from '../policy/decide.ts';
import type { Wanted } from './callable.ts';
import type { McpDependencies } from './routes.ts';

/**
 * What HTTP itself must answer before the SDK takes over: 403 when a tool, prompt or resource needs
 * more scope, 401 when the home no longer accepts the person's credential. False after an answer was
 * sent.
 */
export async function prepareCall(
  { kind, offer }: Wanted,
  request: FastifyRequest,
  reply: FastifyReply,
  principal: Principal,
  deps: McpDependencies,
): Promise<boolean> {
  const decision = decide(principal, await deps.rulesOf(principal), offer);
  // What a rule denies no sign-in can grant: the call itself is told why.
  if (decision.status === 'deny') return true;
  if (decision.status === 'hide') {
    const needs = decision.needs.join(' ');
    const description = `${offer.name} needs ${needs}`;
    const detail = { [kind]: offer.name, needs };
    noteUse(principal, deps.clock(), { kind, outcome: 'refused', detail }, deps);
    reply
      .code(403)
      .header(
        'WWW-Authenticate',
        challenge(doorOf(request), {
          scope: decision.needs,
          authorizationServer: deps.gate.authorizationServer,
          error: 'insufficient_scope',
          description,
        }),
      )
      .send({ error: 'insufficient_scope', error_description: description });
    return false;
  }
  const account = accountOf(principal);
  if (!account.ok) return true;
  const { credentialId } = account.value;
  try {
    await deps.connections.for(credentialId);
  } catch (thrown) {
    if (isLatchkeyError(thrown, 'home_refused') || isLatchkeyError(thrown, 'sealed_unreadable')) {
      request.log.warn({ code: thrown.code }, 'a person has to sign in again');
      await deps.endCredential(credentialId);
      // A machine's own proof is as good as before: it is told in the result of its call.
      return (await deps.gate.admit(request, reply)) !== undefined;
    }
  }
  return true;
}
