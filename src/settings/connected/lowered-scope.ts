import {
  ENERGY_READ,
  grantedScope,
  HOME_CONFIGURE,
  HOME_CONTROL,
  HOME_READ,
  type Permission,
} from '../../policy/scopes.ts';

/** What of the home a grant may do, as the page says it. */
export type Level = Permission | 'nothing';

/** What an administrator left of a grant. */
export interface Lowering {
  /** Absent when there was nothing of the home to choose about. */
  readonly level?: Level | undefined;
  readonly energy: boolean;
  /** The other servers it may go on using. */
  readonly servers: readonly string[];
}

const UPSTREAM = 'upstream:';

/** What is left of a scope; whatever was chosen, never more than it has. */
export function loweredScope(
  scope: readonly string[],
  { level, energy, servers }: Lowering,
): readonly string[] {
  const kept =
    level === undefined || level === 'nothing' ? scope : grantedScope(scope, level, true);
  return kept.filter((one) => {
    if (one === ENERGY_READ) return energy;
    if (one.startsWith(UPSTREAM)) return servers.includes(one.slice(UPSTREAM.length));
    return level !== 'nothing';
  });
}

/** The levels that a scope can be lowered to, least first; the last of them is what it has. */
export function levelsOf(scope: readonly string[]): readonly Level[] {
  if (!scope.includes(HOME_READ)) return [];
  const others = scope.some((one) => !one.startsWith('home:'));
  const levels: Level[] = others ? ['nothing', 'look'] : ['look'];
  if (scope.includes(HOME_CONTROL)) levels.push('control');
  if (scope.includes(HOME_CONFIGURE)) levels.push('configure');
  return levels;
}
