import { ok, type Result, refused } from '../core/result.ts';
import { sameText, tokenHash } from '../keys/token-hash.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Parameters } from '../oauth/parameters.ts';
import type { Client, Store } from '../store/contract.ts';

/** What metadata advertises and what is enforced, in one place. */
export const CLIENT_AUTH_METHODS = ['none', 'client_secret_basic', 'client_secret_post'] as const;

interface Presented {
  readonly method: (typeof CLIENT_AUTH_METHODS)[number];
  readonly clientId: string;
  readonly secret?: string;
}

/**
 * Who calls /token or /revoke (RFC 6749 sections 2.3 and 3.2.1). A client registered for a secret
 * must show it, in a header or in the form, whichever it registered or not: real clients mix the
 * two up, and the proof is the same. A client without one must not show any.
 *
 * An unknown client is answered in the words by which mcp-remote and Claude register anew.
 */
export async function authenticateClient(
  authorization: string | undefined,
  parameters: Parameters,
  store: Store,
): Promise<Result<Client, OAuthRefusal>> {
  const presented = readPresented(authorization, parameters);
  if (!presented.ok) return presented;

  const { clientId, secret, method } = presented.value;
  const client = await store.client(clientId);
  if (client === undefined) {
    return refused(refusal('invalid_client', 'the client with this client_id is not registered'));
  }
  if (client.authMethod === 'none') {
    return method === 'none'
      ? ok(client)
      : refused(refusal('invalid_client', 'this client has no secret and must not send one'));
  }
  if (client.secretHash === undefined || secret === undefined) {
    return refused(refusal('invalid_client', 'this client must authenticate with its secret'));
  }
  return sameText(tokenHash(secret), client.secretHash)
    ? ok(client)
    : refused(refusal('invalid_client', 'the client secret is wrong'));
}

function readPresented(
  authorization: string | undefined,
  parameters: Parameters,
): Result<Presented, OAuthRefusal> {
  const inForm = parameters.client_id;
  const secretInForm = parameters.client_secret;
  if (authorization !== undefined) {
    const basic = readBasic(authorization);
    if (basic === undefined) {
      return refused(refusal('invalid_client', 'the Authorization header is not HTTP Basic'));
    }
    if (secretInForm !== undefined || (inForm !== undefined && inForm !== basic.clientId)) {
      return refused(refusal('invalid_request', 'the client authenticates in two ways at once'));
    }
    return ok({ method: 'client_secret_basic', ...basic });
  }
  if (inForm === undefined) return refused(refusal('invalid_client', 'client_id is missing'));
  return secretInForm === undefined
    ? ok({ method: 'none', clientId: inForm })
    : ok({ method: 'client_secret_post', clientId: inForm, secret: secretInForm });
}

/** Both halves are form-encoded before base64 (RFC 6749 section 2.3.1). */
function readBasic(header: string): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const [, id, secret] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (id === undefined || secret === undefined || id === '') return undefined;
  try {
    return { clientId: formDecode(id), secret: formDecode(secret) };
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
