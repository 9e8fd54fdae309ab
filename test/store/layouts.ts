import assert from 'node:assert/strict';
import { DAY } from '../../src/core/clock.ts';
import { client, firstLayout, grant, hash, type Layout } from './first-layout.ts';

export const UPSTREAM = 'lights';

/**
 * What each migration brought, in their order. Whoever adds a migration adds what it makes room for
 * here, as that version writes it; what was released is never edited.
 */
export const LAYOUTS: readonly Layout[] = [
  firstLayout,
  {
    rows: ({ now }) => ({
      clients: [
        {
          ...client(now),
          id: 'signs',
          auth_method: 'private_key_jwt',
          jwks: '[{"kty":"EC","crv":"P-256","x":"x","y":"y"}]',
          jwks_uri: null,
          previous_secret_hash: hash('secret before'),
          previous_secret_ends_at: now + DAY,
        },
      ],
    }),
    async check(store) {
      assert.equal((await store.client('signs'))?.jwks?.[0]?.crv, 'P-256');
      assert.equal((await store.client('signs'))?.previousSecretHash, hash('secret before'));
    },
  },
  {
    rows: ({ now, home }) => ({
      sign_ins: [
        {
          id: hash('state'),
          transaction_id: hash('form'),
          home,
          permission: 'control',
          sealed_handle: 'sealed',
          expires_at: now + DAY,
          taken_at: null,
        },
      ],
    }),
    async check(store, { now }) {
      assert.equal((await store.signIn(hash('state'), now))?.permission, 'control');
    },
  },
  {
    rows: ({ now }) => ({ clients: [{ ...client(now), id: 'older', without_pkce: 1 }] }),
    async check(store) {
      assert.equal((await store.client('older'))?.withoutPkce, true);
    },
  },
  {
    rows: ({ home }) => ({
      rules: [{ home, subject: 'client', subject_id: 'older', rule: '{"readOnly":true}' }],
    }),
    async check(store, { home }) {
      assert.deepEqual(await store.rule(home, 'client', 'older'), { readOnly: true });
    },
  },
  {
    rows: ({ now, home }) => ({
      versions: [
        {
          seq: 3,
          id: 'version-1',
          home,
          kind: 'automation',
          thing: 'morning',
          at: now - DAY,
          content: '{"alias":"Morning"}',
          grant_id: 'grant-1',
          person_id: null,
        },
      ],
    }),
    async check(store, { home }) {
      assert.equal((await store.version(home, 'version-1'))?.content, '{"alias":"Morning"}');
    },
  },
  {
    rows: ({ now }) => ({
      asked_upstreams: [{ name: UPSTREAM, asked_at: now - DAY }],
      approved_tools: [
        {
          id: 1,
          upstream: UPSTREAM,
          name: 'dim',
          tool: '{"name":"dim","inputSchema":{"type":"object"}}',
          approved_at: now - DAY,
        },
      ],
    }),
    async check(store) {
      assert.deepEqual([...((await store.approvedTools(UPSTREAM)) ?? []).keys()], ['dim']);
    },
  },
  {
    rows: ({ now }) => ({
      named_secrets: [{ name: 'LIGHTS', sealed: 'sealed', changed_at: now - DAY }],
    }),
    async check(store) {
      assert.equal((await store.namedSecrets())[0]?.name, 'LIGHTS');
    },
  },
  {
    rows: ({ now, issuer }) => ({
      upstream_secrets: [
        {
          upstream: UPSTREAM,
          owner: 'shared',
          issuer,
          kind: 'tokens',
          sealed: 'sealed',
          updated_at: now - DAY,
        },
      ],
      upstream_sign_ins: [
        {
          id: hash('upstream state'),
          browser_hash: hash('browser'),
          upstream: UPSTREAM,
          owner: 'shared',
          issuer,
          sealed: 'sealed',
          expires_at: now + DAY,
        },
      ],
    }),
    async check(store) {
      assert.equal((await store.upstreamSecrets(UPSTREAM))[0]?.sealed, 'sealed');
    },
  },
  {
    rows: (facts) => ({
      grants: [
        {
          ...grant(facts),
          id: 'lowered',
          scope: '["home:read"]',
          paused_at: facts.now - DAY,
          given_scope: '["home:read","home:control"]',
          last_from: '192.0.2.7',
        },
      ],
    }),
    async check(store, { now }) {
      const lowered = await store.grant('lowered');
      assert.deepEqual(lowered?.givenScope, ['home:read', 'home:control']);
      assert.equal(lowered?.pausedAt, now - DAY);
      assert.equal(lowered?.lastFrom, '192.0.2.7');
    },
  },
  { rows: () => ({}) },
  {
    rows: ({ now }) => ({
      machines: [
        {
          id: 'machine-1',
          kind: 'key',
          name: 'Node-RED',
          scope: '["home:read"]',
          act_as: null,
          created_at: now - DAY,
          last_used_at: null,
          hash: hash('key'),
          previous_hash: null,
          previous_ends_at: null,
          details: '{}',
        },
      ],
    }),
    async check(store) {
      assert.equal((await store.machines())[0]?.name, 'Node-RED');
    },
  },
  { rows: () => ({}) },
];
