import { mirrorWithin } from '../../home/limited-mirror.ts';
import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { reachedThrough } from '../../home/reached.ts';
import { type Callable, decide } from '../../policy/decide.ts';
import type { Rules } from '../../policy/rules.ts';
import { HOME_CONTROL, HOME_READ } from '../../policy/scopes.ts';
import { type Action, sensitiveEffects } from '../../policy/sensitive.ts';

/** What rules leave of a home to somebody, thing by thing. */
export interface Meaning {
  /** How many things there are at all. */
  readonly total: number;
  readonly seen: readonly Entity[];
  readonly controlled: number;
  /** Those of which something is asked about before it is done. */
  readonly asked: readonly Entity[];
}

const LOOKING: Callable = {
  name: 'looking',
  scope: HOME_READ,
  reach: 'entities',
  annotations: { readOnlyHint: true },
};
const CONTROLLING: Callable = {
  name: 'controlling',
  scope: HOME_CONTROL,
  reach: 'entities',
  annotations: { readOnlyHint: false },
};

/**
 * What rules mean on the things of a home, by the functions that decide calls. What scripts and
 * automations would do is looked into only when they are run, so nothing of that is in here.
 */
export function meaningOf(mirror: Mirror, rules: Rules, scope: readonly string[]): Meaning {
  const may = (tool: Callable) => decide({ scope }, rules, tool).status === 'allow';
  const seen = seenOf(mirror, rules, scope);
  const actions = may(CONTROLLING) ? actionsOf(mirror) : () => [];
  const controlled = seen.filter(({ domain }) => actions(domain).length > 0);
  return {
    total: mirror.entities().length,
    seen,
    controlled: controlled.length,
    asked: controlled.filter((entity) => {
      const reached = reachedThrough(entity, mirror);
      return actions(entity.domain).some(
        (action) => sensitiveEffects(action, reached, rules).length > 0,
      );
    }),
  };
}

/** What rules and what was granted let somebody see. */
export function seenOf(mirror: Mirror, rules: Rules, scope: readonly string[]): readonly Entity[] {
  const may = decide({ scope }, rules, LOOKING).status === 'allow';
  return may ? mirrorWithin(mirror, rules).entities() : [];
}

/** What can be done to things of a domain in this home; most sensors: nothing. */
function actionsOf(mirror: Mirror): (domain: string) => readonly Action[] {
  const known = new Map<string, readonly Action[]>();
  return (domain) => {
    const before = known.get(domain);
    if (before !== undefined) return before;
    // Groups have no services of their own that act on what is in them.
    const provider = domain === 'group' ? 'homeassistant' : domain;
    const services = [...(mirror.services.get(provider) ?? [])];
    const actions = services.flatMap(([service, { target, response }]) =>
      target && response !== 'only' ? [{ domain: provider, service }] : [],
    );
    known.set(domain, actions);
    return actions;
  };
}
