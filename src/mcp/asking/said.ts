import type { Said } from '../../upstreams/asking/caller-side.ts';

/** What a person said (`ElicitResult`); anything that is no clear yes or no is as if put away. */
export function saidIn(result: unknown): Said {
  if (typeof result !== 'object' || result === null || !('action' in result)) return PUT_AWAY;
  const { action, content } = result as { readonly action: unknown; readonly content?: unknown };
  if (action === 'decline') return { action };
  if (action !== 'accept') return PUT_AWAY;
  return typeof content === 'object' && content !== null && !Array.isArray(content)
    ? { action, content: { ...content } }
    : { action };
}

/** Nobody answered. */
export const PUT_AWAY: Said = { action: 'cancel' };
