import { isLocalhostOnly, redirectHost } from '../../clients/redirect-uris.ts';
import {
  ENERGY_READ,
  offered,
  type Permission,
  permissionsFor,
  preselected,
  upstreamsIn,
} from '../../policy/scopes.ts';
import type { Client, ConsentTransaction } from '../../store/contract.ts';
import type { Words } from '../../words/words.ts';

/** Everything the consent form shows. */
export interface ConsentForm {
  readonly client: string;
  /** The host that vouches for the name; absent when anyone could have chosen it. */
  readonly publishedBy: string | undefined;
  readonly returnsTo: string;
  /** The answer goes to a program on the person's own computer, whoever started that. */
  readonly returnsHere: boolean;
  readonly homes: readonly string[];
  readonly chosenHome: string;
  readonly permissions: readonly {
    readonly value: Permission;
    readonly label: string;
    readonly hint: string;
    readonly chosen: boolean;
  }[];
  readonly energy: boolean;
  /** The other servers it may use besides the home. */
  readonly upstreams: readonly string[];
  readonly handle: string;
  readonly csrf: string;
  /** Whether any of the homes has a login page of its own to sign in at. */
  readonly signIn: boolean;
  /** What was wrong with the token. */
  readonly problem: string | undefined;
  /** What was wrong with signing in at the home. */
  readonly signInProblem: string | undefined;
}

/** The scopes a person is asked about: what was asked and may be given to this client. */
export function scopeOnTheTable(
  transaction: ConsentTransaction,
  client: Client,
  supported: readonly string[],
): readonly string[] {
  return offered(transaction.request.scope, supported, client.scope);
}

/** The choice must be one that was offered: the form is a stranger's to change. */
export function offeredPermission(
  value: string | undefined,
  form: { readonly transaction: ConsentTransaction; readonly client: Client },
  supported: readonly string[],
): Permission | undefined {
  const choices = permissionsFor(scopeOnTheTable(form.transaction, form.client, supported));
  return choices.find((one) => one === value);
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
    /** The choices as a person reads them. */
    readonly choices: Words['consent']['choices'];
    readonly signIn: boolean;
    readonly problem?: string;
    readonly signInProblem?: string;
    readonly chosen?: string | undefined;
    readonly chosenHome?: string | undefined;
  },
): ConsentForm {
  const scope = scopeOnTheTable(transaction, client, page.supported);
  const choices = permissionsFor(scope);
  const chosen = choices.find((one) => one === page.chosen) ?? preselected(choices);
  return {
    client: client.name,
    publishedBy: client.origin === 'document' ? new URL(client.id).host : undefined,
    returnsTo: redirectHost(transaction.request.redirectUri),
    returnsHere: isLocalhostOnly([transaction.request.redirectUri]),
    homes: page.homes,
    chosenHome: page.homes.find((one) => one === page.chosenHome) ?? page.homes[0] ?? '',
    permissions: choices.map((value) => ({
      value,
      ...page.choices[value],
      chosen: value === chosen,
    })),
    energy: scope.includes(ENERGY_READ),
    upstreams: upstreamsIn(scope),
    handle: page.handle,
    csrf: page.csrf,
    signIn: page.signIn,
    problem: page.problem,
    signInProblem: page.signInProblem,
  };
}
