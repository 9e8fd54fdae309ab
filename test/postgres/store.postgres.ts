import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Store } from '../../src/store/contract.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { storeContract } from '../contract/store.ts';
import { lastly } from '../support/lastly.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });

storeContract('postgres', async (t) => {
  const url = await server.database();
  const opened: Store[] = [];
  lastly(t, () => Promise.all(opened.map((one) => one.close())));
  const open = async () => {
    const onError = (trouble: unknown) => assert.fail(String(trouble));
    const { store } = await openPostgres({ url, connections: 4, onError });
    opened.push(store);
    return store;
  };
  const store = await open();
  return {
    store,
    another: open,
    async reopen() {
      await store.close();
      return open();
    },
  };
});
