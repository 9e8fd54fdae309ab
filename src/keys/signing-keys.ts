import { createHmac, createPrivateKey, createSecretKey } from 'node:crypto';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { es256 } from './es256.ts';
import {
  asPrivateJwk,
  type EcJwk,
  type EcPrivateJwk,
  type KeyringState,
  type StoredSigningKey,
} from './keyring-state.ts';

export type SigningAlgorithm = 'ES256' | 'HS256';

/** A key that signs access tokens, with the name it is known by in a JWT's header. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  /** The signature of a JWS signing input as base64url; the key itself is given to nobody. */
  readonly signatureOf: (input: string) => string;
}

/** A key that verifies access tokens, until a time in milliseconds when it was retired. */
export interface VerificationKey {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly key: CryptoKey;
  readonly until: number;
}

/** Every key in use, imported once: importing costs more than a signature. */
export interface SigningKeys {
  readonly signing: SigningKey;
  readonly verification: readonly VerificationKey[];
  /** Public keys for `/jwks`, with the time each is shown until; none for HS256. */
  readonly published: readonly { readonly jwk: JWK; readonly until: number }[];
}

/** A new ES256 key, named by its thumbprint (RFC 7638). */
export async function makeSigningKey(now: number): Promise<StoredSigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = asPrivateJwk(await exportJWK(privateKey));
  return { kid: await calculateJwkThumbprint(privateJwk), privateJwk, createdAt: now };
}

/** The part of an EC key that may be shown: everything but `d` (RFC 7518 section 6.2.1). */
export function publicPart({ kty, crv, x, y }: EcJwk): EcJwk {
  return { kty, crv, x, y };
}

/** The keyring's own ES256 keys, ready to use. */
export async function importStoredKeys(state: KeyringState): Promise<SigningKeys> {
  const { kid, privateJwk } = state.signing;
  const published = [
    { kid, publicJwk: publicPart(privateJwk), verifiesUntil: Number.POSITIVE_INFINITY },
    ...state.retiredSigning,
  ].map((key) => ({
    jwk: { ...key.publicJwk, kid: key.kid, alg: 'ES256' as const, use: 'sig' },
    until: key.verifiesUntil,
  }));
  return {
    signing: { kid, alg: 'ES256', signatureOf: signer(privateJwk) },
    verification: await Promise.all(
      published.map(async ({ jwk, until }) => ({
        kid: jwk.kid,
        alg: jwk.alg,
        key: await importKey(jwk, 'ES256'),
        until,
      })),
    ),
    published,
  };
}

/** The operator's HS256 secrets, the first of which signs. Nothing of them is ever published. */
export async function importSecrets(secrets: readonly [string, ...string[]]): Promise<SigningKeys> {
  const [newest] = secrets;
  return {
    signing: { kid: nameOf(newest), alg: 'HS256', signatureOf: hs256(newest) },
    verification: await Promise.all(secrets.map(importSecret)),
    published: [],
  };
}

async function importSecret(secret: string): Promise<VerificationKey> {
  const k = Buffer.from(secret, 'utf8').toString('base64url');
  const key = await importKey({ kty: 'oct', k }, 'HS256');
  return { kid: nameOf(secret), alg: 'HS256', key, until: Number.POSITIVE_INFINITY };
}

function signer(privateJwk: EcPrivateJwk): SigningKey['signatureOf'] {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' });
  return (input) => es256(key, input);
}

/** RFC 7518 section 3.2. */
function hs256(secret: string): SigningKey['signatureOf'] {
  const key = createSecretKey(secret, 'utf8');
  return (input) => createHmac('sha256', key).update(input).digest('base64url');
}

/** A name that is the same after a restart and cannot be turned back into the secret. */
function nameOf(secret: string): string {
  return createHmac('sha256', secret).update('latchkey kid v1').digest('base64url').slice(0, 22);
}

async function importKey(jwk: JWK, alg: SigningAlgorithm): Promise<CryptoKey> {
  const key = await importJWK(jwk, alg, { extractable: false });
  // jose answers with plain bytes for a symmetric key, which would be imported again on every use.
  if (!(key instanceof Uint8Array)) return key;
  return crypto.subtle.importKey(
    'raw',
    new Uint8Array(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
}
