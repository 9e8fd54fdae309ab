import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type Client,
  LOG_LEVEL_META_KEY,
  specTypeSchemas,
  type Tool,
} from '@modelcontextprotocol/client';
import type { CallerSide } from './asking/caller-side.ts';
import { considerate } from './asking/considerate.ts';
import { Patience } from './asking/patience.ts';
import type { OfferedTool } from './offer.ts';
import type { CallOptions, RequestOptions } from './shelf.ts';
import type { Upstream } from './upstream.ts';

/** The protocol in which each request says who sends it, and what they can do. */
const FIRST_WITH_META = '2026-07-28';

/** Longer than any call lives: what ends it then is our own patience. */
const NEVER_MS = 2 ** 31 - 1;

/** A call of a tool as it goes out. */
export interface OutgoingCall {
  readonly name: string;
  /** As it was approved; undefined for one that never was. */
  readonly tool: OfferedTool | undefined;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Calls a tool over a connection, during which the caller may be asked and told things. */
export function callTool(
  upstream: Upstream,
  client: Client,
  { name, tool, args }: OutgoingCall,
  request: RequestOptions,
  { caller = {}, ...options }: CallOptions,
): Promise<CallToolResult> {
  const params = { name, arguments: { ...args }, ...metaFor(client, caller) };
  const call = (more: CallOptions, timeout = request.timeout): Promise<CallToolResult> => {
    const sent = { ...request, timeout, ...more };
    // Given no schema, the SDK makes an error of one that does not fit first, which costs a third of all.
    return tool !== undefined && hasHeaders(tool)
      ? client.callTool(params, { ...sent, toolDefinition: withoutOutput(tool) })
      : client.request({ method: 'tools/call', params }, specTypeSchemas.CallToolResult, sent);
  };
  if (caller.ask === undefined) {
    return upstream.onBehalf(client, considerate(caller), () => call(options));
  }
  const patience = new Patience(request.timeout);
  const signals = [patience.signal, ...(options.signal === undefined ? [] : [options.signal])];
  const patient: CallOptions = {
    signal: AbortSignal.any(signals),
    onprogress(progress) {
      patience.again();
      options.onprogress?.(progress);
    },
  };
  return upstream
    .onBehalf(client, considerate(caller, patience), () => call(patient, NEVER_MS))
    .finally(() => patience.end());
}

const headersKnown = new WeakMap<OfferedTool, boolean>();

/** Whether some arguments go into headers too, as the approved schema says (SEP-2243). */
function hasHeaders(tool: OfferedTool): boolean {
  const known = headersKnown.get(tool);
  if (known !== undefined) return known;
  const found = JSON.stringify(tool.inputSchema).includes('"x-mcp-header"');
  headersKnown.set(tool, found);
  return found;
}

/** Without the output's schema, since what comes back is passed on as it is. */
function withoutOutput({ outputSchema: _, ...tool }: OfferedTool): Tool {
  return tool as Tool;
}

/** The newest protocol says with each request what its caller can do and wants to hear. */
function metaFor(client: Client, { ask, logLevel }: CallerSide) {
  const version = client.getNegotiatedProtocolVersion();
  if (version === undefined || version < FIRST_WITH_META) return {};
  const meta = {
    ...(ask === undefined && { [CLIENT_CAPABILITIES_META_KEY]: {} }),
    ...(logLevel !== undefined && { [LOG_LEVEL_META_KEY]: logLevel }),
  };
  return Object.keys(meta).length === 0 ? {} : { _meta: meta };
}
