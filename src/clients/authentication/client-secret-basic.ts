import { ok, refused } from '../../core/result.ts';
import { refusal } from '../../oauth/oauth-error.ts';
import type { AuthenticationMethod } from './method.ts';
import { presentedSecret } from './secret.ts';

/** HTTP Basic, with both halves form-encoded before base64 (RFC 6749 section 2.3.1). */
export const clientSecretBasic: AuthenticationMethod = {
  name: 'client_secret_basic',
  read({ authorization }) {
    if (authorization === undefined) return undefined;
    const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1] ?? '';
    const [, id, secret] =
      /^([^:]+):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
    const clientId = formDecoded(id);
    const clientSecret = formDecoded(secret);
    return clientId === undefined || clientSecret === undefined
      ? refused(refusal('invalid_client', 'the Authorization header is not HTTP Basic'))
      : ok(presentedSecret(clientId, clientSecret));
  },
};

function formDecoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
