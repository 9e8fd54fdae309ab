import assert from 'node:assert/strict';
import type { Clock } from '../../src/core/clock.ts';
import { createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { Gateway, type GatewayDependencies } from '../../src/upstreams/gateway.ts';
import { type ListenerUnderTest, publicListener } from '../app/public-listener.ts';
import { type Ending, lastly } from './lastly.ts';
import { OAuthUpstream } from './oauth-upstream.ts';
import { SignInVisitor } from './sign-in-visitor.ts';

export const BASE = 'https://home.example';

export interface GatewayStage extends ListenerUnderTest {
  readonly gateway: Gateway;
  readonly upstream: OAuthUpstream;
  readonly logged: readonly string[];
  /** Writes the one entry `notes`, with the upstream's own address. */
  keep(over?: object): Promise<void>;
  /** What the gateway reports of it. */
  report(): ReturnType<Gateway['report']>[number] | undefined;
  link(): string;
  /** Signs the household in, as an administrator with a browser. */
  signIn(link?: string): Promise<SignInVisitor>;
  call(): Promise<unknown>;
  /** Another process on the same data. */
  restarted(): Gateway;
}

/** An upstream that wants a sign-in, the gateway in front of it, and our public pages. */
export async function gatewayStage(t: Ending, clock: Clock = Date.now): Promise<GatewayStage> {
  const upstream = await OAuthUpstream.start(t);
  const listener = await publicListener(t, { MCP_BASE_URL: BASE }, clock);
  const { app, signIns } = listener;
  const logged: string[] = [];
  const deps: GatewayDependencies = {
    store: listener.store,
    clock,
    values: {
      variable: (name) => (name === 'ID' ? 'given id' : undefined),
      secret: () => 'secret',
    },
    environment: {},
    commands: false,
    checkedFetch: createCheckedFetch,
    signIns,
    log: (sentence) => void logged.push(sentence),
  };
  const made = () => {
    const gateway = new Gateway(deps);
    lastly(t, () => void gateway.close());
    return gateway;
  };
  const gateway = made();
  const link = () => {
    const issued = gateway.signInLink('notes');
    assert.ok(issued.ok, issued.ok ? '' : issued.error);
    return issued.value;
  };
  return {
    ...listener,
    gateway,
    upstream,
    logged,
    async keep(over = {}) {
      const entry = {
        url: upstream.url,
        private_network: true,
        auth: { method: 'oauth' },
        ...over,
      };
      const read = readUpstreams({ mcpServers: { notes: entry } });
      assert.ok(read.ok);
      assert.deepEqual(read.value.faults, []);
      await gateway.keep(read.value.entries);
    },
    report: () => gateway.report()[0],
    link,
    async signIn(at = link()) {
      const visitor = new SignInVisitor(app);
      const page = await visitor.open(upstream.authorize(await visitor.leave(at)).href);
      assert.equal(page.statusCode, 200, page.body);
      assert.match(page.body, /You are signed in at notes/);
      return visitor;
    },
    call: async () => gateway.shelves.get('notes')?.call('add', { a: 1, b: 2 }),
    restarted: made,
  };
}
