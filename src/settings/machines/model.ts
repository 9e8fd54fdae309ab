import type { Config } from '../../config/config.ts';
import type { KeptMachine } from '../../store/contract.ts';
import type { Words } from '../../words/words.ts';
import { permissionPhrases } from './permission-words.ts';

/** A machine as the page shows it. Times are milliseconds since the epoch. */
export interface ShownMachine {
  /** Absent for one of the configuration, which nothing here changes. */
  readonly id?: string;
  /** Names the secret it has now, for a form that replaces it; absent where there is none to. */
  readonly mark?: string;
  readonly name: string;
  readonly kind: string;
  readonly may: string;
  readonly actsAs: string;
  readonly address?: string;
  readonly createdAt?: number;
  readonly usedAt?: number;
  /** Until when the former secret still works. */
  readonly formerUntil?: number;
  /** Why it cannot do anything now. */
  readonly warning?: string;
}

/** A machine that was made here, with what else is known of it. */
export interface KnownMachine {
  readonly machine: KeptMachine;
  readonly mark: string;
  readonly usedAt?: number;
  readonly formerUntil?: number;
  /** As whom it acts; absent: the house's own account. */
  readonly person?: { readonly name: string; readonly signedIn: boolean };
}

/** A machine of the store, as it stands at `now`. */
export function shownMachine(
  { machine, mark, usedAt, formerUntil, person }: KnownMachine,
  { mode, homeToken }: Pick<Config, 'mode' | 'homeToken'>,
  words: Words,
  now: number,
): ShownMachine {
  const { machines } = words;
  const { id, kind, name, scope, createdAt } = machine;
  const idle =
    person === undefined
      ? homeToken === undefined && machines.noHouseAccount
      : !person.signedIn && machines.notSignedIn(person.name);
  const warning = (mode === 'api_key' && kind !== 'key' && machines.notInThisMode) || idle;
  return {
    id,
    ...(kind !== 'issuer' && { mark }),
    name,
    kind: machines.kind[kind],
    may: permissionPhrases(scope, words).join(' · '),
    actsAs: person?.name ?? machines.house,
    ...(kind === 'issuer' && { address: machine.issuer }),
    createdAt,
    ...(usedAt !== undefined && { usedAt }),
    ...(formerUntil !== undefined && formerUntil > now && { formerUntil }),
    ...(warning !== false && { warning }),
  };
}

/** The machines of the configuration that work in its mode. */
export function fixedMachines(
  { mode, apiKeys, clients, trustedIssuers }: Config,
  words: Words,
): readonly ShownMachine[] {
  const { kind, house } = words.machines;
  const shown = (
    { name, scope, actAs }: { name: string; scope?: readonly string[]; actAs?: string },
    called: string,
  ) => ({
    name,
    kind: called,
    may: permissionPhrases(scope, words).join(' · '),
    actsAs: actAs ?? house,
  });
  const keys = apiKeys.map((one) => shown(one, kind.key));
  if (mode !== 'oauth') return keys;
  return [
    ...keys,
    ...clients
      .filter(({ grantTypes }) => grantTypes.includes('client_credentials'))
      .map((one) => shown(one, kind.client)),
    ...trustedIssuers.map((one) => ({ ...shown(one, kind.issuer), address: one.issuer })),
  ];
}
