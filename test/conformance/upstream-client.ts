/**
 * Our side toward upstreams as the conformance tool's client: it is started with the address of the
 * tool's server, keeps it as an upstream, signs in with a scripted browser and uses its first tools.
 */
import { systemRandom } from '../../src/core/ids.ts';
import { type CheckedFetch, createCheckedFetch } from '../../src/net/checked-fetch.ts';
import { frontDoor } from '../../src/net/front-doors.ts';
import type { Form, Said } from '../../src/upstreams/asking/caller-side.ts';
import { ownClient } from '../../src/upstreams/auth/own-client.ts';
import { UpstreamSignIns } from '../../src/upstreams/auth/sign-ins.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { Gateway } from '../../src/upstreams/gateway.ts';
import type { OfferedTool } from '../../src/upstreams/offer.ts';
import { signInStage } from '../support/upstream-sign-ins.ts';
import { memoryApprovals } from '../upstreams/memory-approvals.ts';

interface Call {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const MOST_SIGN_INS = 3;
const LARGEST_CATALOG = 5;

const scenario = process.env.MCP_CONFORMANCE_SCENARIO ?? '';
const context = JSON.parse(process.env.MCP_CONFORMANCE_CONTEXT ?? '{}') as {
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly toolCalls?: readonly Call[];
};
const url = process.argv.at(-1) ?? '';
const door = frontDoor('https://latchkey.example');

const endings: (() => unknown)[] = [];
try {
  await run();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const end of endings.reverse()) await end();
}

async function run(): Promise<void> {
  const { records } = await signInStage({ after: (end) => void endings.push(end) });
  const signIns = new UpstreamSignIns({
    door,
    ...ownInTool(),
    records,
    audit: { appendAudit: () => {} },
    clock: Date.now,
    random: systemRandom,
  });
  const gateway = new Gateway({
    store: memoryApprovals(),
    clock: Date.now,
    values: { variable: () => undefined, secret: () => undefined },
    environment: {},
    commands: false,
    checkedFetch: withinThisMachine,
    signIns,
    log: (sentence) => console.log(sentence),
  });
  endings.push(() => gateway.close());
  const entry = { url, private_network: true, timeout: 10, auth: authOf() };
  const read = readUpstreams({ mcpServers: { server: entry } });
  if (!read.ok) throw new Error(read.error);
  await gateway.keep(read.value.entries);
  for (let signedIn = 0; ; signedIn += 1) {
    try {
      await useTools(gateway);
      return;
    } catch (error) {
      const problem = gateway.report()[0]?.problem ?? '';
      console.log(`${(error as Error).message}\n${problem}`);
      if (!/sign-in|signs in/.test(problem) || signedIn === MOST_SIGN_INS) throw error;
    }
    await signIn(signIns, gateway);
  }
}

/** Lists, and calls some of what is listed with arguments that fit. */
async function useTools(gateway: Gateway): Promise<void> {
  const shelf = gateway.shelves.get('server');
  if (shelf === undefined) throw new Error(gateway.report()[0]?.problem);
  shelf.upstream.retryNow();
  await shelf.refresh();
  for (const call of context.toolCalls ?? callsOf(shelf.tools)) {
    await shelf.call(call.name, call.arguments, { caller: { ask: allowing } });
  }
}

function callsOf(tools: readonly OfferedTool[]): readonly Call[] {
  // One scenario wants a schema back as it was listed.
  const object = tools[0]?.inputSchema;
  return tools.slice(0, LARGEST_CATALOG).map(({ name, inputSchema }) => ({
    name,
    arguments: argumentsFor(inputSchema, { number: 2, boolean: true, string: 'x', object }),
  }));
}

function argumentsFor(
  schema: Readonly<Record<string, unknown>>,
  examples: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, { readonly type?: unknown }>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { type }]) =>
      String(type) in examples ? [[name, examples[String(type)]]] : [],
    ),
  );
}

/** A person who says yes to a form as it is filled in already. */
async function allowing({ requestedSchema: { properties } }: Form): Promise<Said> {
  const examples: Readonly<Record<string, unknown>> = { boolean: true, string: 'x', number: 2 };
  const content = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [
      name,
      field.default ?? examples[String(field.type)],
    ]),
  );
  return { action: 'accept', content };
}

/** A person who presses the button, says yes at the login page, and comes back. */
async function signIn(signIns: UpstreamSignIns, gateway: Gateway): Promise<void> {
  const link = gateway.signInLink('server');
  if (!link.ok) throw new Error(link.error);
  const browser = 'a secret of this browser';
  const login = await signIns.begin(link.value.split('/').at(-1) ?? '', browser);
  if (login === undefined) throw new Error('the link was not known');
  const answer = await fetch(login, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  const arrival = await signIns.arrive(Object.fromEntries(back.searchParams), browser, door);
  if (arrival.status !== 'done') throw new Error(JSON.stringify(arrival));
}

function authOf() {
  const { client_id, client_secret } = context;
  if (scenario.startsWith('auth/client-credentials')) {
    return { method: 'client_credentials', client_id, client_secret };
  }
  return { method: 'oauth', client_id, client_secret };
}

/** The tool knows one document only, by an address that nobody publishes anything at. */
function ownInTool() {
  const own = ownClient(door);
  if (scenario !== 'auth/basic-cimd' || own === undefined) return {};
  return { own: { ...own, documentUrl: 'https://conformance-test.local/client-metadata.json' } };
}

/** The tool's servers are all on this machine, on ports that are not known before. */
function withinThisMachine(): CheckedFetch {
  const isHere = (address: string | URL) =>
    ['localhost', '127.0.0.1'].includes(new URL(address).hostname);
  const made: CheckedFetch[] = [];
  return {
    fetch: (address, init) => {
      const checked = createCheckedFetch({
        approvedHosts: isHere(address) ? [new URL(address).host] : [],
      });
      made.push(checked);
      return checked.fetch(address, init);
    },
    allows: (address) => URL.canParse(address) && isHere(address),
    close: () => {
      for (const one of made) one.close();
    },
  };
}
