import {
  covers,
  ENERGY_READ,
  HOME_CONFIGURE,
  HOME_CONTROL,
  HOME_READ,
  type Permission,
  upstreamsIn,
  withImplied,
} from '../../policy/scopes.ts';
import type { Words } from '../../words/words.ts';

const MOST: readonly (readonly [Permission, string])[] = [
  ['configure', HOME_CONFIGURE],
  ['control', HOME_CONTROL],
  ['look', HOME_READ],
];

/** What a machine gets that looks unless somebody wrote otherwise. */
const UNWRITTEN = [HOME_READ, ENERGY_READ];

/** What a machine may do, in phrases; as the configuration leaves it when nothing is written. */
export function permissionPhrases(
  scope: readonly string[] = UNWRITTEN,
  { machines: { permission } }: Words,
): readonly string[] {
  const most = MOST.find(([, one]) => covers(scope, [one]));
  return [
    permission[most?.[0] ?? 'nothing'],
    ...(scope.includes(ENERGY_READ) ? [permission.energy] : []),
    ...upstreamsIn(scope).map(permission.server),
  ];
}

/** What was chosen on a form, as scopes. */
export function chosenScope(chosen: {
  readonly permission: Permission;
  readonly energy: boolean;
  readonly servers: readonly string[];
}): readonly string[] {
  const [, home] = MOST.find(([one]) => one === chosen.permission) ?? ['look', HOME_READ];
  return withImplied([
    home,
    ...(chosen.energy ? [ENERGY_READ] : []),
    ...chosen.servers.map((name) => `upstream:${name}`),
  ]);
}
