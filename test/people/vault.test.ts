import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LatchkeyError } from '../../src/core/errors.ts';
import { createVault, OPERATOR_CREDENTIAL, type Vault } from '../../src/people/vault.ts';
import type { Credential } from '../../src/store/contract.ts';

const NOW = 1_800_000_000_000;
const ADA = { id: 'u1', name: 'Ada', administrator: true };

let kept: Credential[];
let vault: Vault;

beforeEach(() => {
  kept = [];
  let made = 0;
  vault = createVault({
    clock: () => NOW + made,
    random: (bytes) => {
      made += 1;
      return Buffer.alloc(bytes, made);
    },
    store: {
      credential: async (id) => kept.find((one) => one.id === id),
      credentials: async () => kept,
      resealCredential: async () => true,
      credentialByFingerprint: async (home, personId, fingerprint) =>
        kept.find(
          (one) =>
            one.home === home && one.personId === personId && one.fingerprint === fingerprint,
        ),
    },
    keyring: {
      seal: (...parts) => Buffer.from(JSON.stringify(parts)).toString('base64'),
      open(purpose, recordId, sealed) {
        const [sealedFor, sealedId, text] = JSON.parse(Buffer.from(sealed, 'base64').toString());
        if (sealedFor === purpose && sealedId === recordId) return text;
        throw new LatchkeyError('sealed_unreadable', 'swapped');
      },
    },
  });
});

async function keep(token: string, user = ADA, home = 'home'): Promise<Credential> {
  const { credential } = await vault.prepareCredential({ home, user, token });
  kept = [...kept.filter((one) => one.id !== credential.id), credential];
  return credential;
}

test('what is prepared opens again, and shows no token', async () => {
  const { credential, person } = await vault.prepareCredential({
    home: 'home',
    user: ADA,
    token: 'a.b.c',
  });
  assert.deepEqual(person, {
    home: 'home',
    id: 'u1',
    name: 'Ada',
    administrator: true,
    seenAt: NOW,
  });
  assert.deepEqual(
    [credential.kind, credential.personId, credential.home],
    ['token', 'u1', 'home'],
  );
  assert.match(credential.fingerprint, /^[\w-]{43}$/);
  assert.doesNotMatch(JSON.stringify(credential), /a\.b\.c/);
  kept = [credential];
  assert.deepEqual(await vault.openCredential(credential.id), { home: 'home', token: 'a.b.c' });
});

test('the same token of the same person is the same credential, sealed anew', async () => {
  const first = await keep('a.b.c');
  const again = await keep(' a.b.c\n');
  assert.deepEqual([again.id, again.createdAt], [first.id, first.createdAt]);
  assert.equal(kept.length, 1);
});

test('another token, person or home is another credential', async () => {
  const ids = [
    await keep('a.b.c'),
    await keep('a.b.d'),
    await keep('a.b.c', { ...ADA, id: 'u2' }),
    await keep('a.b.c', ADA, 'cabin'),
  ].map(({ id }) => id);
  assert.equal(new Set(ids).size, 4);
});

test('a forgotten credential means signing in again', async () => {
  await assert.rejects(vault.openCredential('gone'), { code: 'home_refused' });
});

test('a row that was swapped does not open', async () => {
  const ada = await keep('a.b.c');
  const ben = await keep('d.e.f', { ...ADA, id: 'u2' });
  kept = [{ ...ada, sealed: ben.sealed }];
  await assert.rejects(vault.openCredential(ada.id), { code: 'sealed_unreadable' });
});

test('a login is a credential of its own kind, and opens as a login', async () => {
  const login = { refreshToken: 'refresh', clientId: 'https://mcp.example.net' };
  const { credential, person } = await vault.prepareCredential({ home: 'home', user: ADA, login });
  assert.deepEqual([credential.kind, person.id], ['oauth', 'u1']);
  assert.doesNotMatch(JSON.stringify(credential), /refresh/);
  kept = [credential];
  assert.deepEqual(await vault.openCredential(credential.id), { home: 'home', login });
});

test('the operator’s own token is one more credential, and is never in the store', async () => {
  await assert.rejects(vault.openCredential(OPERATOR_CREDENTIAL), { code: 'home_refused' });
  const operator = { home: 'home', token: 'a.b.c' };
  const store = {
    credential: async () => undefined,
    credentials: async () => [],
    credentialByFingerprint: async () => undefined,
    resealCredential: async () => false,
  };
  const keyring = { seal: () => '', open: () => '' };
  const withOperator = createVault({ clock: () => NOW, store, keyring, operator });
  assert.deepEqual(await withOperator.openCredential(OPERATOR_CREDENTIAL), operator);
});
