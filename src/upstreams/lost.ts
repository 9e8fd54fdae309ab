import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { STREAM_ENDED } from './ended-streams.ts';

/**
 * What an error says of the connection it came over: `kept` when that is as good as before, `lost`
 * when the next use needs another, `refused` when the request was turned away before anybody looked
 * at it, so that it may be sent again over another connection.
 */
export type Fate = 'kept' | 'lost' | 'refused';

/** Whether the transport has given up the stream in which a server tells things unasked. */
export function isDeaf(error: Error): boolean {
  return error.message.startsWith('Maximum reconnection attempts');
}

/** With these a server says that it does not know a session, or a credential, any more. */
const TURNED_AWAY = new Set([400, 401, 404, 410]);

export function fateOf(thrown: unknown): Fate {
  if (thrown instanceof UnauthorizedError) return 'refused';
  if (thrown instanceof SdkHttpError) {
    return thrown.status !== undefined && TURNED_AWAY.has(thrown.status) ? 'refused' : 'lost';
  }
  if (thrown instanceof ProtocolError) return thrown.code === STREAM_ENDED ? 'lost' : 'kept';
  if (thrown instanceof SdkError) {
    const gone: readonly string[] = [SdkErrorCode.ConnectionClosed, SdkErrorCode.NotConnected];
    return gone.includes(thrown.code) ? 'lost' : 'kept';
  }
  // What `fetch` throws, and the event stream of 2024-11-05.
  return thrown instanceof TypeError || thrown instanceof SseError ? 'lost' : 'kept';
}
