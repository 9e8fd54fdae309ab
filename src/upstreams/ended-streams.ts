import {
  isJSONRPCRequest,
  type JSONRPCMessage,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';

/** The code that the SDKs have for it, outside what JSON-RPC reserves for its own. */
export const STREAM_ENDED = -32_000;

type SendOptions = Parameters<StreamableHTTPClientTransport['send']>[1];

/**
 * Streamable HTTP that tells a request whose stream ended without an answer. Left to itself the
 * transport keeps silent then, and the caller waits until its timeout.
 */
export class EndedStreams extends StreamableHTTPClientTransport {
  override send(message: JSONRPCMessage, options?: SendOptions): Promise<void> {
    // Whoever watches the end of its stream by itself, a subscription, is left to it.
    if (!isJSONRPCRequest(message) || options?.onRequestStreamEnd !== undefined) {
      return super.send(message, options);
    }
    const { id } = message;
    // To a request that was answered this is one answer too many, which the SDK passes over.
    const onRequestStreamEnd = () =>
      this.onmessage?.({
        jsonrpc: '2.0',
        id,
        error: { code: STREAM_ENDED, message: 'The stream ended before its answer.' },
      });
    return super.send(message, { ...options, onRequestStreamEnd });
  }
}
