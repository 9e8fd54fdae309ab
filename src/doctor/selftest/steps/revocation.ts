import { type Fetch, oauthError, requireStatus, sendForm } from '../http.ts';
import { postMcp } from '../json-rpc.ts';
import { type Found, StepFailure } from '../report.ts';
import type { Discovered } from './discovery.ts';
import type { Tokens } from './tokens.ts';

const REPORT_IT = 'Update Latchkey; if it stays, report it.';

/** Gives the grant back by its refresh token (RFC 7009). */
export async function revoke(
  fetch: Fetch,
  server: Discovered,
  clientId: string,
  tokens: Tokens,
): Promise<Found<void>> {
  const answer = await sendForm(fetch, server.revocationEndpoint, {
    client_id: clientId,
    token: tokens.refresh,
    token_type_hint: 'refresh_token',
  });
  requireStatus(answer, 200);
  return { value: undefined, detail: 'the grant was given back' };
}

/** After that, neither token may open anything. */
export async function bothRefused(
  fetch: Fetch,
  server: Discovered,
  clientId: string,
  tokens: Tokens,
): Promise<Found<void>> {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
  const used = await postMcp(fetch, server.resource, tokens.access, list, {});
  if (used.status !== 401) {
    throw new StepFailure(
      `The revoked access token was answered ${used.status} instead of 401.`,
      REPORT_IT,
    );
  }
  const refreshed = await sendForm(fetch, server.tokenEndpoint, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: tokens.refresh,
  });
  if (refreshed.status !== 400 || oauthError(refreshed) !== 'invalid_grant') {
    throw new StepFailure(
      `The revoked refresh token was answered ${refreshed.status} instead of invalid_grant.`,
      REPORT_IT,
    );
  }
  return { value: undefined, detail: 'the revoked tokens open nothing' };
}
