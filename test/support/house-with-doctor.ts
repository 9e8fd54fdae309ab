import { createOutward } from '../../src/doctor/probes/ask.ts';
import { type Breaks, startBreakingProxy } from './breaking-proxy.ts';
import { selfSigned, type TestCertificate } from './certificate.ts';
import type { Ending } from './lastly.ts';
import {
  type LatchkeyUnderTest,
  type SomeHome,
  startTestLatchkey,
  type TestLatchkeyOptions,
} from './latchkey-under-test.ts';

export const NAME = 'mcp.example.com';
const PUBLIC_ADDRESS = '93.184.215.14';
const certificate = selfSigned([NAME, 'abc.ui.nabu.casa']);

export interface HouseOptions extends TestLatchkeyOptions {
  readonly home?: SomeHome;
  /** What the proxy in front does wrong. */
  readonly breaks?: Breaks;
  /** What the world trusts, if not the proxy's certificate; `none` for a proxy without one. */
  readonly shows?: TestCertificate | 'none';
  readonly base?: string;
  /** How long the doctor waits for an answer. */
  readonly timeoutMs?: number;
  /** What names lead to; the door's own to a public address unless said. */
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A real Latchkey behind a real proxy over TLS, as the internet sees it: only names and ports are made
 * up, since a test has none of its own.
 */
export async function startHouse(
  t: Ending,
  options: HouseOptions = {},
): Promise<LatchkeyUnderTest<SomeHome>> {
  const { breaks, shows, timeoutMs, base = `https://${NAME}`, ...rest } = options;
  const shown = shows === 'none' ? undefined : (shows ?? certificate);
  const proxy = await startBreakingProxy(t, breaks, shown);
  const names = options.addresses ?? { [NAME]: [PUBLIC_ADDRESS] };
  const outward = createOutward({
    ca: certificate.cert,
    ...(timeoutMs !== undefined && { timeoutMs }),
    resolve: async (name) => names[name] ?? [],
    route: (host, port) => {
      if (host === '127.0.0.1') return { host, port };
      return port === (Number(new URL(base).port) || 443) && names[host] !== undefined
        ? { host: '127.0.0.1', port: proxy.port }
        : undefined;
    },
  });
  const lk = await startTestLatchkey(t, {
    outward,
    homePorts: [],
    ...rest,
    baseUrl: () => base,
  } as TestLatchkeyOptions & { readonly home: SomeHome });
  proxy.lead(lk.port);
  return lk;
}
