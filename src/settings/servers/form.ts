import { z } from 'zod';
import type { Entered } from '../../control/servers.ts';
import { ok, type Result, refused } from '../../core/result.ts';
import { slugOf } from '../../upstreams/entries.ts';
import { secretAddress } from './secret-address.ts';

/** How a server that is added here wants to know who asks. */
export const SIGN_INS = ['none', 'token', 'headers', 'oauth', 'person', 'machine'] as const;
export type SignIn = (typeof SIGN_INS)[number];

/** How many headers the form has room for. */
export const HEADER_ROWS = [1, 2, 3] as const;

const text = z.string().trim().max(2_000).default('');
const secret = z.string().max(8_192).default('');
const ticked = z
  .literal('yes')
  .optional()
  .transform((said) => said === 'yes');

/** The form of a server, as it is sent. Secrets that are empty stay as they were. */
export const ServerForm = z.object({
  name: z.string().max(200).default(''),
  url: text,
  sign_in: z.enum(SIGN_INS).default('none'),
  token: secret,
  header_1: text,
  value_1: secret,
  header_2: text,
  value_2: secret,
  header_3: text,
  value_3: secret,
  client_id: text,
  client_secret: secret,
  scope: text,
  machine_id: text,
  machine_secret: secret,
  token_url: text,
  machine_scope: text,
  private: ticked,
  older: ticked,
  try: ticked,
});
export type ServerForm = z.output<typeof ServerForm>;

/** A form nothing was written into yet; a server that was found by itself would fill in some of it. */
export function blankForm(found: Partial<ServerForm> = {}): ServerForm {
  return { ...ServerForm.parse({}), ...found };
}

/** What is missing in a form, by the field it is about. */
export type FormProblem = 'name' | 'url' | 'token' | 'header' | 'client' | 'machine';

/** An entry as this form writes it, which is one of the forms that the file of upstreams takes. */
const Kept = z.object({
  type: z.literal('sse').optional(),
  url: z.string(),
  private_network: z.boolean().default(false),
  credentials: z.literal('person').optional(),
  headers: z.record(z.string(), z.string()).default({}),
  auth: z
    .object({
      method: z.enum(['bearer', 'oauth', 'client_credentials']),
      token: z.string().optional(),
      client_id: z.string().optional(),
      client_secret: z.string().optional(),
      scope: z.string().optional(),
      token_url: z.string().optional(),
    })
    .optional(),
});
type Kept = z.output<typeof Kept>;

/** The form of an entry that is kept, without its secrets; undefined for one of another form. */
export function formOf(name: string, entry: unknown): ServerForm | undefined {
  const parsed = Kept.safeParse(entry);
  if (!parsed.success) return undefined;
  const { url, auth, headers, type, private_network, credentials } = parsed.data;
  const machine = auth?.method === 'client_credentials';
  const said = (value: string | undefined) => plain(value ?? '');
  const names = Object.keys(headers);
  return blankForm({
    name,
    url: plain(url),
    sign_in: signInOf(auth, credentials, names.length),
    header_1: names[0] ?? '',
    header_2: names[1] ?? '',
    header_3: names[2] ?? '',
    ...(machine
      ? {
          machine_id: said(auth.client_id),
          token_url: said(auth.token_url),
          machine_scope: said(auth.scope),
        }
      : { client_id: said(auth?.client_id), scope: said(auth?.scope) }),
    private: private_network,
    older: type === 'sse',
  });
}

/**
 * The entry that a form stands for. A secret that was typed in is kept under a name that none of
 * `taken` has; one that is left empty stays what it was in `before`.
 */
export function enteredIn(
  form: ServerForm,
  before: unknown,
  taken: readonly string[],
): Result<Entered, FormProblem> {
  const name = slugOf(form.name);
  if (name === '') return refused('name');
  if (form.url === '') return refused('url');
  const kept = Kept.safeParse(before);
  // What was typed in for one server is not sent to another without being typed in again.
  const known =
    kept.success && originOf(plain(kept.data.url)) === originOf(form.url) ? kept.data : undefined;
  const secrets = new Map<string, string>();
  /** A reference to what was typed in, or to what was there before. */
  const refer = (value: string, as: string, was: string | undefined): string | undefined => {
    if (value === '') return was;
    const [, mine] = /^\$\{secret:([A-Za-z0-9_.-]+)\}$/.exec(was ?? '') ?? [];
    const secretName = mine ?? freeName(`${name}.${as}`, [...taken, ...secrets.keys()]);
    secrets.set(secretName, value);
    return `\${secret:${secretName}}`;
  };
  const proof = proofIn(form, known, refer);
  if (!proof.ok) return proof;
  const entry = {
    ...(form.older && { type: 'sse' }),
    url: addressIn(form.url, known, refer),
    ...(form.private && { private_network: true }),
    ...proof.value,
  };
  return ok({ name, entry, secrets });
}

type Refer = (value: string, as: string, was: string | undefined) => string | undefined;

function addressIn(typed: string, before: Kept | undefined, refer: Refer): string {
  const parts = secretAddress(typed);
  if (parts === undefined) return literal(typed);
  const [was] = /\$\{secret:[^}]+\}$/.exec(before?.url ?? '') ?? [];
  return `${literal(parts.open)}${refer(parts.secret, 'address', was)}`;
}

function proofIn(
  form: ServerForm,
  before: Kept | undefined,
  refer: Refer,
): Result<object, FormProblem> {
  const was = before?.auth;
  const sameAuth = (method: string) => (was?.method === method ? was : undefined);
  switch (form.sign_in) {
    case 'none':
      return ok({});
    case 'token': {
      const token = refer(form.token, 'token', sameAuth('bearer')?.token);
      return token === undefined ? refused('token') : ok({ auth: { method: 'bearer', token } });
    }
    case 'headers':
      return headersIn(form, before, refer);
    case 'oauth':
    case 'person': {
      const known = form.client_id === '' ? undefined : sameAuth('oauth')?.client_secret;
      const clientSecret = refer(form.client_secret, 'client-secret', known);
      if (clientSecret !== undefined && form.client_id === '') return refused('client');
      return ok({
        auth: {
          method: 'oauth',
          ...said('client_id', form.client_id),
          ...(clientSecret !== undefined && { client_secret: clientSecret }),
          ...said('scope', form.scope),
        },
        ...(form.sign_in === 'person' && { credentials: 'person' }),
      });
    }
    case 'machine': {
      const known = sameAuth('client_credentials')?.client_secret;
      const clientSecret = refer(form.machine_secret, 'client-secret', known);
      if (clientSecret === undefined || form.machine_id === '') return refused('machine');
      return ok({
        auth: {
          method: 'client_credentials',
          ...said('client_id', form.machine_id),
          client_secret: clientSecret,
          ...said('token_url', form.token_url),
          ...said('scope', form.machine_scope),
        },
      });
    }
  }
}

/** What RFC 9110 section 5.1 calls a field name, as far as the name of a secret can hold it. */
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,29}$/;

function headersIn(
  form: ServerForm,
  before: Kept | undefined,
  refer: Refer,
): Result<object, FormProblem> {
  const headers: Record<string, string> = {};
  for (const row of HEADER_ROWS) {
    const called = form[`header_${row}`];
    const value = form[`value_${row}`];
    if (called === '' && value === '') continue;
    const reference = HEADER_NAME.test(called)
      ? refer(value, `header.${called}`, ownValue(before?.headers, called))
      : undefined;
    if (reference === undefined) return refused('header');
    headers[called] = reference;
  }
  return Object.keys(headers).length === 0 ? refused('header') : ok({ headers });
}

function originOf(url: string): string | undefined {
  return URL.parse(url)?.origin;
}

function ownValue(
  headers: Readonly<Record<string, string>> = {},
  name: string,
): string | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

function signInOf(auth: Kept['auth'], credentials: Kept['credentials'], headers: number): SignIn {
  if (auth?.method === 'bearer') return 'token';
  if (auth?.method === 'client_credentials') return 'machine';
  if (auth?.method === 'oauth') return credentials === 'person' ? 'person' : 'oauth';
  return headers > 0 ? 'headers' : 'none';
}

function said(field: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [field]: literal(value) };
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count += 1) name = `${wanted}.${count}`;
  return name;
}

/** A text of a form for the reader of entries: of references it may hold those to secrets alone. */
function literal(typed: string): string {
  return typed.replace(/\$(?!\{secret:[A-Za-z0-9_.-]+\})/g, '$$$$');
}

function plain(written: string): string {
  return written.replaceAll('$$', '$');
}
