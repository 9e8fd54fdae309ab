import { createHash } from 'node:crypto';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import type {
  AuthorizationCode,
  AuthorizationRequest,
  Client,
  ConsentTransaction,
  Credential,
  Grant,
  Person,
  RefreshToken,
  SignIn,
  Store,
  Version,
} from '../../src/store/contract.ts';

/** A moment to count from: 2026-09-01T00:00:00Z. */
export const NOW = 1_788_220_800_000;

export function sha256(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

export function aClient(over: Partial<Client> = {}): Client {
  return {
    id: 'client-1',
    origin: 'dynamic',
    name: 'Claude',
    redirectUris: ['https://claude.ai/api/mcp/auth_callback'],
    authMethod: 'none',
    grantTypes: ['authorization_code', 'refresh_token'],
    createdAt: NOW,
    ...over,
  };
}

export function aRequest(over: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return {
    clientId: 'client-1',
    redirectUri: 'https://claude.ai/api/mcp/auth_callback',
    state: 'state-1',
    codeChallenge: sha256('verifier'),
    issuer: 'https://home.example',
    resource: 'https://home.example/mcp',
    scope: ['home:read'],
    ...over,
  };
}

export function aTransaction(name: string, over: Partial<ConsentTransaction> = {}) {
  const transaction: ConsentTransaction = {
    id: sha256(`transaction ${name}`),
    request: aRequest(),
    browserHash: sha256('browser'),
    createdAt: NOW,
    expiresAt: NOW + 10 * MINUTE,
    ...over,
  };
  return transaction;
}

/** Somebody who left the form of that name for their home's login page. */
export function aSignIn(name: string, over: Partial<SignIn> = {}): SignIn {
  return {
    id: sha256(`state ${name}`),
    transactionId: sha256(`transaction ${name}`),
    home: 'home',
    permission: 'control',
    sealedHandle: `sealed handle ${name}`,
    expiresAt: NOW + 10 * MINUTE,
    ...over,
  };
}

export function aPerson(over: Partial<Person> = {}): Person {
  return { home: 'home', id: 'person-1', name: 'Ada', administrator: true, seenAt: NOW, ...over };
}

export function aCredential(name: string, over: Partial<Credential> = {}): Credential {
  return {
    id: `credential ${name}`,
    home: 'home',
    personId: 'person-1',
    kind: 'token',
    fingerprint: sha256(`secret ${name}`),
    sealed: `sealed ${name}`,
    createdAt: NOW,
    ...over,
  };
}

export function aCode(name: string, over: Partial<AuthorizationCode> = {}): AuthorizationCode {
  return {
    hash: sha256(`code ${name}`),
    grantId: `grant ${name}`,
    request: aRequest(),
    scope: ['home:read', 'home:control'],
    home: 'home',
    personId: 'person-1',
    credentialId: `credential ${name}`,
    createdAt: NOW,
    expiresAt: NOW + 5 * MINUTE,
    ...over,
  };
}

export function aGrant(name: string, over: Partial<Grant> = {}): Grant {
  return {
    id: `grant ${name}`,
    clientId: 'client-1',
    home: 'home',
    personId: 'person-1',
    credentialId: `credential ${name}`,
    issuer: 'https://home.example',
    resource: 'https://home.example/mcp',
    scope: ['home:read', 'home:control'],
    createdAt: NOW,
    lastUsedAt: NOW,
    ...over,
  };
}

/** The `n`th refresh token of a grant's family. */
export function aRefresh(name: string, n = 0, over: Partial<RefreshToken> = {}): RefreshToken {
  return {
    hash: sha256(`refresh ${name} ${n}`),
    grantId: `grant ${name}`,
    createdAt: NOW,
    expiresAt: NOW + 30 * DAY,
    ...over,
  };
}

/** What was kept of an automation before its `n`th change. */
export function aVersion(n: number, over: Partial<Version> = {}): Version {
  return {
    id: `version ${n}`,
    home: 'home',
    kind: 'automation',
    thing: 'morning',
    at: NOW + n,
    content: JSON.stringify({ alias: `Morning ${n}` }),
    ...over,
  };
}

/** A consent that was allowed: person, credential and an unspent code are kept. */
export async function allow(
  store: Store,
  name: string,
  over: Partial<AuthorizationCode> = {},
  kind: Credential['kind'] = 'token',
) {
  const code = aCode(name, over);
  const transaction = aTransaction(name, { request: code.request });
  await store.putTransaction(transaction, 1_000);
  const allowed = { code, person: aPerson(), credential: aCredential(name, { kind }) };
  await store.finishTransaction(transaction.id, { outcome: `outcome ${name}`, allowed }, NOW);
  return code;
}

/** A connected client: a live grant with its first refresh token. */
export async function connect(
  store: Store,
  name: string,
  {
    grant = {},
    refresh = {},
    kind,
  }: {
    grant?: Partial<Grant>;
    refresh?: Partial<RefreshToken>;
    kind?: Credential['kind'];
  } = {},
) {
  const request = aRequest(grant.clientId === undefined ? {} : { clientId: grant.clientId });
  const code = await allow(store, name, { request }, kind);
  const made = {
    grant: aGrant(name, grant),
    refresh: aRefresh(name, 0, refresh),
    answer: `answer ${name}`,
  };
  await store.redeemCode(code.hash, made, NOW);
  return { code, ...made };
}

/** What a caller passes to `rotateRefresh` for the `n`th token. */
export function successor(name: string, n: number, parameters = 'client-1|home:read') {
  return { refresh: aRefresh(name, n), answer: `answer ${name} ${n}`, parameters };
}
