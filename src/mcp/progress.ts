import type { Progress, ServerContext } from '@modelcontextprotocol/server';

const LONGEST_MESSAGE = 1_000;

/** Passes what is said of a call's progress on to whoever called, if they asked to hear of it. */
export function progressOf({ mcpReq }: ServerContext): (progress: Progress) => void {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  return ({ progress, total, message }) => {
    const params = {
      progressToken,
      progress,
      ...(total !== undefined && { total }),
      ...(message !== undefined && { message: message.slice(0, LONGEST_MESSAGE) }),
    };
    // Whoever hung up meanwhile hears nothing more, which is no trouble of the call's.
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
}
