import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { sentenceOf } from '../upstreams/failures.ts';

/** Why a prompt or a resource of an upstream could not be had, as an error of the protocol. */
export function upstreamFailure(thrown: unknown, upstream: string): ProtocolError {
  const { code } = (thrown ?? {}) as { readonly code?: unknown };
  return new ProtocolError(
    code === ProtocolErrorCode.InvalidParams
      ? ProtocolErrorCode.InvalidParams
      : ProtocolErrorCode.InternalError,
    sentenceOf(thrown, upstream),
  );
}
