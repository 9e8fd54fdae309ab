import { covers } from './scopes.ts';

/** What a decision looks at of who calls. */
export interface Caller {
  readonly scope: readonly string[];
}

/** What a decision looks at of what is called. */
export interface Callable {
  readonly name: string;
  readonly scope: string;
}

export type Decision =
  | { readonly status: 'allow' }
  /** Not within what was granted: hidden in lists; a call may be granted by signing in again. */
  | { readonly status: 'hide'; readonly needs: readonly string[] };

/** Listing and calling ask this one function, so that neither can know more than the other. */
export function decide(caller: Caller, tool: Callable): Decision {
  return covers(caller.scope, [tool.scope])
    ? { status: 'allow' }
    : { status: 'hide', needs: [tool.scope] };
}
