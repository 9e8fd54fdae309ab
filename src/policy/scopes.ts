/**
 * Scope arithmetic (RFC 6749 section 3.3): pure, no clock, no I/O. `home:control` implies
 * `home:read`, `home:configure` implies both; `upstream:<name>` and `energy:read` stand alone.
 */

export const HOME_READ = 'home:read';
export const HOME_CONTROL = 'home:control';
export const HOME_CONFIGURE = 'home:configure';
export const ENERGY_READ = 'energy:read';

/** The order in which scopes are always written. */
export const HOME_SCOPES = [HOME_READ, HOME_CONTROL, HOME_CONFIGURE, ENERGY_READ] as const;

/** A Map, since the names that are looked up are a stranger's: `constructor` is one. */
const IMPLIED: ReadonlyMap<string, readonly string[]> = new Map([
  [HOME_CONTROL, [HOME_READ]],
  [HOME_CONFIGURE, [HOME_CONTROL, HOME_READ]],
]);

/** The scope of an upstream is this and its name. */
const UPSTREAM = 'upstream:';

/** What can be granted at all: what the operator offers, and the scopes of upstreams that are there. */
export function supportedScopes(
  offered: readonly string[],
  everyUpstream: boolean,
  upstreams: readonly string[],
): readonly string[] {
  const there = upstreams.map((name) => `${UPSTREAM}${name}`);
  const ours = offered.filter((one) => !one.startsWith(UPSTREAM) || there.includes(one));
  return inOrder(everyUpstream ? [...ours, ...there] : ours);
}

/** The upstreams that a scope opens, by name. */
export function upstreamsIn(scope: readonly string[]): readonly string[] {
  return scope.flatMap((one) => (one.startsWith(UPSTREAM) ? [one.slice(UPSTREAM.length)] : []));
}

/** What a person may choose on the consent page. */
export type Permission = 'look' | 'control' | 'configure';

const PERMITTED: Readonly<Record<Permission, readonly string[]>> = {
  look: [HOME_READ],
  control: [HOME_READ, HOME_CONTROL],
  configure: [HOME_READ, HOME_CONTROL, HOME_CONFIGURE],
};

/** The scopes in a space-separated string, each once, in our order; unknown words are kept. */
export function parseScope(text: string | undefined): readonly string[] {
  return inOrder((text ?? '').split(/\s+/).filter((word) => word !== ''));
}

/** The string form of a scope list, as tokens and challenges carry it. */
export function formatScope(scope: readonly string[]): string {
  return inOrder(scope).join(' ');
}

/** The list with everything that its members imply. */
export function withImplied(scope: readonly string[]): readonly string[] {
  return inOrder(scope.flatMap((one) => [one, ...(IMPLIED.get(one) ?? [])]));
}

/** Whether what was granted covers what is needed, by name or by implication. */
export function covers(granted: readonly string[], needed: readonly string[]): boolean {
  return needed.every((one) =>
    granted.some((have) => have === one || IMPLIED.get(have)?.includes(one) === true),
  );
}

/** Members of both lists. */
export function intersect(left: readonly string[], right: readonly string[]): readonly string[] {
  return left.filter((one) => right.includes(one));
}

/** Of what a token says, what its grant still gives; of a scope that is gone, what that implied stays. */
export function withinGrant(
  said: readonly string[],
  granted: readonly string[],
): readonly string[] {
  return said.every((one) => granted.includes(one)) ? said : intersect(withImplied(said), granted);
}

/** What is on the table: what was asked for, or the household's defaults when nothing was. */
export function offered(
  asked: readonly string[],
  supported: readonly string[],
  client: readonly string[] | undefined,
): readonly string[] {
  const wanted = asked.length > 0 ? withImplied(asked) : defaultScope(supported);
  const allowed = client === undefined ? supported : intersect(supported, withImplied(client));
  return intersect(wanted, allowed);
}

/** What we advertise and give when nothing is asked: everything but configuring the home. */
export function defaultScope(supported: readonly string[]): readonly string[] {
  return supported.filter((one) => one !== HOME_CONFIGURE);
}

/** The choices that make sense for what is on the table, least first. */
export function permissionsFor(scope: readonly string[]): readonly Permission[] {
  const choices: Permission[] = ['look'];
  if (scope.includes(HOME_CONTROL)) choices.push('control');
  if (scope.includes(HOME_CONFIGURE)) choices.push('configure');
  return choices;
}

/** The choice shown first: control where it is on the table, never configure. */
export function preselected(choices: readonly Permission[]): Permission {
  return choices.includes('control') ? 'control' : 'look';
}

/** What is granted: on the table, chosen by the person, and within what that person may do. */
export function grantedScope(
  onTheTable: readonly string[],
  permission: Permission,
  administrator: boolean,
): readonly string[] {
  const chosen = PERMITTED[permission];
  return onTheTable.filter((one) => {
    if (one === HOME_CONFIGURE && !administrator) return false;
    return one.startsWith('home:') ? chosen.includes(one) : true;
  });
}

/** What is left of a scope without configuring the home; what that implied stays. */
export function withoutConfigure(scope: readonly string[]): readonly string[] {
  return withImplied(scope).filter((one) => one !== HOME_CONFIGURE);
}

/**
 * What a machine may do: what the operator wrote for it, or looking only when nothing was written;
 * configuring the home only as an administrator.
 */
export function machineScope(
  written: readonly string[] | undefined,
  supported: readonly string[],
  administrator: boolean,
): readonly string[] {
  const allowed = withImplied(written ?? [HOME_READ, ENERGY_READ]);
  return intersect(supported, allowed).filter((one) => one !== HOME_CONFIGURE || administrator);
}

function inOrder(scope: readonly string[]): readonly string[] {
  const rank = (one: string) => {
    const index = (HOME_SCOPES as readonly string[]).indexOf(one);
    return index < 0 ? HOME_SCOPES.length : index;
  };
  return [...new Set(scope)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'));
}
