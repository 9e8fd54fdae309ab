import { z } from 'zod';
import { isPrivateHost } from '../config/private-host.ts';
import { SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';

/** How an upstream is reached. Texts may still hold references. */
export type UpstreamTransport =
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** The transport of 2024-11-05, which its specification has given up. */
  | {
      readonly kind: 'sse';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      /** All the program gets of an environment, beside PATH, HOME and LANG. */
      readonly env: Readonly<Record<string, string>>;
    };

/** How we prove ourselves to an upstream, beyond the headers that are written for it. */
export type UpstreamAuth =
  | { readonly method: 'none' }
  | {
      readonly method: 'oauth';
      /** Without it, the upstream's own metadata names it. */
      readonly issuer?: string | undefined;
      readonly clientId?: string | undefined;
      readonly clientSecret?: string | undefined;
      readonly scope?: string | undefined;
    }
  | {
      readonly method: 'client_credentials';
      /** Without it, the upstream's own metadata names it. */
      readonly tokenUrl?: string | undefined;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string | undefined;
    };

/** An upstream as the operator wrote it. */
export interface UpstreamEntry {
  /** Lower-case letters, digits and hyphens: its scope is `upstream:<name>`, its tools `<name>__…`. */
  readonly name: string;
  readonly transport: UpstreamTransport;
  readonly auth: UpstreamAuth;
  /** For a request that reports no progress, in milliseconds. */
  readonly timeoutMs: number;
  /** The operator's yes to addresses within the house. */
  readonly privateNetwork: boolean;
  /** Whether each person signs in there for themselves. */
  readonly perPerson: boolean;
}

/** The upstreams of a file: those that can be used, and a sentence for each that cannot. */
export interface ReadEntries {
  readonly entries: readonly UpstreamEntry[];
  readonly faults: readonly { readonly name: string; readonly sentence: string }[];
  /** Every name that is written, also of those that are wrong or switched off. */
  readonly names: readonly string[];
}

const texts = z.record(z.string(), z.string());
const seconds = z.number().positive().max(3_600);

const auth = z.object({
  method: z.enum(['none', 'oauth', 'oauth2', 'bearer', 'headers', 'client_credentials']).optional(),
  token: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  scope: z.string().optional(),
  token_url: z.string().optional(),
  issuer: z.string().optional(),
});

const authorization = z.object({
  tokenUrl: z.string().optional(),
  clientId: z.string(),
  clientSecret: z.string(),
  grantType: z.literal('client_credentials').default('client_credentials'),
  scope: z.string().optional(),
});

const TRANSPORTS = ['stdio', 'sse', 'http', 'streamable_http', 'streamable-http'] as const;

/** One server of an `mcpServers` map, in the spellings that are about; what is unknown is passed over. */
const written = z.object({
  transport_type: z.enum(TRANSPORTS).optional(),
  type: z.enum(TRANSPORTS).optional(),
  transport: z.object({ type: z.enum(TRANSPORTS).optional() }).optional(),
  url: z.string().optional(),
  headers: texts.default({}),
  auth: auth.optional(),
  authorization: authorization.optional(),
  command: z.string().optional(),
  args: z.array(z.string()).default([]),
  env: texts.default({}),
  timeout: seconds.default(60),
  private_network: z.boolean().default(false),
  credentials: z.enum(['shared', 'person']).default('shared'),
  disabled: z.boolean().default(false),
});

type Written = z.output<typeof written>;

const LONGEST_NAME = 24;
const MOST_ENTRIES = 100;

/**
 * Reads the `mcpServers` of a parsed file. One that is wrong stops no other: its sentence says what to
 * change, and never repeats what was written, which may be a secret.
 */
export function readUpstreams(file: unknown): Result<ReadEntries, string> {
  const outer = z.object({ mcpServers: z.record(z.string(), z.unknown()) }).safeParse(file);
  if (!outer.success) return refused('It needs an object mcpServers with one entry a server.');
  const servers = Object.entries(outer.data.mcpServers);
  if (servers.length > MOST_ENTRIES) return refused(`It has more than ${MOST_ENTRIES} servers.`);

  const entries = new Map<string, UpstreamEntry>();
  const faults: { name: string; sentence: string }[] = [];
  for (const [called, value] of servers) {
    const name = slugOf(called);
    const read = entries.has(name)
      ? refused(`Another server is called ${name} too.`)
      : entryOf(name, value);
    if (!read.ok) faults.push({ name: name || 'unnamed', sentence: read.error });
    else if (read.value !== undefined) entries.set(name, read.value);
  }
  const names = [...new Set(servers.map(([called]) => slugOf(called)))];
  return ok({ entries: [...entries.values()], faults, names });
}

/** The entry; undefined for one that is switched off. */
function entryOf(name: string, value: unknown): Result<UpstreamEntry | undefined, string> {
  if (name === '') return refused('Its name needs a letter or a digit.');
  const parsed = written.safeParse(value);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    return refused(`Its field ${field || 'list'} does not have the right form.`);
  }
  const said = parsed.data;
  if (said.disabled) return ok(undefined);
  const transport = transportOf(said);
  if (!transport.ok) return transport;
  const proof = authOf(said, transport.value);
  if (!proof.ok) return proof;
  const perPerson = said.credentials === 'person';
  if (perPerson && proof.value.method !== 'oauth') {
    return refused('Each person can have their own credentials only where auth.method is oauth.');
  }
  return ok({
    name,
    transport: withBearer(transport.value, said.auth?.token),
    auth: proof.value,
    timeoutMs: said.timeout * SECOND,
    privateNetwork: said.private_network,
    perPerson,
  });
}

function transportOf(said: Written): Result<UpstreamTransport, string> {
  const type = said.transport_type ?? said.type ?? said.transport?.type;
  const { url, command } = said;
  if (url !== undefined && command !== undefined) {
    return refused('It has both url and command: keep one.');
  }
  if (command !== undefined) {
    if (type !== undefined && type !== 'stdio')
      return refused('A command is reached by stdio only.');
    return ok({ kind: 'stdio', command, args: said.args, env: said.env });
  }
  if (url === undefined) return refused('Give it a url, or a command.');
  if (type === 'stdio') return refused('stdio needs a command, not a url.');
  return ok({ kind: type === 'sse' ? 'sse' : 'http', url, headers: said.headers });
}

function authOf(said: Written, transport: UpstreamTransport): Result<UpstreamAuth, string> {
  const { auth: own, authorization: machine } = said;
  const method = own?.method;
  if (machine !== undefined || method === 'client_credentials') {
    const clientId = machine?.clientId ?? own?.client_id;
    const clientSecret = machine?.clientSecret ?? own?.client_secret;
    if (clientId === undefined || clientSecret === undefined) {
      return refused('client_credentials needs a client id and a client secret.');
    }
    if (transport.kind === 'stdio') return refused('A command cannot use client_credentials.');
    return ok({
      method: 'client_credentials',
      tokenUrl: machine?.tokenUrl ?? own?.token_url,
      clientId,
      clientSecret,
      scope: machine?.scope ?? own?.scope,
    });
  }
  if (method === 'oauth' || method === 'oauth2') {
    if (transport.kind === 'stdio') return refused('A command cannot use OAuth.');
    return ok({
      method: 'oauth',
      issuer: own?.issuer,
      clientId: own?.client_id,
      clientSecret: own?.client_secret,
      scope: own?.scope,
    });
  }
  return ok({ method: 'none' });
}

/** A bearer token is a header like any other. */
function withBearer(transport: UpstreamTransport, token: string | undefined): UpstreamTransport {
  if (token === undefined || transport.kind === 'stdio') return transport;
  return { ...transport, headers: { ...transport.headers, Authorization: `Bearer ${token}` } };
}

/**
 * Why an address of an upstream's, its references filled in, may not be reached; undefined when it may.
 * Plain http and addresses within the house need the operator's yes (Security Best Practices, SSRF).
 */
export function addressFault(
  address: string,
  privateNetwork: boolean,
  field = 'url',
): string | undefined {
  const url = URL.parse(address);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    return `Its ${field} has to begin with https:// or http://.`;
  }
  if (url.username !== '' || url.password !== '') {
    return `Its ${field} holds a user name or password: put them into headers.`;
  }
  const inside = isPrivateHost(url.hostname);
  if (inside && !privateNetwork) {
    return `Its ${field} is within your own network: add "private_network": true if that is meant.`;
  }
  if (url.protocol === 'http:' && !inside) {
    return `Its ${field} is plain http outside your network: use https.`;
  }
  return undefined;
}

/** The name of an upstream whatever its operator calls it; empty when nothing of that can be used. */
export function slugOf(called: string): string {
  return called
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, '');
}
