import type { Clock } from '../../src/core/clock.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { frontDoor } from '../../src/net/front-doors.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { SealedRecords } from '../../src/upstreams/auth/sealed-records.ts';
import { UpstreamSignIns } from '../../src/upstreams/auth/sign-ins.ts';
import { type Ending, lastly } from './lastly.ts';
import { tempDir } from './temp.ts';

/** Signing in at upstreams, behind one front door, with a store and a keyring of its own. */
export interface SignInStage {
  readonly signIns: UpstreamSignIns;
  readonly records: SealedRecords;
  readonly store: Store;
}

export async function signInStage(
  t: Ending,
  {
    base = 'https://home.example',
    clock = Date.now,
  }: { readonly base?: string; readonly clock?: Clock } = {},
): Promise<SignInStage> {
  const random = systemRandom;
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => void store.close());
  const keyring = await openKeyring({
    dataDir: tempDir(t),
    clock,
    random,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: 1_000,
  });
  const records = new SealedRecords({ store, keyring, clock });
  const signIns = new UpstreamSignIns({
    door: frontDoor(base),
    records,
    audit: store,
    clock,
    random,
  });
  return { signIns, records, store };
}
