import { randomBytes } from 'node:crypto';
import { type DemoHome, startDemoHome } from '../../src/demo/demo-home.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  type TestLatchkeyOptions,
} from '../support/latchkey-under-test.ts';
import { type Balancer, startBalancer } from './balancer.ts';

/** One home, one database, and instances behind a balancer. */
export interface House {
  readonly base: string;
  readonly url: string;
  readonly balancer: Balancer;
  readonly home: DemoHome;
  readonly people: LatchkeyUnderTest['people'];
  readonly instances: readonly LatchkeyUnderTest[];
  /** What an instance has in its environment, but for its port and folder. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts one more, with other lines in its environment where some are given. */
  join(other?: Readonly<Record<string, string>>): Promise<LatchkeyUnderTest>;
}

/** Starts a house with so many instances; each has a store, a folder and a keyring of its own. */
export async function startHouse(
  t: Ending,
  databaseUrl: string,
  { count = 2, ...options }: TestLatchkeyOptions & { readonly count?: number } = {},
): Promise<House> {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const balancer = await startBalancer(t);
  // Of many instances, only the house stops the home.
  const lent = { ...home, url: home.url, people: home.people, stop: async () => {} };
  const env = {
    DATABASE_URL: databaseUrl,
    OAUTH_ENCRYPTION_KEY: `${randomBytes(32).toString('base64url')}=`,
    MCP_BASE_URL: balancer.base,
    HOMEASSISTANT_URL: `home=${home.url}`,
    ...options.env,
  };
  const instances: LatchkeyUnderTest[] = [];
  const join = async (other: Readonly<Record<string, string>> = {}) => {
    const one = await startTestLatchkey(t, { ...options, home: lent, env: { ...env, ...other } });
    instances.push(one as unknown as LatchkeyUnderTest);
    balancer.ports.push(one.port);
    return one as unknown as LatchkeyUnderTest;
  };
  for (let at = 0; at < count; at += 1) await join();
  const [first] = instances;
  if (first === undefined) throw new Error('a house needs an instance');
  const { people } = first;
  return {
    base: balancer.base,
    url: `${balancer.base}/mcp`,
    balancer,
    home,
    people,
    instances,
    env,
    join,
  };
}
