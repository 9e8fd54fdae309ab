import type {
  AuthProvider,
  JSONRPCMessage,
  StreamableHTTPClientTransport,
  StreamableHTTPClientTransportOptions,
} from '@modelcontextprotocol/client';
import type { Fetch } from '../net/checked-fetch.ts';
import { type Arrived, CallsOfSdk, isJson } from './calls-of-sdk.ts';
import { EndedStreams } from './ended-streams.ts';

type SendOptions = Parameters<StreamableHTTPClientTransport['send']>[1];
type Call = Extract<JSONRPCMessage, { readonly method: string; readonly id: unknown }>;
type Result = Extract<JSONRPCMessage, { readonly result: unknown }>;

export interface RepeatedCallsOptions extends StreamableHTTPClientTransportOptions {
  readonly fetch: Fetch;
  readonly authProvider?: AuthProvider;
}

/**
 * Streamable HTTP in which a call of a tool that was called before goes out with the headers that the
 * SDK made for it then, and the token of now: to make them anew costs more than the request. Whatever
 * comes back but one JSON result is handed to the SDK, as the answer to the same request, which is
 * never sent twice.
 */
export class RepeatedCalls extends EndedStreams {
  readonly #url: URL;
  readonly #options: RepeatedCallsOptions;
  readonly #calls: CallsOfSdk;
  readonly #running = new Set<AbortController>();

  constructor(url: URL, options: RepeatedCallsOptions) {
    const calls = new CallsOfSdk(options.fetch, options.authProvider !== undefined);
    super(url, { ...options, fetch: calls.fetch });
    this.#url = url;
    this.#options = options;
    this.#calls = calls;
  }

  override async send(message: JSONRPCMessage, options: SendOptions = {}): Promise<void> {
    const tool = toolOf(message, options);
    if (tool === undefined) return super.send(message, options);
    const call = message as Call;
    const body = JSON.stringify(call);
    const headers = this.#calls.headersOf(tool);
    if (headers === undefined) {
      return this.#calls.watched(body, tool, () => super.send(message, options));
    }
    const { answer, end } = await this.#post(headers, body, options.requestSignal);
    const text = isJson(answer) ? await answer.text() : undefined;
    const result = text === undefined ? undefined : resultOf(text, call.id);
    if (result !== undefined) {
      this.onmessage?.(result);
      return;
    }
    this.#calls.forget(tool);
    const { status, headers: theirs } = answer;
    const arrived = text === undefined ? answer : new Response(text, { status, headers: theirs });
    await this.#calls.answered(body, { answer: arrived, end }, () => super.send(message, options));
  }

  override async close(): Promise<void> {
    for (const one of this.#running) one.abort();
    await super.close();
  }

  async #post(
    headers: Readonly<Record<string, string>>,
    body: string,
    givenUp: AbortSignal | undefined,
  ): Promise<Arrived> {
    const ending = new AbortController();
    const end = () => ending.abort();
    if (givenUp?.aborted) end();
    givenUp?.addEventListener('abort', end, { once: true });
    this.#running.add(ending);
    try {
      const token = await this.#options.authProvider?.token();
      const answer = await this.#options.fetch(this.#url, {
        method: 'POST',
        headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
        body,
        signal: ending.signal,
      });
      return { answer, end };
    } catch (thrown) {
      if (!ending.signal.aborted) this.onerror?.(thrown as Error);
      throw thrown;
    } finally {
      this.#running.delete(ending);
    }
  }
}

/** The tool that a message calls; undefined when headers are made of more than its name. */
function toolOf(message: JSONRPCMessage, options: NonNullable<SendOptions>): string | undefined {
  if (!('method' in message) || message.method !== 'tools/call') return undefined;
  if (!('id' in message) || message.id === undefined) return undefined;
  if (options.headers !== undefined || options.resumptionToken !== undefined) return undefined;
  const name = message.params?.name;
  return typeof name === 'string' ? name : undefined;
}

const MEMBERS: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'result']);

/** The one result that a text is; undefined when the SDK has to say what it is. */
function resultOf(text: string, id: Call['id']): Result | undefined {
  let parsed: Partial<Result> | null;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { jsonrpc, result } = parsed;
  if (jsonrpc !== '2.0' || parsed.id !== id) return undefined;
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined;
  return Object.keys(parsed).every((name) => MEMBERS.has(name)) ? (parsed as Result) : undefined;
}
