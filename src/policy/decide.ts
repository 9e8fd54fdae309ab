import { areLimited, type Rules } from './rules.ts';
import { covers } from './scopes.ts';

/** What a decision looks at of who calls. */
export interface Caller {
  readonly scope: readonly string[];
}

/** What a decision looks at of what is called. */
export interface Callable {
  readonly name: string;
  readonly scope: string;
  /** `elsewhere` is no part of the home, so that limits to entities say nothing about it. */
  readonly reach: 'entities' | 'everything' | 'elsewhere';
  readonly annotations: { readonly readOnlyHint: boolean };
}

export type Decision =
  | { readonly status: 'allow' }
  /** Not within what was granted: hidden in lists; a call may be granted by signing in again. */
  | { readonly status: 'hide'; readonly needs: readonly string[] }
  /** A rule stands against it, and no sign-in changes that: hidden in lists; a call is told why. */
  | { readonly status: 'deny'; readonly sentence: string };

const WHO_CHANGES_IT = 'Whoever runs Latchkey can change that rule.';

/** Listing and calling ask this one function, so that neither can know more than the other. */
export function decide(caller: Caller, rules: Rules, tool: Callable): Decision {
  if (rules.readOnly && !tool.annotations.readOnlyHint) {
    return deny(`${tool.name} changes things, and a rule lets this assistant only look.`);
  }
  if (rules.scopes !== undefined && !covers(rules.scopes, [tool.scope])) {
    return deny(`${tool.name} needs ${tool.scope}, which a rule keeps from this assistant.`);
  }
  if (tool.reach === 'everything' && areLimited(rules)) {
    return deny(
      `${tool.name} reaches everything in the home, and a rule limits this assistant to some of it.`,
    );
  }
  return covers(caller.scope, [tool.scope])
    ? { status: 'allow' }
    : { status: 'hide', needs: [tool.scope] };
}

function deny(sentence: string): Decision {
  return { status: 'deny', sentence: `${sentence} ${WHO_CHANGES_IT}` };
}
