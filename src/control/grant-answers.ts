import type { ClientOrigin, GrantEnd } from '../store/contract.ts';

/** One grant as people are shown it. Times are milliseconds since the epoch. */
export interface GrantAnswer {
  readonly id: string;
  readonly client: {
    readonly id: string;
    /** What it calls itself; absent once the client is forgotten. */
    readonly name?: string;
    /** The host that vouches for the name; absent when anyone could have chosen it. */
    readonly host?: string;
  };
  /** Their name is absent once the home's people are forgotten. */
  readonly person: { readonly id: string; readonly name?: string; readonly home: string };
  /** The issuer of the front door that it came through. */
  readonly door: string;
  /** What it may do today, which its person's rights may limit. */
  readonly scope: readonly string[];
  /** What the person gave, when an administrator took some of it away. */
  readonly givenScope?: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** The address of the last use; absent when that cannot be told. */
  readonly lastFrom?: string;
  readonly pausedAt?: number;
  readonly endedAt?: number;
  readonly endedReason?: GrantEnd;
}

export interface GrantsAnswer {
  /** Those that are alive, paused ones too, the newest first. */
  readonly grants: readonly GrantAnswer[];
  /** Those that ended in the last seven days, the latest first. */
  readonly ended: readonly GrantAnswer[];
}

/** One client that is known here. Times are milliseconds since the epoch. */
export interface ClientAnswer {
  readonly id: string;
  readonly name: string;
  readonly origin: ClientOrigin;
  readonly createdAt: number;
  /** When a person first allowed it. */
  readonly approvedAt?: number;
  /** How many of its grants are alive. */
  readonly grants: number;
}
