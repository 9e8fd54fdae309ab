import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Programs that the operator lets in: with a secret, with a key of their own, with an API key. */
export interface Machines {
  readonly env: Readonly<Record<string, string>>;
  readonly apiKey: string;
  /** The Authorization header of the one with a secret. */
  readonly basic: string;
  /** A fresh assertion of the one that signs. */
  readonly assertion: (base: string) => Promise<string>;
}

export async function makeMachines(): Promise<Machines> {
  const [secret, apiKey] = [randomBytes(24), randomBytes(24)].map((one) =>
    one.toString('base64url'),
  );
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const machine = { grant_types: ['client_credentials'], act_as: 'Ada' };
  const clients = [
    { client_id: 'robot', client_secret: secret, ...machine },
    { client_id: 'signer', jwks: { keys: [await exportJWK(publicKey)] }, ...machine },
  ];
  return {
    env: {
      MCP_CLIENTS: JSON.stringify(clients),
      MCP_API_KEYS: JSON.stringify([{ name: 'n8n', key: apiKey, act_as: 'Ada' }]),
    },
    apiKey: apiKey ?? '',
    basic: `Basic ${Buffer.from(`robot:${secret}`).toString('base64')}`,
    assertion: (base) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer('signer')
        .setSubject('signer')
        .setAudience(base)
        .setJti(randomBytes(16).toString('hex'))
        .setExpirationTime('4m')
        .sign(privateKey),
  };
}
