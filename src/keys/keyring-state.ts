import { z } from 'zod';

/** An EC key as JSON (RFC 7517, RFC 7518 section 6.2). */
const EcJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});

const EcPrivateJwk = EcJwk.extend({ d: z.string() });

/** What `keyring.json` holds. Times in milliseconds. */
const KeyringState = z.object({
  version: z.literal(1),
  /** Our own Fernet keys, newest first: the first one seals, all of them open. */
  encryption: z
    .array(z.object({ id: z.string(), key: z.string(), createdAt: z.number() }))
    .nonempty(),
  /** The ES256 key that signs. */
  signing: z.object({ kid: z.string(), privateJwk: EcPrivateJwk, createdAt: z.number() }),
  /** Signing keys that were replaced: only their public part is left, and only for a while. */
  retiredSigning: z.array(
    z.object({ kid: z.string(), publicJwk: EcJwk, verifiesUntil: z.number() }),
  ),
});

export type EcJwk = z.infer<typeof EcJwk>;
export type EcPrivateJwk = z.infer<typeof EcPrivateJwk>;
export type KeyringState = z.infer<typeof KeyringState>;
export type StoredEncryptionKey = KeyringState['encryption'][number];
export type StoredSigningKey = KeyringState['signing'];

/** Whether parsed JSON is a keyring of this version, whole. */
export function isKeyringState(value: unknown): value is KeyringState {
  return KeyringState.safeParse(value).success;
}

/** A private key of ours, as it is kept; throws when it is not one. */
export function asPrivateJwk(jwk: unknown): EcPrivateJwk {
  return EcPrivateJwk.parse(jwk);
}
