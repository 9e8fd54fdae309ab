import { type Fetch, jsonObject, send, stringIn } from '../http.ts';
import type { Found } from '../report.ts';
import type { Discovered } from './discovery.ts';

/** Without a port, as native clients register it; nothing has to listen there. */
export const REGISTERED_REDIRECT = 'http://localhost/callback';
/** What /authorize is then given: the port of a loopback address is free (RFC 8252 section 7.3). */
export const REDIRECT = 'http://localhost:3118/callback';

/** Registers a public client (RFC 7591), as every assistant does by itself. */
export async function register(fetch: Fetch, server: Discovered): Promise<Found<string>> {
  const answer = await send(fetch, server.registrationEndpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Latchkey selftest',
      application_type: 'native',
      redirect_uris: [REGISTERED_REDIRECT],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    }),
  });
  const clientId = stringIn(jsonObject(answer, 201), 'client_id', 'The registration answer');
  return { value: clientId, detail: 'a public client was registered' };
}
