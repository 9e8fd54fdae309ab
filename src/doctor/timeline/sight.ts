import { decodeJwt } from 'jose';
import { isLocalhostOnly } from '../../clients/redirect-uris.ts';
import { printable } from '../../core/printable.ts';
import type { RefusalReason } from '../../oauth/oauth-error.ts';
import type { Told } from '../../oauth/told.ts';
import type { Client, Grant } from '../../store/contract.ts';
import type { KnownClient, SignInDetail, StepDetail, StepKind } from './steps.ts';

const LONGEST_NAME = 80;

const BY_PATH: Readonly<Record<string, StepKind>> = {
  'GET /authorize': 'authorize',
  'POST /register': 'registration',
  'POST /token': 'token',
  'GET /consent': 'consent_page',
  'POST /consent': 'consent',
  'GET /signin/callback': 'consent',
  'POST /mcp': 'call',
  'GET /mcp': 'call',
  'POST /': 'call',
};

/** Which step a request is, by its method and path; undefined for what has nothing to do with connecting. */
export function stepOf(method: string, path: string): StepKind | undefined {
  const ofPath = BY_PATH[`${method} ${path.replace(/^\/oauth\//, '/')}`];
  if (ofPath !== undefined || method !== 'GET') return ofPath;
  if (path.includes('/.well-known/oauth-protected-resource')) return 'resource_metadata';
  return /\/\.well-known\/(oauth-authorization-server|openid-configuration)/.test(path)
    ? 'server_metadata'
    : undefined;
}

/** The program as it names itself: the first product of a User-Agent and nothing else of it. */
export function agentOf(header: string | undefined): string {
  return /^[A-Za-z][\w.-]{0,39}(?:\/[\d.]{1,20})?/.exec(header ?? '')?.[0] ?? '';
}

/** A name under which we were asked, if it can be a name at all. */
export function hostOf(header: string | undefined): string | undefined {
  return /^[a-z\d.-]{1,253}(?::\d{1,5})?$/i.test(header ?? '') ? header : undefined;
}

export function knownClientOf({ id, name, redirectUris, origin }: Client): KnownClient {
  return {
    id,
    name: printable(name).slice(0, LONGEST_NAME),
    hosted:
      redirectUris.some((one) => one.startsWith('https://')) && !isLocalhostOnly(redirectUris),
    ...(origin === 'document' && { by: 'document' as const }),
    ...(origin === 'static' && { by: 'listed' as const }),
  };
}

/** Why a request was refused, by what its route left word of and by its status. */
export function detailOf(status: number, { refusal }: Told): StepDetail {
  if (status === 429) return 'too_many_requests';
  if (status >= 500 || refusal?.error === 'temporarily_unavailable') return 'trouble';
  if (refusal?.reason !== undefined) return refusal.reason;
  if (refusal?.error === 'invalid_client') return 'client_authentication';
  return refusal?.error === 'invalid_redirect_uri' ? 'redirect_uri' : 'other';
}

/**
 * Why a token that names a live or dead grant of ours was refused. What it says of itself is not
 * verified: it decides nothing but the sentence that its owner reads.
 */
export function tokenFault(
  token: string,
  { grant, resource, now }: { grant: Grant; resource: string; now: number },
): StepDetail {
  if (grant.endedAt !== undefined) return 'grant_ended';
  try {
    const { aud, exp = 0 } = decodeJwt(token);
    if (aud !== resource) return 'resource' satisfies RefusalReason;
    return exp * 1_000 <= now ? 'token_expired' : 'foreign_token';
  } catch {
    return 'foreign_token';
  }
}

const SIGN_IN: Readonly<Record<string, SignInDetail>> = {
  unreachable: 'home_unreachable',
  banned: 'home_banned',
  too_many: 'too_many_sign_ins',
  denied: 'sign_in_again',
  again: 'sign_in_again',
};

/** Why somebody could not sign in, as the audit log calls it; the rest is a token that does not hold. */
export function signInDetail(outcome: string): SignInDetail {
  return SIGN_IN[outcome] ?? 'sign_in_refused';
}
