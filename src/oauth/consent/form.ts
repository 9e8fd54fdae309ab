import { isLocalhostOnly, redirectHost } from '../../clients/redirect-uris.ts';
import {
  ENERGY_READ,
  offered,
  type Permission,
  permissionsFor,
  preselected,
} from '../../policy/scopes.ts';
import type { Client, ConsentTransaction } from '../../store/contract.ts';
import { PERMISSIONS } from './sentences.ts';

/** Everything the consent form shows. */
export interface ConsentForm {
  readonly client: string;
  readonly returnsTo: string;
  readonly localhostOnly: boolean;
  readonly homes: readonly string[];
  readonly chosenHome: string;
  readonly permissions: readonly {
    readonly value: Permission;
    readonly label: string;
    readonly hint: string;
    readonly chosen: boolean;
  }[];
  readonly energy: boolean;
  readonly handle: string;
  readonly csrf: string;
  readonly problem: string | undefined;
}

/** The scopes a person is asked about: what was asked and may be given to this client. */
export function scopeOnTheTable(
  transaction: ConsentTransaction,
  client: Client,
  supported: readonly string[],
): readonly string[] {
  return offered(transaction.request.scope, supported, client.scope);
}

/** Builds the form. What the person chose before is kept; what they typed never is. */
export function consentForm(
  transaction: ConsentTransaction,
  client: Client,
  page: {
    readonly supported: readonly string[];
    readonly homes: readonly string[];
    readonly handle: string;
    readonly csrf: string;
    readonly problem?: string;
    readonly chosen?: string | undefined;
    readonly chosenHome?: string | undefined;
  },
): ConsentForm {
  const scope = scopeOnTheTable(transaction, client, page.supported);
  const choices = permissionsFor(scope);
  const chosen = choices.find((one) => one === page.chosen) ?? preselected(choices);
  return {
    client: client.name,
    returnsTo: redirectHost(transaction.request.redirectUri),
    localhostOnly: isLocalhostOnly(client.redirectUris),
    homes: page.homes,
    chosenHome: page.homes.find((one) => one === page.chosenHome) ?? page.homes[0] ?? '',
    permissions: choices.map((value) => ({
      value,
      ...PERMISSIONS[value],
      chosen: value === chosen,
    })),
    energy: scope.includes(ENERGY_READ),
    handle: page.handle,
    csrf: page.csrf,
    problem: page.problem,
  };
}
