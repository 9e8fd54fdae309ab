import { SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { isLatchkeyError } from '../core/errors.ts';
import { NotAsked } from './asking/not-asked.ts';
import { fateOf } from './lost.ts';

/** JSON-RPC: the arguments are not what the tool takes. */
const INVALID_PARAMS = -32602;
const LONGEST_REASON = 300;

/**
 * Why a call to an upstream came to nothing, for the assistant. Of the upstream's own words only
 * those about the arguments are told, which are for whoever wrote them, and of those one line.
 */
export function sentenceOf(thrown: unknown, upstream: string): string {
  if (isLatchkeyError(thrown) || thrown instanceof NotAsked) return thrown.message;
  if (thrown instanceof SdkError && thrown.code === SdkErrorCode.RequestTimeout) {
    return `The server ${upstream} did not answer in time. What was asked may still be done there.`;
  }
  if (fateOf(thrown) === 'lost') {
    return `The connection to the server ${upstream} broke before it answered. What was asked may be done there or not.`;
  }
  const { code, message } = (thrown ?? {}) as {
    readonly code?: unknown;
    readonly message?: unknown;
  };
  if (code === INVALID_PARAMS && typeof message === 'string') {
    const [line = ''] = message.split(/[\r\n]/);
    return `The server ${upstream} does not take these arguments: ${line.slice(0, LONGEST_REASON)}`;
  }
  return typeof code === 'number'
    ? `The server ${upstream} answered with an error (${code}).`
    : `The server ${upstream} did not give an answer that can be read.`;
}
