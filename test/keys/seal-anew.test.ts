import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealedUnreadable } from '../../src/keys/fernet.ts';
import { sealAnew } from '../../src/keys/seal-anew.ts';

const keyring = {
  isNewest: (sealed: string) => sealed.startsWith('new '),
  reseal: (_purpose: string, _record: string, sealed: string) => {
    if (sealed === 'lost') throw sealedUnreadable();
    return `new ${sealed}`;
  },
};

test('what an older key sealed is sealed anew, once, and what none opens is counted', async () => {
  const kept: string[] = [];
  const thing = (sealed: string) => ({
    purpose: 'p',
    recordId: sealed,
    sealed,
    keep: async (anew: string) => kept.push(anew),
  });
  assert.equal(await sealAnew([thing('a'), thing('new b'), thing('lost'), thing('c')], keyring), 1);
  assert.deepEqual(kept, ['new a', 'new c']);
});

test('a store in trouble stops it, so that no key is thrown away', async () => {
  const keep = () => Promise.reject(new Error('disk'));
  const thing = { purpose: 'p', recordId: 'a', sealed: 'a', keep };
  await assert.rejects(sealAnew([thing], keyring), { message: 'disk' });
});
