import { InsufficientScopeError, SdkErrorCode, SseError } from '@modelcontextprotocol/client';

/** What an error says when connecting took too long. */
export const TIMED_OUT = 'timed out';

/** What went wrong, in our words: an upstream's own could hold anything. */
export function problemOf(thrown: unknown): string {
  const chain = causes(thrown);
  const has = (test: (one: Problem) => boolean) => chain.some(test);
  const status = chain.map(statusOf).find((one) => one !== undefined);
  if (has(({ name }) => name === 'UnauthorizedError') || status === 401) {
    return 'It wants to know who asks: sign in, or give it the right headers.';
  }
  if (has(({ code }) => code === 'ENOENT')) return 'Its command was not found.';
  if (status !== undefined) return `It answered with status ${status}.`;
  if (has(({ code, message }) => code === SdkErrorCode.RequestTimeout || message === TIMED_OUT)) {
    return 'It did not answer in time.';
  }
  if (has((one) => one instanceof TypeError)) return 'It could not be reached.';
  return 'It did not answer as an MCP server does.';
}

/** Whether an upstream will not have us as we are, or whoever vouches for us there will not. */
export function isAboutUs(thrown: unknown): boolean {
  return causes(thrown).some(
    (one) =>
      one instanceof InsufficientScopeError ||
      one.name === 'UnauthorizedError' ||
      [401, 403].includes(statusOf(one) ?? 0),
  );
}

interface Problem {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly status?: number;
  readonly cause?: unknown;
}

const MOST_CAUSES = 5;

function causes(thrown: unknown): readonly Problem[] {
  const chain: Problem[] = [];
  let next = thrown as Problem | undefined | null;
  while (next !== undefined && next !== null && chain.length < MOST_CAUSES) {
    chain.push(next);
    next = next.cause as Problem | undefined;
  }
  return chain;
}

/** The HTTP status of a refusal, which the older event stream has as its code. */
function statusOf(one: Problem): number | undefined {
  return one instanceof SseError ? one.code : one.status;
}
