import type { CheckedFetch, Fetch } from '../net/checked-fetch.ts';
import type { DebugLog } from './debug-log.ts';
import { oauthError } from './oauth-error.ts';
import { knownFault, knownGrantType, knownMethod, knownPath, knownScope } from './words.ts';

/** A scope that upstreams have by the hundred: letters and separators, too short for a key. */
const SCOPE = /^(?:https:\/\/)?[A-Za-z][A-Za-z.:_/-]{0,39}$/;

/** For whom a fetch is made. */
export interface Caller {
  readonly upstream: string;
  /** Whether a text holds something that an operator wrote a reference for, such as a secret. */
  readonly hides: (text: string) => boolean;
}

/** The same fetch; while `debug` is on, what was asked of whom is noted, and how that went. */
export function notedFetch(
  { fetch, ...rest }: CheckedFetch,
  debug: DebugLog,
  caller: Caller,
): CheckedFetch {
  const noted: Fetch = async (target, init = {}) => {
    if (debug.until === undefined) return fetch(target, init);
    const asked = askedOf(new URL(target), init, caller);
    try {
      const response = await fetch(target, init);
      const { status } = response;
      void errorOf(response).then((error) => debug.note({ ...asked, status, error }));
      return response;
    } catch (thrown) {
      debug.note({ ...asked, error: faultOf(thrown) });
      throw thrown;
    }
  };
  return { ...rest, fetch: noted };
}

function askedOf(url: URL, init: RequestInit, { upstream, hides }: Caller) {
  const form = init.body instanceof URLSearchParams ? init.body : undefined;
  const grantType = form?.get('grant_type');
  const scope = form?.get('scope');
  return {
    direction: 'out' as const,
    upstream,
    method: knownMethod(init.method ?? 'GET'),
    host: hides(url.host) ? '…' : url.host,
    path: knownPath(url.pathname),
    grantType: grantType ? knownGrantType(grantType) : undefined,
    scope: scope ? knownScope(scope, (one) => SCOPE.test(one) && !hides(one)) : undefined,
  };
}

/**
 * The code of an answer that refuses, from a copy of it, which nobody waits for: the answer itself is
 * somebody else's.
 */
async function errorOf(response: Response): Promise<string | undefined> {
  if (response.status < 400) return undefined;
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson
    ? await response
        .clone()
        .text()
        .catch(() => undefined)
    : undefined;
  return oauthError({ body, challenge: response.headers.get('www-authenticate') ?? undefined });
}

/** Of what was thrown only node's code is looked at: a message could hold an address. */
function faultOf(thrown: unknown): string {
  let next = thrown;
  for (let depth = 0; depth < 5 && next instanceof Error; depth += 1) {
    if ('code' in next && typeof next.code === 'string') return knownFault(next.code);
    next = next.cause;
  }
  return 'other';
}
