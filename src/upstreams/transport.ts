import {
  type AuthProvider,
  SSEClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Fetch } from '../net/checked-fetch.ts';
import type { UpstreamTransport } from './entries.ts';
import { RepeatedCalls } from './repeated-calls.ts';

/** All that a program of an upstream inherits of our environment. */
const INHERITED = ['PATH', 'HOME', 'LANG'] as const;

/** What the transport would hand over by itself. */
const NOT_INHERITED = { LOGNAME: undefined, SHELL: undefined, TERM: undefined, USER: undefined };

const LARGEST_MESSAGE = 4 * 1_024 * 1_024;

/** What transports reach the world with. */
export interface TransportDependencies {
  readonly fetch: Fetch;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly authProvider?: AuthProvider;
}

/** Makes the transport of an upstream whose references are filled in; nothing is connected yet. */
export function transportOf(
  transport: UpstreamTransport,
  { fetch, environment, authProvider }: TransportDependencies,
): Transport {
  if (transport.kind === 'stdio') {
    const { command, args, env } = transport;
    return new StdioClientTransport({
      command,
      args: [...args],
      env: { ...NOT_INHERITED, ...inherited(environment), ...env } as unknown as Record<
        string,
        string
      >,
      stderr: 'ignore',
      maxBufferSize: LARGEST_MESSAGE,
    });
  }
  const options = {
    fetch,
    requestInit: { headers: { ...transport.headers } },
    ...(authProvider !== undefined && { authProvider }),
  };
  const url = new URL(transport.url);
  return transport.kind === 'sse'
    ? new SSEClientTransport(url, options)
    : new RepeatedCalls(url, options);
}

function inherited(environment: TransportDependencies['environment']): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
