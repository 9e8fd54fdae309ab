import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type Clock, inSeconds } from '../../src/core/clock.ts';
import { randomId } from '../../src/core/ids.ts';
import type { PublicKey } from '../../src/store/contract.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client that authenticates with a key of its own (private_key_jwt). */
export interface SigningClient {
  readonly id: string;
  readonly publicKey: PublicKey;
  /** A signed assertion; `claims` and `header` bend it, undefined leaves a claim out. */
  sign(
    aud: unknown,
    claims?: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** The form fields that carry one. */
  fields(aud: unknown, claims?: Readonly<Record<string, unknown>>): Promise<AssertionFields>;
}

export type AssertionFields = {
  readonly client_assertion: string;
  readonly client_assertion_type: string;
};

/** Makes a key pair for a client. */
export async function signingClient(
  id: string,
  clock: Clock,
  alg = 'RS256',
  kid: string | undefined = 'key-1',
): Promise<SigningClient> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const client: SigningClient = {
    id,
    publicKey: { ...jwk, ...(kid !== undefined && { kid }) } as PublicKey,
    sign(aud, claims = {}, header = {}) {
      const now = inSeconds(clock());
      const payload = {
        iss: id,
        sub: id,
        aud,
        iat: now,
        exp: now + 60,
        jti: randomId(),
        ...claims,
      };
      return new SignJWT(payload as JWTPayload)
        .setProtectedHeader({ alg, ...(kid !== undefined && { kid }), ...header })
        .sign(privateKey, { crit: { unheard_of: true } });
    },
    async fields(aud, claims) {
      return {
        client_assertion: await client.sign(aud, claims),
        client_assertion_type: ASSERTION_TYPE,
      };
    },
  };
  return client;
}
