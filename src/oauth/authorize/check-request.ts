import type { ClientFinder } from '../../clients/find-client.ts';
import type { AuthorizationRequest } from '../../store/contract.ts';
import type { OAuthRefusal } from '../oauth-error.ts';
import type { Draft, Rule } from './draft.ts';
import { codeResponse } from './rules/code-response.ts';
import { knownClient } from './rules/known-client.ts';
import { knownScope } from './rules/known-scope.ts';
import { noRequestObject } from './rules/no-request-object.ts';
import { ownResource } from './rules/own-resource.ts';
import { personPresent } from './rules/person-present.ts';
import { reasonableState } from './rules/reasonable-state.ts';
import { registeredRedirect } from './rules/registered-redirect.ts';
import { s256Challenge } from './rules/s256-challenge.ts';

/** Until these hold there is nowhere safe to send an error: the person sees a page. */
const RULES_WITHOUT_REDIRECT: readonly Rule[] = [knownClient, registeredRedirect, reasonableState];

/** From here on the client is told of an error by redirect. */
const RULES_WITH_REDIRECT: readonly Rule[] = [
  noRequestObject,
  codeResponse,
  s256Challenge,
  ownResource,
  knownScope,
  personPresent,
];

export type CheckedRequest =
  | { readonly status: 'good'; readonly request: AuthorizationRequest }
  | { readonly status: 'tell_person'; readonly refusal: OAuthRefusal }
  | {
      readonly status: 'tell_client';
      readonly refusal: OAuthRefusal;
      readonly redirectUri: string;
    };

/** Runs every rule of /authorize in order; the first one broken decides. */
export async function checkRequest(draft: Draft, clients: ClientFinder): Promise<CheckedRequest> {
  for (const rule of RULES_WITHOUT_REDIRECT) {
    const refusal = await rule(draft, clients);
    if (refusal !== undefined) return { status: 'tell_person', refusal };
  }
  for (const rule of RULES_WITH_REDIRECT) {
    const refusal = await rule(draft, clients);
    if (refusal !== undefined) {
      return { status: 'tell_client', refusal, redirectUri: proven(draft.redirectUri) };
    }
  }
  const state = draft.parameters.state;
  return {
    status: 'good',
    request: {
      clientId: proven(draft.client).id,
      redirectUri: proven(draft.redirectUri),
      codeChallenge: proven(draft.codeChallenge),
      issuer: draft.door.issuer,
      resource: proven(draft.resource),
      scope: proven(draft.scope),
      ...(state !== undefined && { state }),
    },
  };
}

/** A field that some rule has filled in; a missing one means the list above lost that rule. */
function proven<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an authorization rule is missing from the list');
  return value;
}
