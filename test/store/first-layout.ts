import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { DAY } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/contract.ts';

/** What is the same in every layout, and what a test has to know of it. */
export interface Facts {
  readonly now: number;
  readonly issuer: string;
  readonly home: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly sealedCredential: string;
}

type Row = Readonly<Record<string, string | number | null>>;

/** What one migration brought: rows in the columns it made, and how today's store tells of them. */
export interface Layout {
  rows(facts: Facts): Readonly<Record<string, readonly Row[]>>;
  check?(store: Store, facts: Facts): Promise<void>;
}

/** The plaintext of what is kept as a hash. */
export const REFRESH_TOKEN = 'refresh-token-of-an-earlier-latchkey';
export const CLIENT = 'client-of-an-earlier-latchkey';
export const CREDENTIAL = 'credential-1';

export const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

/** A row of `clients` as the first layout had it. */
export const client = (now: number) => ({
  id: CLIENT,
  origin: 'dynamic',
  name: 'Claude',
  redirect_uris: '["https://claude.ai/api/mcp/auth_callback"]',
  auth_method: 'none',
  secret_hash: null,
  grant_types: '["authorization_code","refresh_token"]',
  scope: null,
  client_uri: null,
  created_at: now - 10 * DAY,
  approved_at: now - 10 * DAY,
});

/** Likewise of `grants`. */
export const grant = ({ now, issuer, home, person }: Facts) => ({
  id: 'grant-1',
  client_id: CLIENT,
  home,
  person_id: person.id,
  credential_id: CREDENTIAL,
  issuer,
  resource: `${issuer}/mcp`,
  scope: '["home:read","home:control"]',
  created_at: now - 10 * DAY,
  last_used_at: now - DAY,
  ended_at: null,
  ended_reason: null,
});

const form = (now: number) => ({
  id: hash('form'),
  request: JSON.stringify({ clientId: CLIENT, codeChallenge: 'challenge', scope: [] }),
  client_id: CLIENT,
  browser_hash: hash('browser'),
  created_at: now,
  expires_at: now + DAY,
  outcome: null,
  finished_at: null,
});

/** The first layout, with everything of a household that was connected. */
export const firstLayout: Layout = {
  rows: (facts) => ({
    clients: [client(facts.now)],
    people: [
      {
        home: facts.home,
        id: facts.person.id,
        name: facts.person.name,
        administrator: 1,
        seen_at: facts.now - DAY,
      },
    ],
    credentials: [
      {
        id: CREDENTIAL,
        home: facts.home,
        person_id: facts.person.id,
        kind: 'token',
        fingerprint: hash('token'),
        sealed: facts.sealedCredential,
        created_at: facts.now - 10 * DAY,
      },
    ],
    grants: [
      grant(facts),
      {
        ...grant(facts),
        id: 'ended',
        ended_at: facts.now - DAY,
        ended_reason: 'revoked_by_client',
      },
    ],
    consent_transactions: [form(facts.now)],
    authorization_codes: [
      {
        hash: hash('code'),
        grant_id: 'grant-1',
        client_id: CLIENT,
        request: form(facts.now).request,
        scope: '["home:read"]',
        home: facts.home,
        person_id: facts.person.id,
        credential_id: CREDENTIAL,
        created_at: facts.now,
        expires_at: facts.now + DAY,
        spent_at: facts.now,
        answer: 'sealed',
      },
    ],
    refresh_answers: [
      {
        id: 7,
        hash: hash('before'),
        parameters: 'client|scope',
        answer: 'sealed answer',
        grace_ends_at: facts.now + DAY,
      },
    ],
    refresh_tokens: [
      {
        hash: hash('before'),
        grant_id: 'grant-1',
        created_at: facts.now - 2 * DAY,
        expires_at: facts.now + 28 * DAY,
        grace_ends_at: facts.now + DAY,
        answer_id: 7,
      },
      {
        hash: hash(REFRESH_TOKEN),
        grant_id: 'grant-1',
        created_at: facts.now - DAY,
        expires_at: facts.now + 29 * DAY,
        grace_ends_at: null,
        answer_id: 7,
      },
    ],
    claims: [{ kind: 'jti', name: 'assertion', expires_at: facts.now + DAY }],
    audit_events: [
      {
        id: 41,
        at: facts.now - DAY,
        kind: 'tool',
        home: facts.home,
        person_id: facts.person.id,
        client_id: CLIENT,
        grant_id: 'grant-1',
        issuer: facts.issuer,
        outcome: 'done',
        detail: '{"tool":"call_service"}',
      },
    ],
  }),
  async check(store, { now, home, person }) {
    assert.equal((await store.client(CLIENT))?.approvedAt, now - 10 * DAY);
    assert.equal((await store.person(home, person.id))?.administrator, true);
    assert.equal((await store.credential(CREDENTIAL))?.kind, 'token');
    assert.deepEqual((await store.grant('grant-1'))?.scope, ['home:read', 'home:control']);
    assert.equal((await store.grant('ended'))?.endedReason, 'revoked_by_client');
    assert.equal((await store.transaction(hash('form'), now))?.request.clientId, CLIENT);
    assert.equal((await store.code(hash('code')))?.grantId, 'grant-1');
    assert.equal((await store.refreshToken(hash('before')))?.graceEndsAt, now + DAY);
    assert.equal(await store.claimed('jti', 'assertion', now), true);
    const [event] = (await store.auditPage({ limit: 1 })).events;
    assert.deepEqual(event?.detail, { tool: 'call_service' });
  },
};
