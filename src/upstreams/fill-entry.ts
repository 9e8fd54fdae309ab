import { authFault, fillAuth } from './auth/filled-auth.ts';
import { addressFault, type UpstreamEntry, type UpstreamTransport } from './entries.ts';
import type { FilledEntry } from './identities.ts';
import { fillAll, fillReferences, type ReferenceValues } from './references.ts';

const NO_PROGRAMS =
  'Programs may not be started here. In the app none can be: run it on another machine, and give its address. Anywhere else, set MCP_UPSTREAM_COMMANDS to true.';

/** The entry with its references filled in, or why it cannot be used. */
export function fillEntry(
  entry: UpstreamEntry,
  values: ReferenceValues,
  commands: boolean,
): FilledEntry | string {
  const transport = fillTransport(entry, values, commands);
  if (typeof transport === 'string') return transport;
  const auth = fillAuth(entry.auth, values);
  if (!auth.ok) return unset([auth]);
  return authFault(auth.value, entry.privateNetwork) ?? { entry, transport, auth: auth.value };
}

function fillTransport(
  { transport, privateNetwork }: UpstreamEntry,
  values: ReferenceValues,
  commands: boolean,
): UpstreamTransport | string {
  if (transport.kind === 'stdio') {
    if (!commands) return NO_PROGRAMS;
    const command = fillReferences(transport.command, values);
    const args = fillAll(transport.args, values);
    const env = fillAll(transport.env, values);
    if (command.ok && args.ok && env.ok) {
      return { kind: 'stdio', command: command.value, args: args.value, env: env.value };
    }
    return unset([command, args, env]);
  }
  const url = fillReferences(transport.url, values);
  const headers = fillAll(transport.headers, values);
  if (!url.ok || !headers.ok) return unset([url, headers]);
  return (
    addressFault(url.value, privateNetwork) ?? {
      kind: transport.kind,
      url: url.value,
      headers: headers.value,
    }
  );
}

type Fillings = readonly (
  | { readonly ok: true }
  | { readonly ok: false; readonly error: readonly string[] }
)[];

function unset(fillings: Fillings): string {
  const missing = new Set(fillings.flatMap((one) => (one.ok ? [] : one.error)));
  return `${[...missing].join(' and ')} ${missing.size === 1 ? 'has' : 'have'} no value.`;
}
