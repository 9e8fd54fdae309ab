import { ok, type Result } from '../core/result.ts';

/** Who makes a request, once proven: a person through a client, or a machine of the operator's. */
export type Principal = PersonPrincipal | MachinePrincipal;

/** The person whose home it is, through a client, by a grant. */
export interface PersonPrincipal {
  readonly kind: 'person';
  readonly grantId: string;
  readonly clientId: string;
  readonly home: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly scope: readonly string[];
  /** The front door it came through, which the gate's owner fills in. */
  readonly issuer?: string;
  /** An administrator has paused it: it may speak to us, and nothing is done for it. */
  readonly paused?: true;
  /** The address it speaks from, empty when that cannot be told; the gate's owner fills it in. */
  readonly from?: string;
  /** When the token that proved it ends, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** A program that the operator or an administrator let in: an API key, a static client, or a trusted issuer's. */
export interface MachinePrincipal {
  readonly kind: 'machine';
  /** What the audit log calls it: the operator's own name for it. */
  readonly name: string;
  /** Which of the store's machines it is; absent for one of the configuration. */
  readonly madeId?: string;
  /** Set when it is a registered client. */
  readonly clientId?: string;
  /** Whose account of the home its calls use; or the sentence that says why there is none. */
  readonly account: Result<Account, string>;
  readonly scope: readonly string[];
  /** The front door it came through, which the gate's owner fills in. */
  readonly issuer?: string;
  /** Milliseconds since the epoch; absent for an API key, which ends when it is taken off the list. */
  readonly expiresAt?: number;
}

/** An account of a home, by the credential that opens it. */
export interface Account {
  readonly home: string;
  readonly credentialId: string;
  /** Whose it is; absent for the operator's own. */
  readonly person?: {
    readonly id: string;
    /** The sign-in it stands on. */
    readonly grantId: string;
  };
}

/** The account of the home that a principal's calls use, or why there is none. */
export function accountOf(principal: Principal): Result<Account, string> {
  if (principal.kind === 'machine') return principal.account;
  const { home, credentialId, personId: id, grantId } = principal;
  return ok({ home, credentialId, person: { id, grantId } });
}

/** A name for whoever calls, that nobody else has: what a session is held to. */
export function ownerOf(principal: Principal): string {
  if (principal.kind === 'person') return principal.grantId;
  const { clientId, madeId, name } = principal;
  // A name may be given anew after its holder is gone; an id never is.
  if (madeId !== undefined) return `made ${madeId} ${name}`;
  return clientId === undefined ? `machine ${name}` : `client ${clientId}`;
}
