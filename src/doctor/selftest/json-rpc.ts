import { VERSION } from '../../core/version.ts';
import { type Answer, type Fetch, isObject, requireStatus, send } from './http.ts';
import { StepFailure } from './report.ts';

export const MODERN = '2026-07-28';
export const LEGACY = '2025-11-25';

const CLIENT_INFO = { name: 'latchkey-selftest', version: VERSION };

/** Speaks MCP to an endpoint as clients of 2026-07-28 do: every request stands alone. */
export async function callMcp(
  fetch: Fetch,
  resource: string,
  accessToken: string,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await postMcp(fetch, resource, accessToken, modernMessage(method, params), {
    'MCP-Protocol-Version': MODERN,
    'Mcp-Method': method,
    ...(typeof params.name === 'string' && { 'Mcp-Name': params.name }),
  });
  return resultIn(answer, method);
}

/** Opens an exchange as clients of 2025-11-25 and older do. */
export async function initialize(
  fetch: Fetch,
  resource: string,
  accessToken: string,
): Promise<Readonly<Record<string, unknown>>> {
  const params = { protocolVersion: LEGACY, capabilities: {}, clientInfo: CLIENT_INFO };
  const message = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
  return resultIn(await postMcp(fetch, resource, accessToken, message, {}), 'initialize');
}

/** Posts one JSON-RPC message; without a token when there is none. */
export function postMcp(
  fetch: Fetch,
  resource: string,
  accessToken: string | undefined,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return send(fetch, resource, {
    method: 'POST',
    headers: {
      ...headers,
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(body),
  });
}

function modernMessage(method: string, params: Readonly<Record<string, unknown>>) {
  return {
    jsonrpc: '2.0',
    id: 1,
    method,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': MODERN,
        'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  };
}

function resultIn(answer: Answer, method: string): Readonly<Record<string, unknown>> {
  requireStatus(answer, 200);
  const message = messageIn(answer);
  if (isObject(message) && isObject(message.result)) return message.result;
  const error = isObject(message) && isObject(message.error) ? message.error.message : undefined;
  throw new StepFailure(
    `${method} was answered with ${typeof error === 'string' ? `an error: ${error}` : 'no result'}.`,
    'Look into the log of Latchkey.',
  );
}

/** The JSON-RPC answer in a body, which is JSON or the last event of a stream. */
function messageIn(answer: Answer): unknown {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = isStream ? (/^data: ?(\{.*\})\s*$/m.exec(answer.text)?.[1] ?? '') : answer.text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
